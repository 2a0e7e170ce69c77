import HTTPTypes
import TestKit
import Testing

@Suite("The gate")
struct GateTests {
    private static let numbers = Scenario("numbers", .get, "/demo/numbers")

    private static func numbers(as caller: TestCaller) -> Scenario {
        Scenario("numbers as \(caller)", .get, "/demo/numbers", as: caller)
    }

    @Test(
        "local or admin: this machine needs no key, and a bad one does not harm",
        arguments: [
            TestCaller.nobody, .key("nonsense"), .member, .known("disabled"),
        ], ["127.0.0.1", "::1"])
    func local(_ caller: TestCaller, _ peer: String) async throws {
        try await DemoSurface.with { surface in
            let answer = try await surface.run(Self.numbers(as: caller).from(peer: peer).answers(200))
            #expect(answer.text == "stranger")
        }
    }

    @Test(
        "local or admin: from elsewhere only an administrator's good key will do",
        arguments: [
            (TestCaller.nobody, 401), (.key("nonsense"), 401), (.member, 403), (.known("disabled"), 403), (.admin, 200),
        ], ["192.0.2.1", "2001:db8::5"])
    func elsewhere(_ row: (TestCaller, Int), _ peer: String) async throws {
        try await DemoSurface.with { try await $0.run(Self.numbers(as: row.0).from(peer: peer).answers(row.1)) }
    }

    @Test(
        "local or admin: a request through a proxy on this machine is not local, whatever it claims",
        arguments: [
            ("X-Forwarded-For", "127.0.0.1"), ("Forwarded", "for=127.0.0.1"), ("X-Forwarded-Host", "localhost"),
        ])
    func throughProxy(_ header: String, _ value: String) async throws {
        let scenario = Self.numbers.from(peer: "127.0.0.1").with(header, value).answers(401)
        try await DemoSurface.with { try await $0.run(scenario) }
        var surroundings = TestSurface.Surroundings()
        surroundings.proxies = ["127.0.0.1"]
        try await DemoSurface.with(surroundings) { try await $0.run(scenario) }
    }

    @Test("local or admin: a listed proxy on this machine is not local even when it says nothing")
    func silentProxy() async throws {
        var surroundings = TestSurface.Surroundings()
        surroundings.proxies = ["127.0.0.1"]
        try await DemoSurface.with(surroundings) { try await $0.run(Self.numbers.from(peer: "127.0.0.1").answers(401)) }
    }

    @Test("local or admin: a connection without an address is not local")
    func withoutAddress() async throws {
        try await DemoSurface.with { try await $0.run(Self.numbers.from(peer: nil).answers(401)) }
    }

    @Test("a key: being local does not replace one")
    func keyFromHere() async throws {
        try await DemoSurface.with { surface in
            try await surface.run(Scenario("no key", .get, "/demo/things/1").from(peer: "127.0.0.1").answers(401))
            let answer = try await surface.run(Scenario("a key", .get, "/demo/things/1", as: .member).answers(200))
            #expect(answer.text == "member@example.com")
        }
    }

    @Test(
        "open: a good key is noticed, a bad one is not",
        arguments: [
            (TestCaller.nobody, "stranger"), (.key("nonsense"), "stranger"), (.known("disabled"), "stranger"),
            (.member, "member@example.com"),
        ])
    func open(_ caller: TestCaller, _ text: String) async throws {
        try await DemoSurface.with { surface in
            let answer = try await surface.run(Scenario("open", .get, "/demo/open", as: caller).answers(200))
            #expect(answer.text == text)
        }
    }
}
