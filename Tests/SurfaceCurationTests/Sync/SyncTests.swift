import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Curation: sync")
struct SyncTests {
    @Test("each answers with a job that waits, and with what was asked")
    func jobs() async throws {
        let rows: [(path: String, body: String?, type: String, parameters: String)] = [
            ("all", nil, "sync_all", #"{"force": false}"#), ("all?force=TRUE", nil, "sync_all", #"{"force": true}"#),
            ("performers", nil, "sync_performers", #"{"force": false}"#),
            ("tags/?force=1", nil, "sync_tags", #"{"force": true}"#),
            ("studios", "{}", "sync_studios", #"{"force": false}"#),
            ("scenes", nil, "scene_sync", #"{"scene_ids": null, "force": false}"#),
            ("scenes", "{}", "scene_sync", #"{"scene_ids": null, "force": false}"#),
            (
                "scenes?force=on", #"{"scene_ids": ["31", 34]}"#, "scene_sync",
                #"{"scene_ids": ["31", "34"], "force": true}"#
            ),
            ("scenes", #"{"scene_ids": null}"#, "scene_sync", #"{"scene_ids": null, "force": false}"#),
            ("scenes", #"["31", 34]"#, "scene_sync", #"{"scene_ids": ["31", "34"], "force": false}"#),
        ]
        try await CurationRig.with(CurationRig.Setup { $0.hasWorkers = false }) { rig in
            for row in rows {
                let job = try await rig.run(.curation(.post, "sync/" + row.path, json: row.body).answers(200)).json
                #expect(job["type"] == .text(row.type), "\(row.path)")
                #expect(try job["parameters"] == JSONValue(parsing: row.parameters), "\(row.path)")
                #expect(job["status"] == .text("pending") && job["progress"]?.number == 0)
                #expect(job["created_at"] == .text("2026-02-25T06:13:20Z") && job["updated_at"] == job["created_at"])
                #expect(job["completed_at"] == .null && job["result"] == .null && job["error"] == .null)
            }
            let statistics = try await rig.run(.curation(.get, "sync/stats").answers(200)).json
            #expect(statistics["is_syncing"] == .bool(true))
            let history = try await rig.run(.curation(.get, "sync/history?limit=2").answers(200)).json
            #expect(history.list?.count == 2 && history.list?.first?["type"] == .text("scene_sync"))
            let stopped = try await rig.run(.curation(.post, "sync/stop/").answers(200)).json
            #expect(stopped["success"] == .bool(true) && (stopped["cancelled_jobs"]?.int ?? 0) > 0)
            try await rig.run(
                .curation(.post, "sync/stop").answers(
                    200, json: #"{"success": true, "message": "0 sync jobs cancelled", "cancelled_jobs": 0}"#))
        }
    }

    @Test("all of it is taken over; a second time changes nothing")
    func everything() async throws {
        try await CurationRig.with { rig in
            for (created, skipped) in [(11, 0), (0, 11)] {
                let job = try await rig.finish(rig.run(.curation(.post, "sync/all?force=true").answers(200)))
                let result = try JSONValue(parsing: job.result ?? "null")
                #expect(result["created_items"] == .int(created) && result["skipped_items"] == .int(skipped))
                #expect(result["updated_items"] == .int(0) && result["failed_items"] == .int(0))
                #expect(result["processed_items"] == .int(11) && result["status"] == .text("completed"))
            }
            try await rig.run(
                .curation(.get, "sync/stats/").answers(
                    200,
                    json: """
                        {"scene_count": 3, "performer_count": 2, "tag_count": 4, "studio_count": 2,
                         "last_scene_sync": "2026-02-25T06:13:20Z", "last_performer_sync": "2026-02-25T06:13:20Z",
                         "last_tag_sync": "2026-02-25T06:13:20Z", "last_studio_sync": "2026-02-25T06:13:20Z",
                         "pending_scenes": 0, "pending_performers": 0, "pending_tags": 0, "pending_studios": 0,
                         "is_syncing": false}
                        """))
        }
    }

    @Test("before the first one, and while Stash is down, the numbers are zero or the last known")
    func numbers() async throws {
        try await CurationRig.with(CurationRig.Setup { $0.isConfigured = false }) { rig in
            try await rig.run(
                .curation(.get, "sync/stats").answers(
                    200,
                    json: """
                        {"scene_count": 0, "performer_count": 0, "tag_count": 0, "studio_count": 0,
                         "last_scene_sync": null, "last_performer_sync": null, "last_tag_sync": null,
                         "last_studio_sync": null, "pending_scenes": 0, "pending_performers": 0, "pending_tags": 0,
                         "pending_studios": 0, "is_syncing": false}
                        """))
            try await rig.run(.curation(.get, "sync/history").answers(200, json: "[]"))
        }
        try await CurationRig.with { rig in
            try await rig.sync()
            await rig.stash.answerAlways(Reply(500, "x"))
            let statistics = try await rig.run(.curation(.get, "sync/stats").answers(200)).json
            #expect(statistics["scene_count"] == .int(3) && statistics["pending_scenes"] == .int(0))
        }
    }

    @Test("one scene at once is new, changed or as it was")
    func one() async throws {
        try await CurationRig.with { rig in
            func answer(_ created: Int, _ updated: Int, _ skipped: Int) -> String {
                """
                {"job_id": null, "status": "completed", "total_items": 1, "processed_items": 1,
                 "created_items": \(created), "updated_items": \(updated), "skipped_items": \(skipped),
                 "failed_items": 0, "started_at": "2026-02-25T06:13:20Z", "completed_at": "2026-02-25T06:13:20Z",
                 "duration_seconds": 0.0, "errors": []}
                """
            }
            let request = Scenario.curation(.post, "sync/scene/31/")
            try await rig.run(request.answers(200, json: answer(1, 0, 0)))
            try await rig.run(request.answers(200, json: answer(0, 0, 1)))
            await rig.stash.edit { $0.edit(scene: 31) { $0.title = "Other" } }
            try await rig.run(request.answers(200, json: answer(0, 1, 0)).expecting(text: [#""duration_seconds":0.0"#]))
            for id in ["404", "abc"] {
                try await rig.run(.curation(.post, "sync/scene/" + id).failsCuration(404, "Scene \(id) not found"))
            }
        }
    }

    @Test("what does not fit is named")
    func problems() async throws {
        try await CurationRig.with(CurationRig.Setup { $0.hasWorkers = false }) { rig in
            let rows: [(path: String, body: String?, fields: [String])] = [
                ("all?force=perhaps", nil, ["query.force"]), ("tags?force=", nil, ["query.force"]),
                ("scenes?force=x", #"{"scene_ids": "31"}"#, ["query.force", "body.scene_ids"]),
                ("scenes", "[", ["body.1"]), ("scenes", #"{"scene_ids": [[]]}"#, ["body.scene_ids.0"]),
            ]
            for row in rows {
                let answer = try await rig.run(
                    .curation(.post, "sync/" + row.path, json: row.body).failsCuration(422, "Validation failed"))
                #expect(try answer.invalidFields == row.fields, "\(row.path)")
            }
            for limit in ["0", "101", "x"] {
                let answer = try await rig.run(
                    .curation(.get, "sync/history?limit=" + limit).failsCuration(422, "Validation failed"))
                #expect(try answer.invalidFields == ["query.limit"])
            }
            let jobs = try await rig.run(.curation(.get, "jobs").answers(200, json: "[]"))
            #expect(jobs.text == "[]")
        }
    }
}
