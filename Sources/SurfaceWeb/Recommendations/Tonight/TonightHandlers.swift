import Accounts
import Activity
import Domain
import HTTPTypes
import Hummingbird
import Recommendations
import SurfaceKit

extension WebSurface {
    /// A film for several profiles of the account: who they are, and what they could watch.
    func tonight(_ request: Request, _ context: WebContext) async throws -> Response {
        let guest = try await guest(context)
        guard let choice = TonightChoice(request) else { throw SurfaceFailure.noRoute }
        if let locked = try await locked(choice, guest) { return .askForPIN(of: locked, next: choice.address) }
        let problem = choice.isAsked ? choice.problem : nil
        let reader = PickReader(signedIn: guest.signedIn, guest: guest)
        let list = choice.isAsked && problem == nil ? try await list(choice, guest, reader) : nil
        let page = TonightPage(
            shell: shell(reader, request, in: .tonight), choice: choice,
            profiles: try await guest.theatre.profiles.list(of: guest.user.id), active: guest.profile.id,
            list: list, problem: problem)
        return pages.response("tonight", page, status: problem == nil ? .ok : .badRequest)
    }

    /// The first of the chosen profiles whose PIN is missing. Throws `SurfaceFailure.noRoute` for one of somebody else.
    private func locked(_ choice: TonightChoice, _ guest: TheatreGuest) async throws -> ProfileID? {
        for id in choice.profiles {
            do {
                _ = try await guest.theatre.profiles.inForce(id, in: guest.session, of: guest.user.id)
            } catch ProfileError.pinRequired {
                return id
            } catch ProfileError.unknown {
                throw SurfaceFailure.noRoute
            }
        }
        return nil
    }

    private func list(
        _ choice: TonightChoice, _ guest: TheatreGuest, _ reader: PickReader
    ) async throws -> TonightList {
        let wish = EveningWish(
            profiles: choice.profiles, users: [], minutesMax: choice.minutesMax, count: PickLimits.togetherStandard)
        let evening = try await features.recommendations.together.evening(wish, of: guest.user, in: guest.session)
        let titles = evening.films.map(\.title).filter(reader.maySee)
        return TonightList(evening, posters: try await reader.posters(of: titles))
    }
}
