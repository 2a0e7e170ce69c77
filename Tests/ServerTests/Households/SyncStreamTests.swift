import Domain
import Foundation
import TestKit
import Testing

@Suite("Journey: a sync is watched while it works")
struct SyncStreamTests {
    /// Three pages of films.
    private static let total = 450

    @Test("a stream tells of a real sync page by page, and one that was cut off goes on where the sync is now")
    func story() async throws {
        let jellyfin = FakeMediaServer(.jellyfin, FakeServerItem.films(Self.total))
        try await jellyfin.serve { address in
            let settings = [
                "KINOTHEK_MEDIA_WATCH": "0", "KINOTHEK_MEDIA_SERVER_TYPE": "jellyfin",
                "KINOTHEK_MEDIA_SERVER_URL": address, "KINOTHEK_MEDIA_SERVER_API_KEY": FakeMediaServer.key,
            ]
            let sandbox = try Sandbox()
            defer { sandbox.remove() }
            let key = try await sandbox.makeKey()
            try await LiveServer.with(sandbox, environment: settings) { server in
                try await Self.tell(DiscoveryClient(server: server, key: key), jellyfin)
            }
        }
    }

    private static func tell(_ discovery: DiscoveryClient, _ jellyfin: FakeMediaServer) async throws {
        let port = try #require(discovery.server.address.split(separator: ":").last.flatMap { Int($0) })
        let key = discovery.key
        await jellyfin.held.hold()
        let run = try #require(try await discovery.ask("POST", "/jobs/sync-movies/run")["jobId"]?.text)
        await pass(until: "200", jellyfin)
        // Cut off as soon as the first page was told.
        var events = try await RawConnection.run(port: port) { connection in
            var stream = try SyncStream(connection, of: run, key: key)
            var events: [JSONValue] = []
            while let event = try stream.next() {
                events.append(event)
                if event["itemsProcessed"] == .int(200) { break }
            }
            return events
        }
        #expect(events.last?["itemsProcessed"] == .int(200) && events.last?["status"] == .text("running"))
        // The sync goes on while nobody watches.
        await jellyfin.held.releaseOne()
        await pass(until: "400", jellyfin)
        let cut = events.count
        events += try await watch(run, port: port, key) { event in
            if event["itemsProcessed"] == .int(400) { await jellyfin.held.releaseAll() }
        }
        try expectOrder(events, cut: cut, of: run)
        let end = try #require(events.last)
        #expect(try await discovery.ask("GET", "/jobs/progress/\(run)") == end)
        let late = try await watch(run, port: port, key) { _ in }
        #expect(late == [end], "whoever comes late is told the end at once")
        #expect(try await discovery.ask("GET", "/movies")["total"] == .int(total))
    }

    private static func expectOrder(_ events: [JSONValue], cut: Int, of run: String) throws {
        #expect(events.allSatisfy { $0["jobId"] == .text(run) })
        let counts = events.compactMap { $0["overallProgress"]?.int }
        #expect(counts.count == events.count && zip(counts, counts.dropFirst()).allSatisfy { $0 <= $1 }, "\(counts)")
        #expect(events.dropLast().allSatisfy { $0["status"] == .text("running") })
        let first = try #require(events.dropFirst(cut).first)
        #expect(first["itemsProcessed"]?.int ?? 0 >= 200, "the present state comes first, not the beginning")
        #expect(events.dropFirst(cut).contains { $0["itemsProcessed"] == .int(400) })
        let end = try #require(events.last)
        #expect(end["status"] == .text("completed") && end["overallProgress"] == .int(100))
        #expect(end["result"]?["total"] == .int(total) && end["result"]?["added"] == .int(total))
    }

    /// Reads a stream to its end, and does something after each event as it comes.
    private static func watch(
        _ run: String, port: Int, _ key: String, after event: (JSONValue) async -> Void
    ) async throws -> [JSONValue] {
        let (told, teller) = AsyncStream.makeStream(of: JSONValue.self)
        async let reading: Void = RawConnection.run(port: port) { connection in
            defer { teller.finish() }
            var stream = try SyncStream(connection, of: run, key: key)
            while let event = try stream.next() { teller.yield(event) }
        }
        var events: [JSONValue] = []
        for await one in told {
            events.append(one)
            await event(one)
        }
        try await reading
        return events
    }

    /// Lets requests pass one by one until the page that begins there is asked for, which is held.
    private static func pass(until start: String, _ jellyfin: FakeMediaServer) async {
        while true {
            await jellyfin.held.untilHeld(1)
            if await jellyfin.seen.last?.query["startindex"] == start { return }
            await jellyfin.held.releaseOne()
        }
    }
}
