import Accounts
import Activity
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
        let reference = request.parameter("like").flatMap { IMDbID($0) }
        var answer: SearchAnswer
        do {
            if let reference {
                answer = try await like(reference)
            } else if query.isBlank {
                answer = .nothingAsked
            } else {
                answer = try await find(query, isMine: isMine, for: signedIn.user)
            }
        } catch is SearchError {
            answer = .notReady
        }
        let maySee = try await titleFilter(context)
        answer = answer.keeping(maySee)
        // Also while nothing can be found that is like it.
        var hearts: Hearts?
        if let reference, let title = try await features.films.found.title(reference), maySee(title) {
            hearts = try await self.hearts(of: title, by: signedIn.user)
        }
        let isOpenQuestion = if case .nothingAsked = answer { true } else { false }
        let shell = Shell(
            signedIn, request, in: .search, query: query, hasHero: isOpenQuestion,
            theatre: features.theatre == nil ? .none : .open(nil), hasImports: features.imports != nil)
        return pages.response(
            "search", SearchPage(shell: shell, query: query, isMine: isMine, answer: answer, hearts: hearts))
    }

    private func hearts(of title: Title, by user: User) async throws -> Hearts {
        let rating = try await features.recommendations.around.ratings.rating(of: title.id, by: user.id)
        return Hearts(
            title.id, title.metadata.title, value: rating?.value,
            back: title.imdbID.map { "/search?like=\($0)" } ?? LocalPath.home)
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
