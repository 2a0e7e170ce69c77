import AsyncHTTPClient
import Connectors
import Domain
import TestKit
import Testing

/// A running fake of a media server and the product's connector to it, on a clock that moves only when somebody waits.
struct MediaServerBench: Sendable {
    let fake: FakeMediaServer
    let http: OutgoingHTTP
    let clock = MovedClock()
    let address: String

    /// Enough for an answer on this machine; only answers that never come use it up.
    static let patience = 300.0

    static func with(
        _ kind: MediaServerKind, _ items: [FakeServerItem] = [.matrix, .breakingBad],
        _ test: @Sendable (MediaServerBench) async throws -> Void
    ) async throws {
        let fake = FakeMediaServer(kind, items)
        let client = OutgoingHTTP.makeClient()
        let outcome = await Result {
            try await fake.serve { address in
                try await test(MediaServerBench(fake: fake, http: OutgoingHTTP(client: client), address: address))
            }
        }
        try await client.shutdown()
        try outcome.get()
    }

    func server(
        key: String = FakeMediaServer.key, address: String? = nil, timeoutSeconds: Double = patience
    ) throws -> RemoteMediaServer {
        let settings = MediaServerSettings(
            kind: fake.kind, baseURL: (address ?? self.address) + "/", key: key, deviceID: "bench 1",
            timeoutSeconds: timeoutSeconds)
        return RemoteMediaServer(
            settings: try #require(settings), http: http, clock: OutgoingClock(now: clock.now, sleep: clock.sleep))
    }

    func id(_ number: Int) throws -> MediaServerID { try #require(MediaServerID(fake.id(number))) }

    func user(_ number: Int) throws -> MediaServerID { try #require(MediaServerID(fake.userID(number))) }
}

extension Listing {
    /// All items and how the listing ended.
    func all() async throws -> (items: [Item], end: ListingEnd) {
        var items: [Item] = []
        let end = try await read { items += $0 }
        return (items, end)
    }
}
