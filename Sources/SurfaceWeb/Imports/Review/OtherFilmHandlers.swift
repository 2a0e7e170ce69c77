import Domain
import Hummingbird
import Imports
import SurfaceKit

/// Another film than the one that was found.
extension WebSurface {
    func searchOtherFilm(_ request: Request, _ context: WebContext) async throws -> Response {
        let pairs = FormPairs(request.uri.query ?? "")
        return try await atImportDoor(context) { door in
            try await otherFilm(FilmQuestion(pairs), problem: nil, importedPlace(door, context), door, request)
        }
    }

    /// Takes one of the alternatives (`choice`), or a film that was found (`key` with `q`).
    func chooseMatch(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await request.form()
        return try await atImportDoor(context) { door in
            let film = try await importedPlace(door, context)
            let question = FilmQuestion(form)
            do {
                guard let match = try await chosen(form, question, film) else {
                    return try await otherFilm(
                        question, problem: "That film is not found any more. Choose another one.", film, door, request)
                }
                _ = try await film.desk.setMatch(film.index, to: match, in: film.session)
            } catch is MetadataFailure {
                return try await otherFilm(question, problem: Self.silentProvider, film, door, request)
            } catch {
                guard let problem = DecisionProblem(error) else { throw error }
                return try await review(
                    film.session, question.choice, ReviewNews(problem: problem.words), door, request)
            }
            return .seeOther(question.choice.address(film.session.uuid, "chosen=\(film.index)") + "#f\(film.index)")
        }
    }

    private static let silentProvider =
        "The Movie Database does not answer at the moment. Try again in a minute, or skip the film for now."

    private func chosen(
        _ form: FormPairs, _ question: FilmQuestion, _ film: ImportedPlace
    ) async throws -> ImportMatch? {
        if let choice = form.first("choice").flatMap({ Int($0) }) {
            let alternatives = try await film.desk.item(film.index, of: film.session).alternatives
            return alternatives.indices.contains(choice) ? alternatives[choice] : nil
        }
        let key = form.first("key")
        return try await film.desk.search(question.title, year: question.year).first { $0.key == key }
    }

    private func otherFilm(
        _ question: FilmQuestion, problem: String?, _ film: ImportedPlace, _ door: ImportDoor, _ request: Request
    ) async throws -> Response {
        let item = try await film.desk.item(film.index, of: film.session)
        var (found, problem): ([ImportMatch], String?) = ([], problem)
        if problem == nil, !question.title.isBlank {
            do {
                found = try await film.desk.search(question.title, year: question.year)
            } catch is MetadataFailure {
                problem = Self.silentProvider
            }
        }
        let place = OtherFilmPage.Place(
            session: film.session.uuid, index: film.index, hasProvider: film.desk.hasProvider)
        let page = OtherFilmPage(
            shell: shell(door.reader, request, in: .imports), place: place, item: item, question: question,
            found: found, problem: problem)
        return pages.response("import-search", page)
    }
}

/// What film somebody looks for, and which page they came from.
struct FilmQuestion: Sendable {
    let asked: String
    let title: String
    let year: Int?
    let choice: ReviewChoice

    init(_ pairs: FormPairs) {
        choice = ReviewChoice(pairs)
        asked = String((pairs.first("q") ?? "").prefix(WebLimits.filmQueryCharactersMax))
        // `Alien (1979)`
        if let named = asked.wholeMatch(of: /\s*(.+?)\s*\(([0-9]{4})\)\s*/) {
            (title, year) = (String(named.output.1), Int(named.output.2))
        } else {
            (title, year) = (asked, nil)
        }
    }
}

extension ImportMatch {
    /// The film in an address or a form.
    var key: String { tmdbID.map { "tmdb-\($0)" } ?? imdbID.map { "imdb-\($0)" } ?? "" }
}

/// Films that may be the one in the file.
struct OtherFilmPage: Sendable {
    struct Found: Sendable {
        let key: String
        let matchTitle: String
        let plot: String?
        let poster: Poster

        init(_ match: ImportMatch) {
            key = match.key
            matchTitle = ItemWords.title(match.title, match.year)
            plot = match.overview
            poster = Poster(named: match.title, year: match.year, picturePath: match.posterPath)
        }
    }

    /// The film of which import it is about.
    struct Place: Sendable {
        let session: String
        let index: Int
        /// Whether more can be found than what is in the catalogue.
        let hasProvider: Bool
    }

    let shell: Shell
    let session: String
    let index: Int
    let show: String
    let fileTitle: String
    let fileFacts: String?
    let asked: String
    let problem: String?
    let found: [Found]
    let hasFound: Bool
    let message: ReviewPage.Message?
    let back: String
    let queryMax = WebLimits.filmQueryCharactersMax

    init(
        shell: Shell, place: Place, item: ImportItem, question: FilmQuestion, found: [ImportMatch],
        problem: String?
    ) {
        self.shell = shell
        session = place.session
        index = place.index
        show = question.choice.show.rawValue
        fileTitle = item.film.title
        fileFacts = ItemWords.facts(item.film)
        asked = question.asked.isBlank ? item.film.searchTitle : question.asked
        self.problem = problem
        self.found = found.map { Found($0) }
        hasFound = !found.isEmpty
        message =
            found.isEmpty && problem == nil && !question.title.isBlank
            ? ReviewPage.Message(
                messageTitle: "Nothing was found.",
                messageText: place.hasProvider
                    ? "Try the original title, or fewer words."
                    : "Only films of this server’s own catalogue can be found. Try fewer words.")
            : nil
        back = question.choice.address(place.session) + "#f\(place.index)"
    }
}
