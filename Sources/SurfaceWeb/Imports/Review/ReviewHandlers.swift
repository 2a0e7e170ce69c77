import Basics
import Domain
import Hummingbird
import Imports
import SurfaceKit

extension WebSurface {
    /// An import: how far the search for its films is, or what it holds and what is to be decided.
    func review(_ request: Request, _ context: WebContext) async throws -> Response {
        let pairs = FormPairs(request.uri.query ?? "")
        return try await atImportDoor(context, next: request.uri.path) { door in
            let session = try await door.session(context, [.matching, .review])
            let chosen = pairs.first("chosen").flatMap { Int($0) }
            var news = ReviewNews()
            if let count = pairs.first("added").flatMap({ Int($0) }) {
                news.notice = "\(Moments.count(count, "film")) \(count == 1 ? "is" : "are") added."
            } else if let chosen {
                let item = try await door.desk.item(chosen, of: session)
                news.notice = "“\(item.film.title)” is another film now. Say what you thought of it."
                news.first = chosen
            } else if let index = pairs.first("done").flatMap({ Int($0) }) {
                news = ReviewNews(try await door.desk.item(index, of: session), at: index)
            }
            return try await review(session, ReviewChoice(pairs), news, door, request)
        }
    }

    /// The page with what there is to say; with a problem it answers a form.
    func review(
        _ session: ImportSession, _ choice: ReviewChoice, _ news: ReviewNews, _ door: ImportDoor, _ request: Request
    ) async throws -> Response {
        let shell = shell(door.reader, request, in: .imports)
        let now = features.world.now()
        guard session.state == .review else {
            return pages.response(
                "import-review", ReviewPage(shell: shell, session: session, news: news, now: now))
        }
        var (films, figures) = (ReviewFilms(choice, first: news.first), ImportFigures())
        for offset in stride(from: 0, to: session.itemCount, by: WebLimits.importFilmsRead) {
            let items = try await door.desk.items(of: session, offset: offset, limit: WebLimits.importFilmsRead)
            films.add(items)
            figures.add(items)
        }
        let page = ReviewPage(
            shell: shell, session: session, news: news, films: (films, figures), choice: choice, now: now)
        return pages.response("import-review", page, status: news.problem == nil ? .ok : .conflict)
    }

    /// How far the search is, for the page that waits for it.
    func importStatus(_ request: Request, _ context: WebContext) async throws -> Response {
        try await atImportDoor(context) { door in
            let session = try await door.session(context, [.matching, .review])
            return try .json(ReviewProgress(session, now: features.world.now()))
        }
    }

    /// Adds all films that are sure, with the file's ratings, one rating for all, or none.
    func addSureFilms(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await request.form()
        return try await atImportDoor(context) { door in
            let session = try await door.session(context)
            guard let rating = BulkRating(form.first("as")) else { throw SurfaceFailure.noRoute }
            let outcome = try await door.desk.addMatched(.sure, rating, in: session, from: context.caller.address)
            return .seeOther("\(ImportDoor.page)/\(session.uuid)?added=\(outcome.added)")
        }
    }
}

extension BulkRating {
    /// Nil for a word that is none of the form's.
    fileprivate init?(_ word: String?) {
        switch word {
        case "file": self = .ofFile
        case "watched": self = .watchedOnly
        default:
            guard let stars = word.flatMap({ Int($0) }), (1...5).contains(stars) else { return nil }
            self = .value(Stars.value(of: stars))
        }
    }
}
