import Domain
import HTTPTypes
import Hummingbird
import Imports
import SurfaceKit

extension ImportSurface {
    /// The caller's sessions that are open for review, the newest first.
    func sessions(_ request: Request, _ context: ImportContext) async throws -> Response {
        let sessions = try await features.desk.sessions(of: context.user.id)
        return try .json(SessionsResponse(items: sessions.filter { $0.state == .review }.map { SessionResponse($0) }))
    }

    func session(_ request: Request, _ context: ImportContext) async throws -> Response {
        let session = try await openSession(context)
        let items = try await features.desk.items(of: session, offset: 0, limit: session.itemCount)
        return try .json(SessionResponse(session, movies: items.map { MovieResponse($0, features.posters) }))
    }

    func cancel(_ request: Request, _ context: ImportContext) async throws -> Response {
        try await features.desk.cancel(openSession(context))
        return Response(status: .noContent)
    }

    /// The session in the path. Throws `ImportError.unknownSession`.
    func openSession(_ context: ImportContext) async throws -> ImportSession {
        try await features.desk.session(context.sessionUUID, of: context.user.id, source: context.source)
    }
}
