import Basics
import Domain
import Hummingbird
import Imports
import SurfaceKit

extension WebSurface {
    /// The page on which files come in, with what came before, and on which histories are taken out.
    func imports(_ request: Request, _ context: WebContext) async throws -> Response {
        try await atImportDoor(context) { door in
            let done = request.parameter("done").flatMap { ImportNotice(rawValue: $0) }
            return try await imports(ImportNews(notice: done?.words), door, request)
        }
    }

    /// Ends an import: what it wrote stays, what is undecided is forgotten.
    func cancelImport(_ request: Request, _ context: WebContext) async throws -> Response {
        try await atImportDoor(context) { door in
            let session = try await door.session(context, [.matching, .review])
            try await door.desk.cancel(session)
            return .seeOther("\(ImportDoor.page)?done=\(ImportNotice.ended.rawValue)")
        }
    }

    /// Takes everything back that an import wrote, and says what had to stay.
    func takeBackImport(_ request: Request, _ context: WebContext) async throws -> Response {
        try await atImportDoor(context) { door in
            guard let uuid = context.parameters.get("id") else { throw SurfaceFailure.noRoute }
            do {
                let undo = try await door.desk.undo(uuid, of: door.user, from: context.caller.address)
                return try await imports(ImportNews(undo), door, request)
            } catch ImportError.alreadyUndone {
                return try await imports(
                    ImportNews(problem: "This import was taken back before. Nothing is left of it."), door, request)
            }
        }
    }

    /// The page with what there is to say; with a problem it answers a form.
    private func imports(_ news: ImportNews, _ door: ImportDoor, _ request: Request) async throws -> Response {
        let page = ImportPage(
            shell: shell(door.reader, request, in: .imports), news: news,
            records: try await door.desk.records(of: door.user), bytesMax: door.desk.settings.uploadBytesMax,
            hasProvider: door.desk.hasProvider, now: features.world.now())
        return pages.response("import", page, status: news.problem == nil ? .ok : .conflict)
    }
}

/// What there is to say beside the place for files.
struct ImportNews: Sendable {
    var notice: String?
    var problem: String?
    /// Films that stay after an import was taken back.
    var stayed: [String] = []
}

extension ImportNews {
    init(_ undo: ImportUndo) {
        let parts = [
            undo.ratings > 0 ? Moments.count(undo.ratings, "rating") : nil,
            undo.viewings > 0 ? Moments.count(undo.viewings, "viewing") : nil,
            undo.kept > 0 ? Moments.count(undo.kept, "film") + " kept for later" : nil,
        ].compactMap(\.self)
        self.init(
            notice: parts.isEmpty
                ? "The import is taken back. There was nothing to remove."
                : "The import is taken back: \(parts.joined(separator: ", ")).",
            stayed: undo.changedSince)
    }
}

/// What was done before the page is shown again.
enum ImportNotice: String {
    case ended

    var words: String {
        switch self {
        case .ended: "The import is ended. What was added stays."
        }
    }
}
