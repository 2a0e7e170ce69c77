import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Curation: changes are edited and decided about")
struct ChangeTests {
    @Test("another value is kept as it was sent, and applied")
    func values() async throws {
        try await CurationRig.with { rig in
            let id = try await rig.plan()
            let tags = try await rig.change("tags", of: id)
            for value in [#""HD""#, #"["HD", "Outdoor"]"#, #"[{"name": "HD"}]"#, #"{"name": "HD"}"#, #"["Fireworks"]"#]
            {
                let answer = try await rig.run(
                    .curation(.patch, "analysis/changes/\(tags)/", json: #"{"proposed_value": \#(value), "x": 1}"#)
                        .answers(200)
                ).json
                #expect(try answer["proposed_value"] == JSONValue(parsing: value), "\(value)")
                #expect(answer["id"] == .int(tags) && answer["field"] == .text("tags"))
                #expect(answer["action"] == .text("add") && answer["current_value"] == .list([]))
                #expect(answer["confidence"] == .number(0.75) && answer["status"] == .text("pending"))
            }
            let (studio, details) = (try await rig.change("studio", of: id), try await rig.change("details", of: id))
            try await rig.run(
                .curation(.patch, "analysis/changes/\(studio)", json: #"{"proposed_value": "Pier Pictures"}"#).answers(
                    200))
            try await rig.run(
                .curation(.patch, "analysis/changes/\(details)", json: #"{"proposed_value": null}"#).answers(200))
            try await rig.run(.curation(.post, "analysis/plans/\(id)/apply?background=false").answers(200))
            let scene = try #require(await rig.stash.archive.scene(33))
            #expect(scene.tags == [9] && scene.studio == 2 && (scene.details ?? "").isEmpty)
            for change in [tags, studio, details] {
                try await rig.run(
                    .curation(.patch, "analysis/changes/\(change)", json: #"{"proposed_value": "X"}"#)
                        .failsCuration(400, "Cannot modify an applied change"))
                try await rig.run(
                    .curation(.patch, "analysis/changes/\(change)/status", json: #"{"rejected": true}"#)
                        .failsCuration(400, "Cannot modify an applied change"))
            }
        }
    }

    @Test("values that a field cannot have are refused")
    func refused() async throws {
        try await CurationRig.with { rig in
            let id = try await rig.plan()
            let rows = [
                ("tags", ["7", "[1]", "[null]", "null", #"[{"id": "4"}]"#, #"" ""#]),
                ("studio", ["7", #"["Dockside"]"#]),
                ("details", ["true", #"{"text": "x"}"#]),
            ]
            for (field, values) in rows {
                let change = try await rig.change(field, of: id)
                for value in values {
                    let answer = try await rig.run(
                        .curation(.patch, "analysis/changes/\(change)", json: #"{"proposed_value": \#(value)}"#)
                            .failsCuration(422, "Validation failed"))
                    #expect(try answer.invalidFields == ["body.proposed_value"], "\(field) \(value)")
                }
                let missing = try await rig.run(
                    .curation(.patch, "analysis/changes/\(change)", json: #"{"value": "x"}"#)
                        .failsCuration(422, "Validation failed"))
                #expect(try missing.invalidFields == ["body.proposed_value"])
            }
        }
    }

    @Test("a change is accepted, rejected and opened again")
    func decisions() async throws {
        try await CurationRig.with { rig in
            let id = try await rig.plan()
            let tags = try await rig.change("tags", of: id)
            let rows: [(body: String, status: String)] = [
                (#"{"accepted": true}"#, "approved"), (#"{"accepted": false}"#, "pending"),
                (#"{"rejected": true}"#, "rejected"), (#"{"accepted": true, "rejected": false}"#, "approved"),
                (#"{"rejected": false}"#, "pending"), (#"{"rejected": true, "accepted": null}"#, "rejected"),
            ]
            for row in rows {
                let answer = try await rig.run(
                    .curation(.patch, "analysis/changes/\(tags)/status/", json: row.body).answers(200)
                ).json
                #expect(answer["status"] == .text(row.status), "\(row.body)")
                #expect(answer["plan_status"] == .text("pending") && answer["id"] == .int(tags))
            }
            for body in ["{}", #"{"accepted": null}"#, #"{"accepted": true, "rejected": true}"#, #"{"accepted": "x"}"#]
            {
                try await rig.run(
                    .curation(.patch, "analysis/changes/\(tags)/status", json: body)
                        .failsCuration(422, "Validation failed"))
            }
            try await rig.run(.curation(.post, "analysis/plans/\(id)/apply?background=false").answers(200))
            #expect(await rig.stash.archive.scene(33)?.tags == [])
            #expect(try await rig.status(of: id) == "applied")
        }
    }

    @Test("a change that is not there is not found", arguments: ["", "/status"])
    func unknown(_ rest: String) async throws {
        try await CurationRig.with(CurationRig.Setup { $0.archive = .empty }) { rig in
            let body = #"{"proposed_value": 1, "accepted": true}"#
            for id in ["7", "2147483648"] {
                try await rig.run(
                    .curation(.patch, "analysis/changes/\(id)\(rest)", json: body)
                        .failsCuration(404, "Change \(id) not found"))
            }
            for id in ["x", "0"] {
                let answer = try await rig.run(
                    .curation(.patch, "analysis/changes/\(id)\(rest)", json: body)
                        .failsCuration(422, "Validation failed"))
                #expect(try answer.invalidFields == ["path.change_id"])
            }
        }
    }
}
