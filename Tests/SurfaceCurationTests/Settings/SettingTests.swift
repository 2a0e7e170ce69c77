import Administration
import HTTPTypes
import TestKit
import Testing

@Suite("Curation: settings")
struct SettingTests {
    private static let bare = CurationRig.Setup { ($0.isConfigured, $0.hasWorkers) = (false, false) }

    private static func put(_ json: String) -> Scenario { .curation(.put, "settings/", json: json) }

    @Test("all settings are listed under their dotted keys, and those of another name by both forms")
    func list() async throws {
        try await CurationRig.with(Self.bare) { rig in
            let list = try await rig.run(.curation(.get, "settings/").answers(200)).json.list ?? []
            #expect(
                list.compactMap { $0["key"]?.text } == [
                    "app.name", "app.version", "stash.url", "stash.api_key", "openai.api_key", "openai.model",
                    "openai.base_url", "analysis.confidence_threshold", "analysis.batch_size",
                    "analysis.max_concurrent", "analysis.create_missing", "sync.incremental", "sync.batch_size",
                    "security.secret_key", "security.algorithm",
                ])
            let values = Dictionary(list.map { ($0["key"]?.text ?? "", $0["value"] ?? .null) }) { first, _ in first }
            #expect(values["stash.url"] == .null && values["openai.base_url"] == .null)
            #expect(values["analysis.confidence_threshold"] == .number(0.7) && values["sync.batch_size"] == .int(100))
            #expect(values["sync.incremental"] == .bool(true) && values["security.secret_key"] == .text("********"))
            for key in ["sync.batch_size", "sync_batch_size"] {
                let one = try await rig.run(.curation(.get, "settings/\(key)").answers(200)).json
                #expect(one["key"] == .text("sync.batch_size") && one["value"] == .int(100))
            }
            try await rig.run(.curation(.get, "settings/nothing").failsCuration(404, "Setting not found: nothing"))
        }
    }

    @Test("one setting is changed, reset, refused when it does not fit, and never when it is fixed")
    func one() async throws {
        try await CurationRig.with(Self.bare) { rig in
            func put(_ key: String, _ value: String) -> Scenario {
                .curation(.put, "settings/\(key)", json: "{\"value\": \(value)}")
            }
            try await rig.run(
                put("analysis_batch_size", "20").answers(
                    200,
                    json: """
                        {"success": true, "message": "Setting 'analysis.batch_size' updated successfully",
                         "key": "analysis.batch_size", "value": 20}
                        """))
            for value in ["0", "101", "1.5", "\"many\"", "true", "[]"] {
                let answer = try await rig.run(
                    put("analysis.batch_size", value).failsCuration(422, "Validation failed"))
                #expect(try answer.invalidFields == ["body.value"])
            }
            try await rig.run(
                .curation(.put, "settings/analysis.batch_size", json: "{}").failsCuration(422, "Validation failed"))
            let kept = try await rig.run(.curation(.get, "settings/analysis.batch_size").answers(200)).json
            #expect(kept["value"] == .int(20))
            let reset = try await rig.run(put("analysis.batch_size", "null").answers(200)).json
            #expect(reset["value"] == .int(15))
            try await rig.run(put("app.name", "\"x\"").failsCuration(400, "Setting is read-only: app.name"))
            try await rig.run(put("nothing", "1").failsCuration(404, "Setting not found: nothing"))
        }
    }

    @Test("many are changed together or not at all")
    func bulk() async throws {
        try await CurationRig.with(Self.bare) { rig in
            try await rig.run(
                Self.put(
                    #"{"sync_batch_size": 50, "analysis.create_missing": true, "sync_incremental": true}"#
                ).answers(
                    200,
                    json: """
                        {"success": true, "message": "Settings updated successfully", "deleted_fields": [],
                         "updated_fields": ["sync_batch_size", "analysis_create_missing", "sync_incremental"],
                         "requires_restart": false}
                        """))
            try await rig.run(
                Self.put(#"{"sync_batch_size": 60, "colour": 1}"#).failsCuration(400, "Unknown setting key: colour"))
            try await rig.run(
                Self.put(#"{"sync_batch_size": 60, "app_name": "x"}"#)
                    .failsCuration(400, "Unknown setting key: app_name"))
            let wrong = try await rig.run(
                Self.put(#"{"sync_batch_size": 60, "analysis_confidence_threshold": 2}"#)
                    .failsCuration(422, "Validation failed"))
            #expect(try wrong.invalidFields == ["body.analysis_confidence_threshold"])
            let kept = try await rig.run(.curation(.get, "settings/sync_batch_size").answers(200)).json
            #expect(kept["value"] == .int(50))
            let same = try await rig.run(Self.put(#"{"sync_batch_size": 50}"#).answers(200)).json
            #expect(same["updated_fields"] == .list([]))
            for body in ["[]", "{", "1"] {
                try await rig.run(Self.put(body).failsCuration(422, "Validation failed"))
            }
        }
    }

    @Test("a secret is never shown, its mask leaves it alone, and it does not follow its address elsewhere")
    func secrets() async throws {
        try await CurationRig.with(Self.bare) { rig in
            let set = try await rig.run(
                Self.put(#"{"stash_url": "http://a.example:9999/", "stash_api_key": "a secret key"}"#).answers(200)
                    .expecting(noText: ["a secret key"])
            ).json
            #expect(set["requires_restart"] == .bool(true))
            for path in ["settings/", "settings/stash.api_key"] {
                try await rig.run(
                    .curation(.get, path).answers(200).expecting(text: ["********"], noText: ["a secret key"]))
            }
            let url = try await rig.run(.curation(.get, "settings/stash.url").answers(200)).json
            #expect(url["value"] == .text("http://a.example:9999"))
            let masked = try await rig.run(Self.put(#"{"stash_api_key": "********"}"#).answers(200)).json
            #expect(masked["updated_fields"] == .list([]))
            #expect(rig.settings.values.text(.stashKey) == "a secret key")
            let moved = try await rig.run(
                Self.put(#"{"stash_url": "http://b.example:9999", "stash_api_key": "********"}"#).answers(200)
            ).json
            #expect(moved["deleted_fields"] == .list([.text("stash_api_key")]))
            #expect(rig.settings.values.text(.stashKey) == nil)
        }
    }
}
