import Domain
import HTTPTypes
import Jobs
import TestKit
import Testing

/// The names of films that a scripted job works on, and the moment at which it may go on.
final class JobScript: Sendable {
    private let started: AsyncStream<Void>
    private let start: AsyncStream<Void>.Continuation
    private let gate: AsyncStream<Void>
    private let open: AsyncStream<Void>.Continuation

    init() {
        (started, start) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        (gate, open) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Returns when the job waits.
    func untilItWaits() async {
        for await _ in started { return }
    }

    func letGo() { open.yield() }

    /// Where the job waits. Throws when the job is cancelled.
    fileprivate func wait() async throws {
        start.yield()
        for await _ in gate { return }
        throw CancellationError()
    }
}

/// A job with a definition: half of it, then the script's gate, then the rest.
struct ScriptedMovies: JobType {
    struct Parameters: Codable, Sendable {}

    static let name = "sync-movies"
    let script: JobScript

    func run(_ parameters: Parameters, context: JobContext) async throws {
        try await context.step(1)
        try await context.log("Two libraries", data: ["server": "Jellyfin"])
        try await context.items(1, of: 2, item: "Heat")
        try await script.wait()
        try await context.items(2, of: 2)
        try await context.result(["added": 2, "total": 2])
    }
}

/// A job that fails at once and for good.
struct FailingSeries: JobType {
    struct Parameters: Codable, Sendable {}

    static let name = "sync-series"

    func run(_ parameters: Parameters, context: JobContext) async throws {
        try await context.items(1, of: 4)
        throw JobFailure("The media server refused the key 0123456789abcdef0123456789abcdef.", isPermanent: true)
    }
}

extension Scenario {
    static func jobs(_ path: String, as name: String = "admin") -> Scenario { .jobs(.get, path, as: name) }

    static func jobs(
        _ method: HTTPRequest.Method, _ path: String, as name: String = "admin", json: String? = nil
    ) -> Scenario {
        Scenario("\(method) \(path)", method, "/api/jobs" + path, as: .discovery(name), json: json)
    }
}

extension DiscoveryHousehold {
    /// Starts the job and waits for its end.
    func runJob(_ name: String) async throws -> JSONValue {
        let id = try await surface.run(.jobs(.post, "/\(name)/run").answers(200)).json["jobId"]?.text ?? ""
        return try await endOfJob(id)
    }

    /// Waits for the end of a run, and returns how it went.
    func endOfJob(_ id: String) async throws -> JSONValue {
        while true {
            let progress = try await surface.run(.jobs(.get, "/progress/\(id)").answers(200)).json
            if let status = progress["status"]?.text, status != "pending", status != "running" { return progress }
            try await Task.sleep(for: .milliseconds(Self.pollMilliseconds))
        }
    }

    private static let pollMilliseconds = 10
}
