import Domain
import HTTPTypes
import Hummingbird
import Imports
import SurfaceKit

/// Somebody at the place where histories come in and go out.
struct ImportDoor: Sendable {
    static let page = "/import"

    let imports: WebFeatures.Imports
    let reader: PickReader

    var desk: ImportDesk { imports.desk }
    var user: UserID { reader.user.id }

    /// An import of the person that can be looked at. Throws `ImportError.unknownSession`.
    func session(_ context: WebContext, _ states: Set<ImportSession.State> = [.review]) async throws -> ImportSession {
        guard let uuid = context.parameters.get("id") else { throw ImportError.unknownSession }
        return try await desk.session(uuid, of: user, states: states)
    }
}

extension WebSurface {
    /// Who is there. Throws `SurfaceFailure.noRoute` on a server without imports.
    func importDoor(_ context: WebContext) async throws -> ImportDoor {
        guard let imports = features.imports else { throw SurfaceFailure.noRoute }
        return ImportDoor(imports: imports, reader: try await pickReader(context))
    }

    /// Lets somebody in to what `body` does with their history, or leads them to the PIN that protects it. What is
    /// wrong with an import becomes a page.
    func atImportDoor(
        _ context: WebContext, next: String = ImportDoor.page,
        _ body: (ImportDoor) async throws -> Response
    ) async throws -> Response {
        let door = try await importDoor(context)
        if let question = try await door.reader.pinQuestion(next: next) { return question }
        do {
            return try await body(door)
        } catch ImportError.unknownSession {
            return pages.notice(
                title: "This import is not open any more",
                message: "It was ended or taken back, another file of the same service came, or nobody used it for "
                    + "long. What it added stays. The list of your imports is under Import.", status: .notFound)
        } catch ImportError.indexOutOfRange {
            throw SurfaceFailure.noRoute
        }
    }
}

/// Ratings in the words of somebody who counts stars.
enum StarWords {
    /// "4 stars"; `value` is 1 to 10.
    static func words(_ value: Int) -> String { Moments.count(Stars.of(value), "star") }
}
