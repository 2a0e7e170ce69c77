import AsyncHTTPClient
import Connectors
import Domain
import TestKit
import Testing

/// A running fake of Stash and the product's connector to it, on a clock that moves only when somebody waits.
struct StashBench: Sendable {
    let fake: FakeStash
    let http: OutgoingHTTP
    let clock = MovedClock()
    let address: String

    /// Enough for an answer on this machine; only answers that never come use it up.
    static let patience = 300.0

    static func with(
        _ content: FakeArchive = .pier, _ test: @Sendable (StashBench) async throws -> Void
    ) async throws {
        let fake = FakeStash(content)
        let client = OutgoingHTTP.makeClient()
        let outcome = await Result {
            try await fake.serve { address in
                try await test(StashBench(fake: fake, http: OutgoingHTTP(client: client), address: address))
            }
        }
        try await client.shutdown()
        try outcome.get()
    }

    func archive(
        key: String? = nil, address: String? = nil, timeoutSeconds: Double = patience, jitter: Double = 0
    ) throws -> RemoteArchive {
        let settings = StashSettings(
            baseURL: address ?? self.address, key: key, timeoutSeconds: timeoutSeconds)
        return RemoteArchive(
            settings: try #require(settings), http: http, clock: OutgoingClock(now: clock.now, sleep: clock.sleep),
            jitter: { jitter })
    }
}
