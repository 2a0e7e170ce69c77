import HTTPTypes
import TestKit
import Testing

@Suite("Kodi: the address that paired devices are told")
struct ServerURLTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let expected: String
        var peer = "192.0.2.10"
        var host = "films.example:5020"
        var headers: [String: String] = [:]
        var publicURL: String?
        var testDescription: String { name }
    }

    private static let proxied = [
        "X-Forwarded-For": "198.51.100.1", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "cinema.example",
    ]

    private static let rows = [
        Row(
            name: "the setting wins over everything", expected: "https://set.example", peer: "10.0.0.1",
            headers: proxied, publicURL: "https://set.example"),
        Row(name: "else the Host header", expected: "http://films.example:5020"),
        Row(name: "an IPv6 address", expected: "http://[2001:db8::1]:5020", host: "[2001:db8::1]:5020"),
        Row(name: "a trusted proxy's word", expected: "https://cinema.example", peer: "10.0.0.1", headers: proxied),
        Row(name: "nobody else's", expected: "http://films.example:5020", peer: "10.0.0.2", headers: proxied),
        Row(
            name: "a trusted proxy that tells the scheme only", expected: "https://films.example:5020",
            peer: "10.0.0.1", headers: ["X-Forwarded-Proto": "https"]),
        Row(
            name: "a trusted proxy that passes rubbish on", expected: "http://films.example:5020", peer: "10.0.0.1",
            headers: ["X-Forwarded-Proto": "javascript", "X-Forwarded-Host": "evil/@<script>"]),
        Row(name: "a Host header that is none", expected: "http://localhost", host: "a b\"c"),
    ]

    @Test("server_url", arguments: rows)
    func serverURL(_ row: Row) async throws {
        let settings = KodiHousehold.Settings {
            $0.publicURL = row.publicURL
            $0.surroundings.proxies = ["10.0.0.1"]
        }
        try await KodiHousehold.with(settings) { household in
            try await household.makeCode("12345678")
            var scenario = Scenario(
                row.name, .post, "/pairing-code/exchange", json: #"{"pairing_code": "12345678"}"#
            ).from(peer: row.peer, host: row.host).answers(200)
            for (name, value) in row.headers { scenario = scenario.with(name, value) }
            let answer = try await household.surface.run(scenario)
            #expect(try answer.json["server_url"] == .text(row.expected))
        }
    }
}
