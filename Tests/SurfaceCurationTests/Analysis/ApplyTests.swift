import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Curation: plans are applied")
struct ApplyTests {
    private static func apply(_ plan: Int, _ query: String = "", json: String? = nil) -> Scenario {
        .curation(.post, "analysis/plans/\(plan)/apply?background=false" + query, json: json)
    }

    private static func applied(_ scenes: Int, _ changes: Int) -> String {
        #"{"status": "completed", "scenes_updated": \#(scenes), "changes_applied": \#(changes), "errors": []}"#
    }

    @Test("all of it: the archive has it, the mirror has it, and once is enough")
    func all() async throws {
        try await CurationRig.with { rig in
            let id = try await rig.plan()
            try await rig.run(Self.apply(id).answers(200, json: Self.applied(1, 4)))
            let upstream = try #require(await rig.stash.archive.scene(33))
            #expect(upstream.studio == 1 && upstream.performers == [1] && upstream.tags == [9])
            #expect(upstream.details == "Rockets & bangers")
            let scene = try await rig.run(.curation(.get, "scenes/33").answers(200)).json
            #expect(scene["details"] == .text("Rockets & bangers") && scene["studio"]?["name"] == .text("Dockside"))
            let plan = try await rig.run(.curation(.get, "analysis/plans/\(id)").answers(200)).json
            #expect(plan["status"] == .text("applied") && plan["applied_changes"] == .int(4))
            await rig.stash.forgetSeen()
            try await rig.run(Self.apply(id).failsCuration(400, "Plan has already been applied"))
            try await rig.run(
                .curation(.post, "analysis/plans/\(id)/apply").failsCuration(400, "Plan has already been applied"))
            #expect(await rig.stash.seen.isEmpty)
        }
    }

    @Test("parts of it, by scene or by change; the rest stays open")
    func parts() async throws {
        try await CurationRig.with { rig in
            let id = try await rig.plan()
            let (tags, studio) = (try await rig.change("tags", of: id), try await rig.change("studio", of: id))
            for query in ["&scene_ids=31,404", "&scene_ids=", "&scene_ids%5B%5D=,"] {
                try await rig.run(Self.apply(id, query).answers(200, json: Self.applied(0, 0)))
            }
            try await rig.run(Self.apply(id, json: #"{"change_ids": []}"#).answers(200, json: Self.applied(0, 0)))
            try await rig.run(
                Self.apply(id, json: #"{"change_ids": [\#(tags), 2147483648]}"#).answers(200, json: Self.applied(1, 1)))
            #expect(await rig.stash.archive.scene(33)?.tags == [9])
            #expect(await rig.stash.archive.scene(33)?.studio == nil)
            #expect(try await rig.status(of: id) == "pending")
            // A member of the body wins over the query.
            try await rig.run(
                .curation(
                    .post, "analysis/plans/\(id)/apply?background=true&scene_ids=33",
                    json: #"{"change_ids": [\#(studio)], "background": false}"#
                ).answers(200, json: Self.applied(1, 1)))
            #expect(await rig.stash.archive.scene(33)?.studio == 1)
            try await rig.run(Self.apply(id, "&scene_ids%5B%5D=33").answers(200, json: Self.applied(1, 2)))
            #expect(try await rig.status(of: id) == "applied")
        }
    }

    @Test("in the background, as a job with what was asked and what came of it")
    func background() async throws {
        try await CurationRig.with { rig in
            let id = try await rig.plan()
            let answer = try await rig.run(
                .curation(.post, "analysis/plans/\(id)/apply/?scene_ids=33").answers(200))
            #expect(try answer.json["status"] == .text("queued"))
            #expect(try answer.json["message"] == .text("Plan application job has been queued"))
            let job = try await rig.finish(answer)
            #expect(job.name == "apply_plan" && job.state == .succeeded)
            let shown = try await rig.run(.curation(.get, "jobs/\(job.id)").answers(200)).json
            let parameters = #"{"plan_id": \#(id), "scene_ids": ["33"], "change_ids": null}"#
            #expect(try shown["parameters"] == JSONValue(parsing: parameters))
            let result = """
                {"plan_id": \(id), "total_changes": 4, "applied_changes": 4, "failed_changes": 0,
                 "skipped_changes": 0, "success_rate": 1}
                """
            #expect(try shown["result"]?.includes(JSONValue(parsing: result)) == true)
        }
    }

    @Test("a plan with nothing open has nothing to apply")
    func nothing() async throws {
        try await CurationRig.with { rig in
            let empty = try await rig.plan(#"{"scene_ids": ["34"], "options": {"use_ai": false}}"#)
            let cancelled = try await rig.plan()
            try await rig.run(.curation(.patch, "analysis/plans/\(cancelled)/cancel").answers(200))
            for id in [empty, cancelled] {
                for query in ["", "?background=false"] {
                    try await rig.run(
                        .curation(.post, "analysis/plans/\(id)/apply" + query)
                            .failsCuration(400, "Plan has nothing to apply"))
                }
            }
        }
    }

    @Test("what was edited meanwhile is a conflict and stays open; the rest is written")
    func conflict() async throws {
        try await CurationRig.with { rig in
            let id = try await rig.plan()
            let details = try await rig.change("details", of: id)
            await rig.stash.edit { $0.edit(scene: 33) { $0.details = "Somebody's own words" } }
            let answer = try await rig.run(Self.apply(id).answers(200)).json
            #expect(answer["changes_applied"] == .int(3) && answer["scenes_updated"] == .int(1))
            let problem = try #require(answer["errors"]?.list?.first)
            #expect(problem["change_id"] == .int(details) && problem["scene_id"] == .text("33"))
            #expect(problem["field"] == .text("details"))
            #expect(problem["error"]?.text?.hasPrefix("conflict: ") == true)
            #expect(await rig.stash.archive.scene(33)?.details == "Somebody's own words")
            #expect(try await rig.status(of: id) == "pending")
        }
    }

    @Test("a scene that is gone has its changes rejected")
    func gone() async throws {
        try await CurationRig.with { rig in
            let id = try await rig.plan()
            await rig.stash.edit { $0.removeScene(33) }
            let answer = try await rig.run(Self.apply(id).answers(200)).json
            #expect(answer["changes_applied"] == .int(0) && answer["errors"]?.list?.isEmpty == false)
            #expect(try await rig.status(of: id) == "completed")
            let changes = try await rig.changes(of: id)
            #expect(changes["tags"]?["status"] == .text("rejected"))
            #expect(changes["tags"]?["note"]?.text?.isEmpty == false)
            try await rig.run(.curation(.get, "scenes/33").answers(404))
        }
    }

    @Test("without Stash nothing happens, and nothing is lost")
    func outage() async throws {
        try await CurationRig.with { rig in
            let id = try await rig.plan()
            await rig.stash.answerAlways(Reply(500, "secret"))
            try await rig.run(Self.apply(id).failsCuration(503, "Stash is not available"))
            #expect(try await rig.status(of: id) == "pending")
            await rig.stash.answerAlways(nil)
            try await rig.run(Self.apply(id).answers(200, json: Self.applied(1, 4)))
        }
    }

    @Test("one apply at a time")
    func held() async throws {
        try await CurationRig.with { rig in
            let id = try await rig.plan()
            await rig.stash.breakOperation("KinothekScene", with: .hang)
            async let first = rig.run(Self.apply(id))
            await rig.stash.hung.untilHeld(1)
            for scenario in [
                Self.apply(id), .curation(.post, "analysis/plans/\(id)/apply"),
                .curation(.delete, "analysis/plans/\(id)"), .curation(.patch, "analysis/plans/\(id)/cancel"),
            ] { try await rig.run(scenario.failsCuration(400, "Plan is being applied")) }
            await rig.stash.hung.releaseAll()
            #expect(try await first.json["changes_applied"] == .int(4))
        }
    }

    @Test("what does not fit is named")
    func problems() async throws {
        try await CurationRig.with { rig in
            let id = try await rig.plan()
            let rows: [(query: String, body: String?, fields: [String])] = [
                ("background=perhaps", nil, ["query.background"]),
                ("", #"{"change_ids": "12"}"#, ["body.change_ids"]),
                ("", #"{"change_ids": ["x"]}"#, ["body.change_ids.0"]),
                ("", #"{"background": "x"}"#, ["body.background"]), ("", "[]", ["body"]),
            ]
            for row in rows {
                let answer = try await rig.run(
                    .curation(.post, "analysis/plans/\(id)/apply?" + row.query, json: row.body)
                        .failsCuration(422, "Validation failed"))
                #expect(try answer.invalidFields == row.fields)
            }
            #expect(await rig.stash.writes.isEmpty)
        }
    }
}
