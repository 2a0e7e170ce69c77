import Basics
import Connectors
import Domain
import TestKit
import Testing

@Suite("A media server in trouble")
struct MediaServerFaultTests {
    @Test("Faults of the other side pass", arguments: MediaServerKind.allCases, [500, 502, 503, 504])
    func faults(_ kind: MediaServerKind, _ status: Int) async throws {
        try await MediaServerBench.with(kind) { bench async throws in
            let server = try bench.server()
            await bench.fake.answerNext(Reply(status, ""), Reply(status, ""), Reply(status, ""))
            #expect(try await server.users().count == 2)
            #expect(bench.clock.waits == [0.5, 2, 5])
            await bench.fake.answerAlways(Reply(status, "<html>"))
            await #expect(throws: MediaServerFailure.server(status: status)) { try await server.users() }
        }
    }

    @Test(
        "Too fast: it waits as long as asked, between 1 and 30 seconds",
        arguments: [("7", 7.0), ("0", 1.0), ("soon", 1.0), ("900", 30.0), ("-1", 1.0), ("nan", 1.0), ("inf", 30.0)])
    func tooFast(_ value: String, _ seconds: Double) async throws {
        try await MediaServerBench.with(.jellyfin) { bench async throws in
            await bench.fake.answerNext(Reply(429, "", [("retry-after", value)]))
            #expect(try await bench.server().users().count == 2)
            #expect(bench.clock.waits == [seconds])
            await bench.fake.answerAlways(Reply(429, ""))
            await #expect(throws: MediaServerFailure.rateLimited) { try await bench.server().users() }
        }
    }

    @Test(
        "What asking again does not help is not asked again",
        arguments: [
            (401, MediaServerFailure.unauthorised), (403, .forbidden), (404, .notFound), (400, .rejected(status: 400)),
            (302, .rejected(status: 302)),
        ])
    func finalAnswers(_ status: Int, _ failure: MediaServerFailure) async throws {
        try await MediaServerBench.with(.jellyfin) { bench async throws in
            await bench.fake.answerAlways(Reply(status, "key \(FakeMediaServer.key)", [("location", "/elsewhere")]))
            await #expect(throws: failure) { try await bench.server().users() }
            #expect(await bench.fake.seen.count == 1)
            #expect(bench.clock.waits.isEmpty)
        }
    }

    @Test("Changes are never sent again", arguments: MediaServerKind.allCases, [429, 500, 503])
    func changes(_ kind: MediaServerKind, _ status: Int) async throws {
        try await MediaServerBench.with(kind) { bench async throws in
            let server = try bench.server()
            let (item, user) = (try bench.id(101), try bench.user(11))
            await bench.fake.answerAlways(Reply(status, ""))
            let failure: MediaServerFailure = status == 429 ? .rateLimited : .server(status: status)
            await #expect(throws: failure) { try await server.markUnplayed(item, of: user) }
            let draft = MediaServerPlaylistDraft(userID: user, name: "A", items: [item])
            await #expect(throws: failure) { try await server.createPlaylist(draft) }
            #expect(await bench.fake.seen.map(\.method) == ["DELETE", "POST"])
        }
    }

    @Test(
        "Answers that are none are malformed",
        arguments: ["", "<html>", "[", "{}", "7", "null", #"{"Items":7}"#, #"{"Items":[{"Id":"#])
    func malformed(_ body: String) async throws {
        try await MediaServerBench.with(.emby) { bench async throws in
            await bench.fake.answerAlways(Reply(200, body))
            let server = try bench.server()
            let user = try bench.user(11)
            await #expect(throws: MediaServerFailure.malformed) { try await server.info() }
            await #expect(throws: MediaServerFailure.malformed) { try await server.users() }
            await #expect(throws: MediaServerFailure.malformed) { try await server.libraries() }
            await #expect(throws: MediaServerFailure.malformed) { try await server.signIn(name: "a", password: "b") }
            await #expect(throws: MediaServerFailure.malformed) {
                try await server.plays(of: user, .played, since: nil).all()
            }
            await #expect(throws: MediaServerFailure.malformed) { try await server.entries(ofPlaylist: user, of: user) }
            await #expect(throws: MediaServerFailure.malformed) { try await server.playlist(named: "A", of: user) }
        }
    }

    @Test("Nobody at the address", arguments: MediaServerKind.allCases)
    func nobody(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind) { bench async throws in
            let server = try bench.server(address: "http://127.0.0.1:1")
            await #expect(throws: MediaServerFailure.unreachable) { try await server.users() }
            #expect(bench.clock.waits == [0.5, 2, 5])
            await #expect(throws: MediaServerFailure.unreachable) { try await server.info() }
            await #expect(throws: MediaServerFailure.unreachable) { try await server.signIn(name: "a", password: "b") }
            #expect(bench.clock.waits.count == 3)
        }
    }

    @Test("A server that stays silent is asked twice, and changes once")
    func silent() async throws {
        try await MediaServerBench.with(.jellyfin) { bench async throws in
            let server = try bench.server(timeoutSeconds: 0.2)
            await bench.fake.held.hold()
            await #expect(throws: MediaServerFailure.timeout) { try await server.users() }
            await #expect(throws: MediaServerFailure.timeout) {
                try await server.markUnplayed(try bench.id(101), of: try bench.user(11))
            }
            #expect(await bench.fake.seen.count <= 3)
            #expect(bench.clock.waits.isEmpty)
        }
    }

    @Test("A page that is too large, or takes too long, comes in smaller ones")
    func smallerPages() async throws {
        try await MediaServerBench.with(.jellyfin, FakeServerItem.films(230)) { bench async throws in
            let blanks = [UInt8](repeating: 32, count: ConnectorsLimits.mediaServerAnswerBytesMax + 1)
            await bench.fake.setPageFaults([0: .reply(Reply(200, blanks)), 1: .reply(Reply(200, blanks))])
            let (films, end) = try await bench.server().films(in: try bench.id(1)).all()
            #expect(films.count == 230 && end == .complete)
            let limits = await bench.fake.seen.compactMap { $0.query["limit"] }
            #expect(limits.prefix(3) == ["200", "100", "50"] && Set(limits.dropFirst(2)) == ["50"])
        }
    }

    @Test("No more requests than the limit run at once")
    func parallel() async throws {
        try await MediaServerBench.with(.emby) { bench async throws in
            let server = try bench.server()
            await bench.fake.held.hold()
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<12 { group.addTask { try await server.users().count } }
                await bench.fake.held.untilHeld(ConnectorsLimits.mediaServerParallel)
                await bench.fake.held.releaseAll()
                for try await count in group { #expect(count == 2) }
            }
            #expect(await bench.fake.held.mostAtOnce == ConnectorsLimits.mediaServerParallel)
        }
    }

    @Test("A person who signs in does not wait for pages", arguments: MediaServerKind.allCases)
    func interactive(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind) { bench async throws in
            let server = try bench.server()
            let pages = ConnectorsLimits.mediaServerParallel
            await bench.fake.held.hold()
            let reading = Task {
                try await (0..<(pages + 2)).mapConcurrently(atMost: pages + 2) { _ in try await server.users().count }
            }
            await bench.fake.held.untilHeld(pages)
            let signingIn = Task { try await server.signIn(name: "ada", password: "lovelace").user.name }
            await bench.fake.held.untilHeld(pages + 1)
            await bench.fake.held.releaseAll()
            #expect(try await signingIn.value == "ada")
            #expect(try await reading.value == [Int](repeating: 2, count: pages + 2))
        }
    }

    @Test("Whoever stops waiting gets an end")
    func cancellation() async throws {
        try await MediaServerBench.with(.jellyfin) { bench async throws in
            let server = try bench.server()
            let library = try bench.id(1)
            await bench.fake.held.hold()
            let reading = Task { try await server.films(in: library).all() }
            await bench.fake.held.untilHeld(1)
            reading.cancel()
            await #expect(throws: CancellationError.self) { _ = try await reading.value }
        }
    }

    @Test("Failures tell no secret")
    func texts() {
        let failures: [MediaServerFailure] = [
            .unreachable, .timeout, .unauthorised, .forbidden, .notFound, .tooLarge, .malformed, .server(status: 500),
            .rateLimited, .rejected(status: 400),
        ]
        #expect(Set(failures.map(\.description)).count == failures.count)
        #expect(failures.filter(\.concernsServer).count == 5)
        #expect(failures.allSatisfy { !$0.description.contains("://") })
    }
}
