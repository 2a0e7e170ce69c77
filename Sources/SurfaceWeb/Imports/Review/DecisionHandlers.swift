import Domain
import HTTPTypes
import Hummingbird
import Imports
import SurfaceKit

/// What somebody decides about single films. Forms lead back to the page; its script gets the outcome alone.
extension WebSurface {
    func addImportedFilm(_ request: Request, _ context: WebContext) async throws -> Response {
        try await decide(request, context) { film, form in
            let word = form.first("stars")
            let stars = word.flatMap { Int($0) }
            guard word == "file" || stars.map((1...5).contains) == true else {
                throw DecisionProblem(words: "That is no rating. Choose one to five stars.", status: .badRequest)
            }
            let added = try await film.desk.add(
                film.index, in: film.session, value: stars.map { Stars.value(of: $0) }, ratedAt: nil)
            return added.rating.map { "Added with \(StarWords.words($0.value))." } ?? "Added."
        }
    }

    func addWatchedFilm(_ request: Request, _ context: WebContext) async throws -> Response {
        try await decide(request, context) { film, _ in
            _ = try await film.desk.addWatched(film.index, in: film.session)
            return "Added to what you watched."
        }
    }

    func skipFilm(_ request: Request, _ context: WebContext) async throws -> Response {
        try await decide(request, context) { film, _ in
            try await film.desk.skip(film.index, in: film.session)
            return "Skipped."
        }
    }

    func undoFilm(_ request: Request, _ context: WebContext) async throws -> Response {
        try await decide(request, context) { film, _ in
            _ = try await film.desk.takeBack(film.index, in: film.session)
            return nil
        }
    }

    /// `deed` says what became of the film; nil when it is undecided again.
    private func decide(
        _ request: Request, _ context: WebContext,
        _ deed: (ImportedPlace, FormPairs) async throws -> String?
    ) async throws -> Response {
        let form = try await request.form()
        let isScript = request.headers[.accept]?.contains("application/json") == true
        return try await atImportDoor(context) { door in
            let film = try await importedPlace(door, context)
            do {
                let words = try await deed(film, form)
                guard isScript else {
                    return .seeOther(ReviewChoice(form).address(film.session.uuid, "done=\(film.index)") + "#content")
                }
                let remaining = ReviewPage.remaining(try await door.session(context))
                return try .json(DecisionAnswer(words: words, remaining: remaining))
            } catch {
                guard let problem = DecisionProblem(error) else { throw error }
                if isScript { return try .json(problem.answer, status: problem.status) }
                return try await review(
                    film.session, ReviewChoice(form), ReviewNews(problem: problem.words), door, request)
            }
        }
    }

    func importedPlace(_ door: ImportDoor, _ context: WebContext) async throws -> ImportedPlace {
        let session = try await door.session(context)
        guard let index = context.parameters.get("index", as: Int.self) else { throw ImportError.indexOutOfRange }
        return ImportedPlace(desk: door.desk, session: session, index: index)
    }
}

/// A film of an import that a request is about.
struct ImportedPlace: Sendable {
    let desk: ImportDesk
    let session: ImportSession
    let index: Int
}

/// What became of a decision, for the page's script.
struct DecisionAnswer: Encodable, Sendable {
    let isDecided: Bool
    let words: String
    let remaining: String

    init(words: String?, remaining: String) {
        isDecided = words != nil
        self.words = words ?? ""
        self.remaining = remaining
    }
}

/// Why a decision is not carried out.
struct DecisionProblem: Error, Sendable {
    struct Answer: Encodable, Sendable {
        let problem: String
    }

    let words: String
    let status: HTTPResponse.Status

    var answer: Answer { Answer(problem: words) }
}

extension DecisionProblem {
    /// Nil for what is no problem of a single film.
    init?(_ error: any Error) {
        switch error {
        case let problem as DecisionProblem: self = problem
        case ImportError.alreadyProcessed:
            self.init(words: "That film is decided already. Load the page anew to see how.", status: .conflict)
        case ImportError.notProcessed:
            self.init(words: "That film is undecided: there is nothing to undo.", status: .conflict)
        case ImportError.withoutMatch:
            self.init(
                words: "No film was found for that title. Search for it first, or skip it.", status: .conflict)
        default: return nil
        }
    }
}
