import HTTPTypes
import Testing

@testable import SurfaceKit

@Suite("Who is calling")
struct CallerTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        var peer: String? = "192.0.2.10"
        var authority: String? = "films.example:5020"
        var headers: [(String, String)] = []
        let expected: Caller
        var testDescription: String { name }
    }

    private static let proxies = TrustedProxies(["10.0.0.1", "10.0.0.2", "2001:db8::1"])

    private static func caller(
        _ address: String, _ scheme: String = "http", host: String? = "films.example:5020", isLocal: Bool = false,
        isNear: Bool = false
    ) -> Caller {
        Caller(address: address, scheme: scheme, host: host, isLocal: isLocal, isNear: isLocal || isNear)
    }

    private static let forged = [
        ("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "evil.example"),
        ("Forwarded", "for=127.0.0.1"),
    ]

    private static let direct: [Row] = [
        Row(name: "a client", expected: caller("192.0.2.10")),
        Row(name: "an IPv6 client", peer: "2001:db8::99", expected: caller("2001:db8::99")),
        Row(name: "a connection without an address", peer: nil, expected: caller("unknown")),
        Row(name: "a client that forges everything", headers: forged, expected: caller("192.0.2.10")),
        Row(name: "this machine", peer: "127.0.0.1", expected: caller("127.0.0.1", isLocal: true)),
        Row(name: "another loopback address", peer: "127.8.9.1", expected: caller("127.8.9.1", isLocal: true)),
        Row(name: "this machine by IPv6", peer: "::1", expected: caller("::1", isLocal: true)),
        Row(name: "mapped", peer: "::ffff:127.0.0.1", expected: caller("::ffff:127.0.0.1", isLocal: true)),
        Row(name: "an address that only begins alike", peer: "::10", expected: caller("::10")),
        Row(
            name: "a proxy on this machine that nobody listed", peer: "127.0.0.1",
            headers: [("X-Forwarded-For", "198.51.100.1")], expected: caller("127.0.0.1")),
        Row(
            name: "one that speaks RFC 7239", peer: "127.0.0.1", headers: [("Forwarded", "for=198.51.100.1")],
            expected: caller("127.0.0.1")),
        Row(
            name: "one that tells the host only", peer: "127.0.0.1", headers: [("X-Forwarded-Host", "a.example")],
            expected: caller("127.0.0.1")),
    ]

    private static let proxied: [Row] = [
        Row(
            name: "one hop", peer: "10.0.0.1",
            headers: [
                ("X-Forwarded-For", "198.51.100.1"), ("X-Forwarded-Proto", "https"),
                ("X-Forwarded-Host", "films.example"),
            ], expected: caller("198.51.100.1", "https", host: "films.example")),
        Row(
            name: "an IPv6 proxy and client", peer: "2001:db8::1", headers: [("X-Forwarded-For", "2001:db8::77")],
            expected: caller("2001:db8::77")),
        Row(
            name: "two of our proxies in a row", peer: "10.0.0.1",
            headers: [("X-Forwarded-For", "198.51.100.1, 10.0.0.2")], expected: caller("198.51.100.1")),
        Row(
            name: "what the client wrote in front does not count", peer: "10.0.0.1",
            headers: [("X-Forwarded-For", "127.0.0.1, 203.0.113.5,198.51.100.1 , 10.0.0.2")],
            expected: caller("198.51.100.1")),
        Row(
            name: "hops in several fields", peer: "10.0.0.1",
            headers: [("X-Forwarded-For", "198.51.100.1"), ("X-Forwarded-For", "10.0.0.2")],
            expected: caller("198.51.100.1")),
        Row(
            name: "only proxies of ours", peer: "10.0.0.1", headers: [("X-Forwarded-For", "10.0.0.2, 10.0.0.1")],
            expected: caller("10.0.0.1", isNear: true)),
        Row(name: "a proxy's own request", peer: "10.0.0.1", expected: caller("10.0.0.1", isNear: true)),
        Row(
            name: "empty hops", peer: "10.0.0.1", headers: [("X-Forwarded-For", " , ,")], expected: caller("10.0.0.1")),
        Row(
            name: "a proxy whose client claims to be this machine is not local", peer: "10.0.0.1",
            headers: [("X-Forwarded-For", "127.0.0.1")], expected: caller("127.0.0.1", isNear: true)),
        Row(
            name: "the nearest proxy's scheme", peer: "10.0.0.1", headers: [("X-Forwarded-Proto", "http, HTTPS")],
            expected: caller("10.0.0.1", "https")),
        Row(
            name: "another scheme", peer: "10.0.0.1", headers: [("X-Forwarded-Proto", "gopher")],
            expected: caller("10.0.0.1")),
        Row(
            name: "the nearest proxy's host", peer: "10.0.0.1",
            headers: [("X-Forwarded-Host", "evil.example, cinema.example")],
            expected: caller("10.0.0.1", host: "cinema.example")),
        Row(
            name: "hops beyond the limit are not looked at", peer: "10.0.0.1",
            headers: [("X-Forwarded-For", "198.51.100.1" + String(repeating: ", 10.0.0.2", count: 16))],
            expected: caller("10.0.0.1", isNear: true)),
    ]

    @Test("caller", arguments: direct + proxied)
    func caller(_ row: Row) {
        #expect(Self.found(row) == row.expected)
    }

    private static func found(_ row: Row) -> Caller {
        var fields = HTTPFields()
        for (name, value) in row.headers {
            if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
        }
        return proxies.caller(peer: row.peer, authority: row.authority, headers: fields)
    }

    @Test(
        "only what can be a host is one",
        arguments: [
            ("films.example", true), ("films.example:5020", true), ("[2001:db8::1]:5020", true), ("192.0.2.1", true),
            ("my_server", true), ("", false), ("a b", false), ("evil.example/path", false),
            ("user@evil.example", false),
            ("<script>", false), ("a\"b", false), ("a\\b", false), ("a?b", false), ("a#b", false),
            ("filmé.example", false),
            (String(repeating: "a", count: 255), true), (String(repeating: "a", count: 256), false),
        ])
    func hosts(_ text: String, _ isGood: Bool) {
        let asAuthority = Row(name: "", authority: text, expected: Caller(peer: nil))
        #expect(Self.found(asAuthority).host == (isGood ? text : nil))
        let asForwarded = Row(
            name: "", peer: "10.0.0.1", headers: [("X-Forwarded-Host", text)], expected: Caller(peer: nil))
        #expect(Self.found(asForwarded).host == (isGood ? text : "films.example:5020"))
    }

    @Test(
        "neighbours are on this machine or in a private network",
        arguments: [
            ("127.0.0.1", true), ("::1", true), ("10.1.2.3", true), ("192.168.0.9", true), ("172.16.0.1", true),
            ("172.31.255.255", true), ("169.254.7.7", true), ("fe80::1%eth0", true), ("fd12:3456::1", true),
            ("FC00::1", true), ("::ffff:192.168.1.5", true), ("172.32.0.1", false), ("192.169.0.1", false),
            ("100.64.0.1", false), ("8.8.8.8", false), ("2001:db8::77", false), ("::2", false), ("fec0::1", false),
            ("::ffff:8.8.8.8", false), ("10.0.0", false), ("10.0.0.0.1", false), ("unknown", false), ("", false),
            ("fd::1", false),
        ])
    func neighbours(_ address: String, _ isNear: Bool) {
        #expect(Self.found(Row(name: "", peer: address, expected: Caller(peer: nil))).isNear == isNear)
        let proxied = Row(
            name: "", peer: "10.0.0.1", headers: [("X-Forwarded-For", address)], expected: Caller(peer: nil))
        #expect(Self.found(proxied).isNear == isNear)
    }

    @Test(
        "who comes through a proxy that nobody listed is no neighbour",
        arguments: ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via"])
    func strangers(_ name: String) {
        let row = Row(name: "", peer: "192.168.1.1", headers: [(name, "192.168.1.7")], expected: Caller(peer: nil))
        #expect(!Self.found(row).isNear)
    }

    @Test("a listed proxy that does not name its client may serve anybody")
    func silentProxy() {
        let row = Row(
            name: "", peer: "10.0.0.1", headers: [("X-Forwarded-Proto", "http")], expected: Caller(peer: nil))
        #expect(!Self.found(row).isNear)
    }

    @Test("a request without a Host header has no host")
    func noHost() {
        #expect(Self.found(Row(name: "", authority: nil, expected: Caller(peer: nil))).host == nil)
    }
}
