import Accounts
import Basics
import Domain
import Hummingbird
import Recommendations
import SurfaceKit

/// What somebody takes out of their taste, and what that changes.
extension WebSurface {
    /// Leaves something out, or with `do=preview` leads to what that would change.
    func omitFromTaste(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await request.form()
        let kind = form.tasteKind
        let reader = try await pickReader(context)
        if let question = try await reader.pinQuestion(next: kind.tastePage) { return question }
        let recommended = features.recommendations
        do {
            let subject = try TasteSubject(form, in: recommended.around.zone)
            guard let subject else { throw SurfaceFailure.noRoute }
            if form.first("do") == "preview" {
                return .seeOther("/taste/change?\(subject.parameter)&kind=\(kind.rawValue)")
            }
            guard try await recommended.omissions.add(subject.omission, of: reader.user.id) != nil else {
                throw SurfaceFailure.noRoute
            }
            return .seeOther(kind.tastePage + "?done=omitted")
        } catch let problem as TasteSubject.Problem {
            return try await taste(TasteNews(kind: kind, problem: problem.words), reader, request)
        } catch TasteError.tooMany {
            let problem = "At most \(DomainLimits.omissionsMax) things can be left out."
            return try await taste(TasteNews(kind: kind, problem: problem), reader, request)
        }
    }

    /// Lets something count again.
    func restoreToTaste(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await request.form()
        let kind = form.tasteKind
        let reader = try await pickReader(context)
        if let question = try await reader.pinQuestion(next: kind.tastePage) { return question }
        guard let id = form.first("omission").flatMap({ Int32($0) }),
            try await features.recommendations.omissions.remove(ID<StoredOmission>(id), of: reader.user.id)
        else { throw SurfaceFailure.noRoute }
        return .seeOther(kind.tastePage + "?done=restored")
    }

    /// What would be picked without something. Nothing changes by looking.
    func tasteChange(_ request: Request, _ context: WebContext) async throws -> Response {
        let pairs = FormPairs(request.uri.query ?? "")
        let kind = pairs.tasteKind
        let reader = try await pickReader(context)
        if let question = try await reader.pinQuestion(next: kind.tastePage) { return question }
        let recommended = features.recommendations
        let subject: TasteSubject?
        do {
            subject = try TasteSubject(pairs, in: recommended.around.zone)
        } catch {
            return try await taste(TasteNews(kind: kind, problem: error.words), reader, request)
        }
        guard let subject, let change = try await recommended.omissions.preview(subject.omission, of: reader.user)
        else { throw SurfaceFailure.noRoute }
        let titles = [change.films, change.series].flatMap { $0.leaving + $0.entering }.filter(reader.maySee)
        let page = TasteChangePage(
            shell: shell(reader, request, in: .taste), kind: kind, subject: subject,
            words: TasteSubject.words(
                subject.omission, try await title(of: subject.omission), in: recommended.around.zone),
            change: change, posters: try await reader.posters(of: titles))
        return pages.response("taste-change", page)
    }

    private func title(of omission: TasteOmission) async throws -> Title? {
        guard case .title(let id) = omission else { return nil }
        return try await features.recommendations.around.titles.titles([id]).first
    }
}

/// What would be picked without something.
struct TasteChangePage: Sendable {
    /// Titles that leave the top, or come into it.
    struct Row: Sendable {
        let id: String
        let heading: String
        let posters: [Poster]
    }

    let shell: Shell
    let heading: String
    /// `movie` or `series`: the page that it came from.
    let kind: String
    let back: String
    /// How many titles at the top are compared.
    let compared = PickLimits.comparedMax
    let rows: [Row]
    let hasRows: Bool
    let field: HiddenField

    /// Titles without a poster are not for whoever is watching.
    init(
        shell: Shell, kind: TitleKind, subject: TasteSubject, words: String, change: TasteChange,
        posters: [TitleID: Poster]
    ) {
        self.shell = shell
        self.kind = kind.rawValue
        heading = "Without \(words)"
        back = kind.tastePage
        field = subject.field
        func row(_ id: String, _ heading: String, _ titles: [Title]) -> Row {
            Row(id: id, heading: heading, posters: titles.compactMap { posters[$0.id] })
        }
        rows = [
            row("films-leaving", "Films that would go", change.films.leaving),
            row("films-entering", "Films that would come instead", change.films.entering),
            row("series-leaving", "Series that would go", change.series.leaving),
            row("series-entering", "Series that would come instead", change.series.entering),
        ].filter { !$0.posters.isEmpty }
        hasRows = !rows.isEmpty
    }
}
