import Accounts
import Administration
import Basics
import Curation
import Domain
import Hummingbird
import SurfaceKit

extension WebSurface {
    /// The archive's scenes with filters, how much there is, and what is under way.
    func archive(_ request: Request, _ context: WebContext) async throws -> Response {
        let pairs = FormPairs(request.uri.query ?? "")
        return try await atCurationDoor(context) { door in
            let done = pairs.first("done").flatMap { ArchiveNotice(rawValue: $0) }
            return try await archive(ArchiveChoice(pairs), ArchiveNews(notice: done), door, request)
        }
    }

    /// The page with what there is to say; with a problem it answers a form.
    func archive(
        _ choice: ArchiveChoice, _ news: ArchiveNews, _ door: CurationDoor, _ request: Request
    ) async throws -> Response {
        let desks = door.desks
        let selection = try await ArchiveSelection(choice, names: desks.names)
        let size = WebLimits.scenesPerPage
        let page = try await desks.scenes.page(
            selection.filter, by: choice.order, descending: choice.isDescending, offset: (choice.page - 1) * size,
            limit: size)
        let content = ArchiveContent(
            address: desks.archiveAddress, hasKey: desks.settings.values.text(.stashKey) != nil,
            summary: try await desks.scenes.summary(), statistics: try await desks.sync.statistics(), page: page,
            unknown: selection.unknown, work: try await door.work(),
            ended: try await door.ended(nil, limit: WebLimits.workShown),
            threshold: desks.settings.values.number(.analysisThreshold))
        return pages.response(
            "archive",
            ArchiveRoomPage(
                shell: shell(door, request, in: .archive), content: content, news: news, choice: choice, now: door.now),
            status: news.problem?.status ?? .ok)
    }

    /// Says where Stash is. The key stays when none is given.
    func connectArchive(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await request.form()
        return try await atCurationDoor(context) { door in
            let address = (form.first("address") ?? "").filter { !$0.isWhitespace }
            let key = (form.first("key") ?? "").filter { !$0.isWhitespace }
            var edits = [SettingEdit(.stashURL, address)]
            if !key.isEmpty { edits.append(SettingEdit(.stashKey, key)) }
            do {
                let author = SettingAuthor(userID: door.signedIn.user.id, address: context.caller.address)
                try await door.desks.settings.change(edits, by: author)
                let notice: ArchiveNotice = address.isEmpty ? .disconnected : .connected
                return .seeOther("\(CurationDoor.archive)?done=\(notice.rawValue)")
            } catch let error as SettingsError {
                let words = "That is no address of a server: it \(error.reason)."
                let news = ArchiveNews(
                    problem: CurationProblem(words: words, status: .badRequest), enteredAddress: address)
                return try await archive(ArchiveChoice(), news, door, request)
            }
        }
    }

    /// Carries out a wish about scenes; what is wrong with it is told on the page.
    func atArchive(
        _ choice: ArchiveChoice, _ door: CurationDoor, _ request: Request, _ deed: () async throws -> Response
    ) async throws -> Response {
        do {
            return try await deed()
        } catch {
            guard let problem = CurationProblem(error) else { throw error }
            return try await archive(choice, ArchiveNews(problem: problem), door, request)
        }
    }
}

/// What was done before the page is shown again.
enum ArchiveNotice: String {
    case connected
    case disconnected
    case reading
    case looking

    /// Whether it is about what goes on in the background.
    var isOfWork: Bool { self == .reading || self == .looking }

    var words: String {
        switch self {
        case .connected: "The address is kept. Read everything from Stash now."
        case .disconnected: "Stash is forgotten. What was read from it stays until you connect another one."
        case .reading: "Scenes are being read from Stash."
        case .looking: "Scenes are being looked through. What is found becomes a plan."
        }
    }
}
