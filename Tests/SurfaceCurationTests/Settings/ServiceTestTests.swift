import Administration
import HTTPTypes
import TestKit
import Testing

@Suite("Curation: tests of services")
struct ServiceTestTests {
    @Test("a test of Stash gives its true numbers and stores nothing")
    func stash() async throws {
        try await CurationRig.with(.init { $0.hasWorkers = false }) { rig in
            let answer = try await rig.run(.curation(.post, "settings/test-stash").answers(200)).json
            #expect(answer["service"] == .text("stash") && answer["success"] == .bool(true))
            #expect(answer["details"]?["scene_count"] == .int(3) && answer["details"]?["performer_count"] == .int(2))
            #expect(answer["details"]?["server_version"]?.text?.isEmpty == false)
            let bad = try await rig.run(
                .curation(.post, "settings/test-stash", json: #"{"url": "http://127.0.0.1:1"}"#).answers(200)
            ).json
            #expect(bad["success"] == .bool(false))
            #expect(bad["details"]?["url_tested"] == .text("http://127.0.0.1:1"))
            #expect(bad["details"]?["error"]?.text?.isEmpty == false)
            #expect(rig.settings.values.text(.stashURL) == rig.address)
            try await rig.run(
                .curation(.post, "settings/test-stash", json: #"{"url": 5}"#).failsCuration(422, "Validation failed"))
        }
    }

    @Test("what another server says is told to nobody")
    func words() async throws {
        try await CurationRig.with(.init { $0.hasWorkers = false }) { rig in
            for scenario in [
                Scenario.curation(.post, "settings/test-stash").answers(200).expecting(text: [#""success":false"#]),
                .curation(.get, "health/ready").answers(503),
            ] {
                await rig.stash.breakOperation("KinothekProbe", with: .error("the words of a resolver"))
                let answer = try await rig.run(scenario.expecting(noText: ["resolver"])).json
                let told = answer["details"]?["error"] ?? answer["checks"]?["stash"]?["error"]
                #expect(told?.text?.isEmpty == false)
            }
        }
    }

    @Test("a stored key goes to the address it was stored for and to no other")
    func keys() async throws {
        let setup = CurationRig.Setup {
            $0.hasWorkers = false
            $0.variables["stash.api_key"] = FakeStash.key
        }
        try await CurationRig.with(setup) { rig in
            await rig.stash.change { $0.key = FakeStash.key }
            let own = try await rig.run(.curation(.post, "settings/test-stash").answers(200)).json
            #expect(own["success"] == .bool(true))
            let elsewhere = rig.address.replacing("127.0.0.1", with: "localhost")
            let other = try await rig.run(
                .curation(.post, "settings/test-stash", json: "{\"url\": \"\(elsewhere)\"}").answers(200)
            ).json
            #expect(other["success"] == .bool(false))
            let given = try await rig.run(
                .curation(
                    .post, "settings/test-stash",
                    json: "{\"url\": \"\(elsewhere)\", \"api_key\": \"\(FakeStash.key)\"}"
                ).answers(200).expecting(noText: [FakeStash.key])
            ).json
            #expect(given["success"] == .bool(true))
        }
    }

    @Test("without an address or a key nothing is tried")
    func unconfigured() async throws {
        try await CurationRig.with(.init { ($0.isConfigured, $0.hasWorkers) = (false, false) }) { rig in
            for service in ["stash", "openai"] {
                let answer = try await rig.run(.curation(.post, "settings/test-\(service)").answers(200)).json
                #expect(answer["service"] == .text(service) && answer["success"] == .bool(false))
                #expect(answer["details"]?["error"]?.text?.isEmpty == false)
            }
        }
    }
}
