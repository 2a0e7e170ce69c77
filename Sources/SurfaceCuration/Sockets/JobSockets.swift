import AsyncAlgorithms
import Curation
import Domain
import Jobs
package import SurfaceKit

extension CurationSurface {
    /// The addresses for WebSockets: jobs as they go on.
    package var webSockets: [WebSocketRoute] {
        [
            WebSocketRoute("/api/v1/jobs/:id/ws") { try await followJob($0) },
            WebSocketRoute("/api/v1/jobs/ws") { try await followJobs($0) },
        ]
    }

    /// A job's present state and each later one.
    private func followJob(_ offer: WebSocketOffer) async throws -> WebSocketSession {
        try await admit(offer)
        let id = offer.parameters["id"] ?? ""
        guard let job = try await features.jobs.job(id) else {
            return Self.refusal("Job \(id) not found", code: WebSocketCode.policy)
        }
        var words = JobWords()
        let first = words.frames(for: job).map { WebSocketEvent.text($0) }
        guard !job.state.isFinal else { return Self.session(first: first, [WebSocketEvent]().async) }
        // Read before it is followed: nothing that is told from here on is older.
        guard let updates = features.follower.updates(of: job.id) else { return Self.tooMany }
        return Self.session(first: first, JobFrames(of: updates, after: words))
    }

    /// All jobs about scenes and plans: those that are open, and then each change.
    private func followJobs(_ offer: WebSocketOffer) async throws -> WebSocketSession {
        try await admit(offer)
        guard let updates = features.follower.updates(ofNames: CurationJobNames.all) else { return Self.tooMany }
        let events = updates.map { WebSocketEvent.text(Self.update($0)) }
        // It ends when the client is too slow, or when the server stops.
        return Self.session(chain(events, [.close(WebSocketCode.tryAgainLater)].async))
    }

    private func admit(_ offer: WebSocketOffer) async throws {
        let gate = CurationGate(keys: features.keys, settings: features.settings)
        _ = try await gate.admit(offer.request, offer.caller, as: .nearOrAdmin)
    }

    private static var tooMany: WebSocketSession {
        refusal("Too many programs follow jobs", code: WebSocketCode.tryAgainLater)
    }

    private static func refusal(_ message: String, code: UInt16) -> WebSocketSession {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("message", message)
            writer.member("type", "error")
        }
        let text = String(decoding: writer.bytes, as: UTF8.self)
        return session(first: [.text(text), .close(code)], [WebSocketEvent]().async)
    }

    private static func update(_ job: Job) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.name("job")
            JobResponse(job: job).write(to: &writer, detail: false)
            writer.member("type", "job_update")
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func session<Events: AsyncSequence & Sendable>(
        first: [WebSocketEvent] = [], _ events: Events
    ) -> WebSocketSession where Events.Element == WebSocketEvent {
        WebSocketSession(first: first, events) { text in
            // Whatever else a client says is for nobody here.
            guard case .value(let value) = JSONOutcome(bytes: Array(text.utf8)), value["type"]?.text == "ping" else {
                return nil
            }
            return #"{"type":"pong"}"#
        }
    }
}
