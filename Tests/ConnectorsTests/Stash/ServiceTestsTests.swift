import AsyncHTTPClient
import Connectors
import Domain
import TestKit
import Testing

@Suite("Tests of other services")
struct ServiceTestsTests {
    private static let seconds = 300.0

    @Test("a Stash that can be used says what it holds")
    func archive() async throws {
        try await StashBench.with { bench async throws in
            let tests = RemoteServiceTests(http: bench.http)
            let probe = try await tests.archive(bench.address, key: nil, within: Self.seconds)
            #expect(probe.version == "v0.30.1" && probe.scenes == 3 && probe.performers == 2)
            #expect(await bench.fake.operations == ["KinothekProbe"], "one question is enough")
            await bench.fake.change { $0.key = FakeStash.key }
            await #expect(throws: ArchiveFailure.keyRefused) {
                try await tests.archive(bench.address, key: "wrong", within: Self.seconds)
            }
            await bench.fake.change { $0.status = "NEEDS_MIGRATION" }
            await #expect(throws: ArchiveFailure.notReady(status: "NEEDS_MIGRATION")) {
                try await tests.archive(bench.address, key: FakeStash.key, within: Self.seconds)
            }
            #expect(await bench.fake.writes.isEmpty)
        }
    }

    @Test("what is down, silent, something else or no address is told at once")
    func archiveDown() async throws {
        try await StashBench.with { bench async throws in
            let tests = RemoteServiceTests(http: bench.http)
            await #expect(throws: ArchiveFailure.unreachable) {
                try await tests.archive("http://127.0.0.1:1", key: nil, within: Self.seconds)
            }
            for address in ["stash", "file:///etc/passwd", "http://me:pw@127.0.0.1"] {
                await #expect(throws: ArchiveFailure.badAddress) {
                    try await tests.archive(address, key: nil, within: Self.seconds)
                }
            }
            await bench.fake.answerNext(
                Reply(302, "secret", [("location", "http://127.0.0.1:1/")]), Reply(200, "<html>secret"), Reply(503, ""))
            for failure in [ArchiveFailure.unsupported, .unreadable, .failing] {
                await #expect(throws: failure) {
                    try await tests.archive(bench.address, key: nil, within: Self.seconds)
                }
            }
            #expect(await bench.fake.seen.count == 3, "nothing is repeated, and no redirect followed")
            await bench.fake.held.hold()
            await #expect(throws: ArchiveFailure.timedOut) {
                try await tests.archive(bench.address, key: nil, within: 0.1)
            }
        }
    }

    @Test("models of an endpoint, and a bare host with its usual version")
    func models() async throws {
        var switches = Switches()
        switches.key = "secret"
        try await RunningServer.with(switches) { server in
            let tests = RemoteServiceTests(http: server.http)
            let served = try await tests.models(server.baseURL + "/", key: "secret", within: Self.seconds)
            #expect(!served.names.isEmpty && served.baseURL == server.baseURL && !served.isOpenAI)
            let bare = String(server.baseURL.dropLast("/v1".count))
            let found = try await tests.models(bare, key: "secret", within: Self.seconds)
            #expect(found == served)
            await #expect(throws: ModelServiceFailure.keyRefused) {
                try await tests.models(server.baseURL, key: nil, within: Self.seconds)
            }
            await #expect(throws: ModelServiceFailure.notFound) {
                try await tests.models(server.baseURL + "/elsewhere", key: "secret", within: Self.seconds)
            }
        }
    }

    @Test("an endpoint that is down or something else")
    func modelsDown() async throws {
        try await StashBench.with { bench async throws in
            let tests = RemoteServiceTests(http: bench.http)
            await #expect(throws: ModelServiceFailure.unreachable) {
                try await tests.models("http://127.0.0.1:1/v1", key: nil, within: Self.seconds)
            }
            await #expect(throws: ModelServiceFailure.badAddress) {
                try await tests.models("ftp://models", key: nil, within: Self.seconds)
            }
            await bench.fake.answerNext(
                Reply(200, "<html>secret"), Reply(500, "secret"), Reply(200, #"{"x":1}"#),
                Reply(200, #"{"object":"list","data":null}"#))
            for failure in [ModelServiceFailure.unreadable, .failing(status: 500), .unreadable] {
                await #expect(throws: failure) {
                    try await tests.models(bench.address + "/v1", key: nil, within: Self.seconds)
                }
            }
            #expect(try await tests.models(bench.address + "/v1", key: nil, within: Self.seconds).names.isEmpty)
            await bench.fake.held.hold()
            await #expect(throws: ModelServiceFailure.timedOut) {
                try await tests.models(bench.address + "/v1", key: nil, within: 0.1)
            }
        }
    }

    @Test("a model without a tag is its latest")
    func tags() {
        let served = ServedModels(names: ["llama3.2:latest", "gpt-4"], baseURL: "http://box/v1", isOpenAI: false)
        for name in ["llama3.2", "llama3.2:latest", "gpt-4", "gpt-4:latest"] { #expect(served.has(name)) }
        for name in ["llama3", "gpt-4:mini", ""] { #expect(!served.has(name)) }
    }
}
