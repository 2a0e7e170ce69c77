import Basics
import HTTPTypes
import TestKit
import Testing

@Suite("Curation: health")
struct HealthTests {
    @Test("health and ping ask nobody")
    func health() async throws {
        try await CurationRig.with(.init { $0.hasWorkers = false }) { rig in
            try await rig.run(.curation(.get, "health/").answers(200, json: #"{"status": "healthy"}"#))
            let ping = try await rig.run(.curation(.get, "health/ping").answers(200)).json
            #expect(ping["timestamp"]?.number == rig.world.now.seconds)
            #expect(await rig.stash.operations.isEmpty)
        }
    }

    @Test("the version says what is set up")
    func version() async throws {
        try await CurationRig.with(.init { $0.hasWorkers = false }) { rig in
            try await rig.run(
                .curation(.get, "health/version").answers(
                    200,
                    json: """
                        {"name": "Kinothek", "version": "1.0.0", "environment": "production", "debug": false,
                         "features": {"stash": true, "openai": false, "authentication": true}}
                        """))
        }
    }

    @Test("who has no Stash and no model is ready")
    func bare() async throws {
        try await CurationRig.with(.init { ($0.isConfigured, $0.hasWorkers) = (false, false) }) { rig in
            let none = #"{"status": "not configured", "error": null}"#
            try await rig.run(
                .curation(.get, "health/ready").answers(
                    200,
                    json: """
                        {"status": "ready", "checks": {"database": {"status": "ready", "error": null},
                         "stash": \(none), "openai": \(none)}}
                        """))
        }
    }

    @Test("a Stash that refuses the key, or is not ready itself, is named, and a look is good for two seconds")
    func stash() async throws {
        try await CurationRig.with(.init { $0.hasWorkers = false }) { rig in
            for _ in 1...3 { try await rig.run(.curation(.get, "health/ready").answers(200)) }
            #expect(await rig.stash.operations.count == 1)
            await rig.stash.change { $0.key = FakeStash.key }
            rig.world.advance(seconds: 3)
            let refused = try await rig.run(.curation(.get, "health/ready").answers(503)).json
            #expect(refused["status"] == .text("not ready"))
            #expect(refused["checks"]?["stash"]?["status"] == .text("not ready"))
            #expect(refused["checks"]?["stash"]?["error"]?.text?.isEmpty == false)
            try await rig.run(
                .curation(.put, "settings/stash.api_key", json: #"{"value": "\#(FakeStash.key)"}"#).answers(200))
            try await rig.run(.curation(.get, "health/ready").answers(200))
            await rig.stash.change { $0.status = "NEEDS_MIGRATION" }
            rig.world.advance(seconds: 3)
            try await rig.run(.curation(.get, "health/ready").answers(503))
        }
    }
}
