import Domain
import Jobs

/// Why nothing could be done with the media server.
package enum MediaServerSyncError: Error, Equatable, Sendable {
    case notConfigured
}

/// The household's media server while something is done with it: which one it is was asked just now, because settings
/// change, and ids of items mean nothing on another one.
struct ServerVisit: Sendable {
    let server: any MediaServer
    let key: MediaServerKey

    /// Throws `MediaServerSyncError.notConfigured` and `MediaServerFailure`.
    static func begin(_ current: CurrentMediaServer) async throws -> ServerVisit {
        guard let server = await current() else { throw MediaServerSyncError.notConfigured }
        return ServerVisit(
            server: server, key: MediaServerKey(kind: server.kind, id: try await server.info().id))
    }
}

extension JobFailure {
    /// Runs a job's work and says in a sentence why the media server kept it from its end. The connector has tried
    /// often enough, and the job has a schedule, so it is not tried again at once.
    static func telling<Value>(_ work: () async throws -> Value) async throws -> Value {
        do {
            return try await work()
        } catch MediaServerSyncError.notConfigured {
            throw JobFailure("No media server is set up.", isPermanent: true)
        } catch let failure as MediaServerFailure {
            throw JobFailure("\(failure).", isPermanent: true)
        }
    }
}
