import Accounts
import Domain
import Hummingbird
import Library
import Search
import SurfaceKit

extension WebSurface {
    /// Films for a query (`q`), all or only the person's own (`mine`), or like another one (`like`).
    func search(_ request: Request, _ context: WebContext) async throws -> Response {
        let signedIn = try context.signedIn
        let query = request.parameter("q") ?? ""
        let isMine = request.parameter("mine") != nil
        var answer: SearchAnswer
        do {
            if let id = request.parameter("like").flatMap({ IMDbID($0) }) {
                answer = try await like(id)
            } else if query.isBlank {
                answer = .nothingAsked
            } else {
                answer = try await find(query, isMine: isMine, for: signedIn.user)
            }
        } catch is SearchError {
            answer = .notReady
        }
        answer = answer.keeping(try await titleFilter(context))
        let isOpenQuestion = if case .nothingAsked = answer { true } else { false }
        let shell = Shell(
            signedIn, request, in: .search, query: query, hasHero: isOpenQuestion,
            theatre: features.theatre == nil ? .none : .open(nil))
        return pages.response("search", SearchPage(shell: shell, query: query, isMine: isMine, answer: answer))
    }

    private func find(_ query: String, isMine: Bool, for user: User) async throws -> SearchAnswer {
        var scope = SearchScope.everything
        if isMine {
            let set = try await features.films.library.set(of: user.id)
            guard !set.ids.isEmpty else { return .ownsNothing }
            scope = .owned(set)
        }
        return .found(try await features.films.found.find(query, limit: WebLimits.resultsMax, within: scope))
    }

    private func like(_ id: IMDbID) async throws -> SearchAnswer {
        guard let answer = try await features.films.found.like(id, limit: WebLimits.similarMax) else {
            throw SurfaceFailure.noRoute
        }
        return .like(answer.reference, answer.found)
    }
}
