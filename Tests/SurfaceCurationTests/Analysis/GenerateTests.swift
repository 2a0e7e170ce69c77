import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Curation: plans are made")
struct GenerateTests {
    @Test("while the client waits")
    func waiting() async throws {
        try await CurationRig.with { rig in
            try await rig.sync()
            await rig.stash.forgetSeen()
            let answer = try await rig.run(
                .curation(.post, "analysis/generate/?background=no", json: #"{"filters": {}}"#).answers(200)
            ).json
            #expect(answer["status"] == .text("completed") && answer["total_scenes"] == .int(3))
            #expect(answer["total_changes"] == .int(4))
            #expect(await rig.stash.seen.isEmpty)
            let id = try #require(answer["plan_id"]?.int)
            let plan = try await rig.run(.curation(.get, "analysis/plans/\(id)").answers(200)).json
            #expect(plan["name"] == .text("Analysis - 2026-02-25T06:13:20Z"))
            #expect(plan["metadata"]?["warnings"]?.list?.isEmpty == false)
            let scene = try await rig.run(.curation(.get, "scenes/31").answers(200)).json
            #expect(scene["analyzed"] == .bool(true))
        }
    }

    @Test("in the background, as a job whose result names the plan")
    func background() async throws {
        try await CurationRig.with { rig in
            try await rig.sync()
            let answer = try await rig.run(
                .curation(
                    .post, "analysis/generate",
                    json: #"{"scene_ids": ["33", 31, "33", "404"], "options": {"use_ai": false}}"#
                ).answers(200))
            #expect(try answer.json["status"] == .text("queued"))
            #expect(try answer.json["message"] == .text("Analysis job queued for 2 scenes"))
            let job = try await rig.finish(answer)
            #expect(job.name == "scene_analysis" && job.state == .succeeded)
            let result = try JSONValue(parsing: job.result ?? "null")
            #expect(result["scenes_analyzed"] == .int(2) && result["total_changes"] == .int(4))
            let summary = #"{"performers_to_add": 1, "tags_to_add": 1, "studios_to_set": 1, "details_to_update": 1}"#
            #expect(try result["summary"] == JSONValue(parsing: summary))
            let id = try #require(result["plan_id"]?.int)
            let plan = try await rig.run(.curation(.get, "analysis/plans/\(id)").answers(200)).json
            #expect(plan["metadata"]?["missing_scene_ids"] == .list([.text("404")]))
            #expect(plan["job_id"] == .text(job.id.description))
        }
    }

    @Test("ids go before filters, detectors can be off, and the threshold decides")
    func options() async throws {
        let rows: [(body: String, scenes: Int, changes: Int)] = [
            (#"{"scene_ids": ["31"], "filters": {"organized": false}}"#, 1, 0),
            (#"{"scene_ids": [], "filters": {"organized": false}}"#, 2, 4),
            (#"{"scene_ids": null, "filters": {"search": "FIREWORKS"}}"#, 1, 4),
            (#"{"filters": {"date_from": "2024-12-01", "date_to": "2024-12-01"}}"#, 1, 4),
            (#"{"filters": {"studio_id": "2", "tag_ids": ["4"], "performer_ids": null}}"#, 1, 0),
            (#"{"filters": {}, "options": {"detect_details": false, "detect_tags": false}}"#, 3, 2),
            (#"{"filters": {}, "options": {"confidence_threshold": 1}}"#, 3, 2),
            (#"{"filters": {}, "options": {"confidence_threshold": 0.96, "detect_performers": false}}"#, 3, 1),
        ]
        try await CurationRig.with { rig in
            try await rig.sync()
            for row in rows {
                let answer = try await rig.run(
                    .curation(.post, "analysis/generate?background=false", json: row.body).answers(200)
                ).json
                #expect(answer["total_scenes"] == .int(row.scenes), "\(row.body)")
                #expect(answer["total_changes"] == .int(row.changes), "\(row.body)")
            }
        }
    }

    @Test("nothing selected, or nothing that matches, is told apart")
    func nothing() async throws {
        try await CurationRig.with { rig in
            try await rig.sync()
            for background in ["true", "false"] {
                let path = "analysis/generate?background=" + background
                for body in ["{}", #"{"scene_ids": []}"#, #"{"scene_ids": null, "filters": null}"#] {
                    try await rig.run(
                        .curation(.post, path, json: body)
                            .failsCuration(400, "Either scene_ids or filters must be provided"))
                }
                for body in [#"{"scene_ids": ["404"]}"#, #"{"filters": {"search": "nothing like it"}}"#] {
                    try await rig.run(
                        .curation(.post, path, json: body)
                            .failsCuration(400, "No scenes found matching the criteria"))
                }
            }
            try await rig.run(.curation(.get, "jobs?job_type=scene_analysis").answers(200, json: "[]"))
        }
    }

    @Test(
        "what does not fit is named",
        arguments: [
            (#"{"options": {"confidence_threshold": 1.1}}"#, ["body.options.confidence_threshold"]),
            (#"{"options": {"confidence_threshold": -0.1}}"#, ["body.options.confidence_threshold"]),
            (
                #"{"options": {"use_ai": "perhaps", "detect_tags": 3}}"#,
                ["body.options.detect_tags", "body.options.use_ai"]
            ),
            (#"{"options": []}"#, ["body.options"]), (#"{"filters": "all"}"#, ["body.filters"]),
            (#"{"filters": {"tag_ids": "4", "date_to": "never"}}"#, ["body.filters.tag_ids", "body.filters.date_to"]),
            (#"{"scene_ids": "31"}"#, ["body.scene_ids"]), (#"{"plan_name": 7}"#, ["body.plan_name"]), ("[]", ["body"]),
            ("", ["body"]),
        ])
    func problems(_ body: String, _ fields: [String]) async throws {
        try await CurationRig.with(CurationRig.Setup { $0.archive = .empty }) { rig in
            let answer = try await rig.run(
                .curation(.post, "analysis/generate", json: body).failsCuration(422, "Validation failed"))
            #expect(try answer.invalidFields == fields)
        }
    }
}
