import Accounts
import Basics
import Curation
import Domain
import HTTPTypes
import Hummingbird
import SurfaceKit

/// An administrator in the rooms of the archive and of plans.
struct CurationDoor: Sendable {
    static let archive = "/archive"
    static let plans = "/plans"

    let desks: WebFeatures.Curation
    let signedIn: SignedIn
    let now: Instant

    /// Jobs that wait or run, in words.
    func work() async throws -> [Job] { try await desks.jobs.active() }

    /// The newest jobs of a name that are over.
    func ended(_ name: String?, limit: Int) async throws -> [Job] {
        try await desks.jobs.list(type: name, limit: limit).filter(\.state.isFinal)
    }
}

extension WebSurface {
    /// Lets an administrator in. Throws `SurfaceFailure.noRoute` on a server without these rooms; what cannot be found
    /// becomes a page.
    func atCurationDoor(
        _ context: WebContext, _ body: (CurationDoor) async throws -> Response
    ) async throws -> Response {
        guard let desks = features.curation else { throw SurfaceFailure.noRoute }
        let door = CurationDoor(desks: desks, signedIn: try context.signedIn, now: features.world.now())
        do {
            return try await body(door)
        } catch CurationError.unknownScene {
            return pages.notice(
                title: "This scene is not here any more",
                message: "It was removed from Stash, or it was never read from there. The list is under Archive.",
                status: .notFound)
        } catch CurationError.unknownPlan {
            return pages.notice(
                title: "There is no such plan",
                message: "It was forgotten by somebody. The list is under Plans.", status: .notFound)
        } catch CurationError.unknownChange {
            throw SurfaceFailure.noRoute
        }
    }

    func shell(_ door: CurationDoor, _ request: Request, in room: Shell.Room) -> Shell {
        shell(door.signedIn, request, in: room)
    }
}

/// Why something is not done, for people.
struct CurationProblem: Error, Sendable {
    let words: String
    var status = HTTPResponse.Status.conflict
}

extension CurationProblem {
    /// Nil for what is no problem that can be told beside the page.
    init?(_ error: any Error) {
        switch error {
        case let problem as CurationProblem: self = problem
        case let failure as ArchiveFailure:
            self.init(
                words: "\(failure) Nothing was changed that is not shown here. Try again when Stash answers.",
                status: failure.isOutage ? .serviceUnavailable : .conflict)
        case let error as CurationError:
            guard let words = Self.words(error) else { return nil }
            self.init(words: words)
        case CurationJobError.hasEnded: self.init(words: "That is over already.")
        default: return nil
        }
    }

    private static func words(_ error: CurationError) -> String? {
        switch error {
        case .unknownScene, .unknownPlan, .unknownChange: nil
        case .unknownEntity(let kind, let name): "No \(kind.rawValue) of the archive is called “\(name)”."
        case .alreadyApplied: "That change is applied already. It is taken back with its plan."
        case .badValue(let words): words
        case .planApplied: "This plan is applied already."
        case .planHasNothing: "Nothing is open in this plan, so there is nothing to apply."
        case .planIsHeld: "This plan is being applied or taken back at the moment. Wait until that is over."
        case .nothingToUndo: "Nothing of this plan was applied, so there is nothing to take back."
        case .planWasApplied: "A plan that was applied is kept, so that it can be taken back."
        case .planIsBuilding: "This plan is still being made. Wait until it is whole."
        case .nothingSelected: "Nothing was chosen. Tick some scenes, or take all that are shown."
        case .nothingMatches: "No scene fits, so there is nothing to do."
        case .otherArchive(let planned, _):
            "This plan was made for another Stash, \(planned). Set the address of Stash back under Archive to apply "
                + "it or take it back, or read the scenes anew and make a new plan."
        case .noArchive: "It is not known where Stash is. Say so under Archive."
        }
    }
}
