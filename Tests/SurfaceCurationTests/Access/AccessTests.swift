import HTTPTypes
import TestKit
import Testing

@Suite("Curation: who gets in")
struct AccessTests {
    private static func setup(
        _ auth: String? = nil, origins: String? = nil, proxies: [String] = []
    ) -> CurationRig.Setup {
        CurationRig.Setup {
            ($0.isConfigured, $0.hasWorkers) = (false, false)
            $0.variables["security.curation_auth"] = auth
            $0.variables["security.cors_origins"] = origins
            $0.surroundings.proxies = proxies
        }
    }

    private static func jobs(from peer: String?) -> Scenario { Scenario.curation(.get, "jobs/").from(peer: peer) }

    @Test("neighbours need no credential, and stale ones do not harm them")
    func neighbours() async throws {
        try await CurationRig.with(Self.setup()) { rig in
            for peer in ["127.0.0.1", "192.168.1.7", "fe80::1", "::ffff:10.0.0.3"] {
                try await rig.run(Self.jobs(from: peer).answers(200, json: "[]"))
                try await rig.run(Self.jobs(from: peer).with("Authorization", "Bearer old").answers(200))
            }
            for peer in ["203.0.113.5", nil] {
                try await rig.run(Self.jobs(from: peer).failsCuration(401, "Unauthorized"))
            }
            try await rig.run(
                Self.jobs(from: "192.168.1.1").with("X-Forwarded-For", "192.168.1.9")
                    .failsCuration(401, "Unauthorized"))
        }
    }

    @Test("behind a listed proxy the client's own address counts")
    func proxies() async throws {
        try await CurationRig.with(Self.setup(proxies: ["10.0.0.1"])) { rig in
            let proxied = Self.jobs(from: "10.0.0.1")
            try await rig.run(proxied.with("X-Forwarded-For", "192.168.1.9").answers(200))
            try await rig.run(proxied.with("X-Forwarded-For", "203.0.113.5").failsCuration(401, "Unauthorized"))
            try await rig.run(
                proxied.with("X-Forwarded-For", "192.168.1.9, 203.0.113.5").failsCuration(401, "Unauthorized"))
        }
    }

    @Test("the setting asks everybody, or nobody, for a credential")
    func setting() async throws {
        try await CurationRig.with(Self.setup("off")) { rig in
            try await rig.run(Self.jobs(from: "203.0.113.5").answers(200))
        }
        try await CurationRig.with(Self.setup("required")) { rig in
            try await rig.run(Self.jobs(from: "127.0.0.1").failsCuration(401, "Unauthorized"))
            var known = Self.jobs(from: "127.0.0.1")
            known.request.caller = .known("ben")
            try await rig.run(known.failsCuration(403, "Forbidden"))
            known.request.caller = .known("anna")
            try await rig.run(known.answers(200))
        }
    }

    @Test("another website cannot change anything in a neighbour's name, unless the settings name it")
    func origins() async throws {
        try await CurationRig.with(Self.setup(origins: "https://front.example")) { rig in
            let change = Scenario.curation(.put, "settings/sync.batch_size", json: #"{"value": 50}"#)
                .from(peer: "127.0.0.1", host: "films.example:5020")
            try await rig.run(change.with("Origin", "https://evil.example").failsCuration(403, "Forbidden"))
            try await rig.run(change.with("Origin", "null").failsCuration(403, "Forbidden"))
            for origin in ["http://films.example:5020", "https://front.example"] {
                try await rig.run(change.with("Origin", origin).answers(200))
            }
            try await rig.run(Self.jobs(from: "127.0.0.1").with("Origin", "https://evil.example").answers(200))
            var known = change.with("Origin", "https://evil.example")
            known.request.caller = .known("anna")
            try await rig.run(known.answers(200))
        }
    }

    @Test("browsers let pages of the settings' origins call, and no others")
    func preflights() async throws {
        try await CurationRig.with(Self.setup(origins: "https://front.example")) { rig in
            let ask = Scenario.curation(.options, "scenes/7").with("Access-Control-Request-Method", "PATCH")
            try await rig.run(
                ask.with("Origin", "https://front.example").answers(204)
                    .expecting("Access-Control-Allow-Origin", "https://front.example")
                    .expecting("Access-Control-Allow-Methods", "GET, HEAD, PATCH"))
            try await rig.run(
                ask.with("Origin", "https://evil.example").failsCuration(405, "Method not allowed")
                    .expecting("Access-Control-Allow-Origin", nil))
            try await rig.run(
                Scenario.curation(.get, "scenes/7").with("Origin", "https://front.example")
                    .failsCuration(404, "Scene 7 not found")
                    .expecting("Access-Control-Allow-Origin", "https://front.example").expecting("Vary", "Origin"))
        }
    }
}
