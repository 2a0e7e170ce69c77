import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Curation: scenes are taken over")
struct SceneSyncTests {
    @Test("while the client waits, with counts of what was new and what had changed")
    func waiting() async throws {
        try await CurationRig.with { rig in
            let full = Scenario.curation(.post, "scenes/sync?background=false&incremental=false")
            func answer(_ created: Int, _ updated: Int) -> String {
                """
                {"status": "completed", "scenes_processed": 3, "scenes_created": \(created),
                 "scenes_updated": \(updated), "errors": []}
                """
            }
            try await rig.run(full.answers(200, json: answer(3, 0)))
            try await rig.run(full.answers(200, json: answer(0, 0)))
            await rig.stash.edit { $0.edit(scene: 34) { $0.details = "Something" } }
            let changed = try await rig.run(.curation(.post, "scenes/sync?background=0").answers(200)).json
            #expect(changed["scenes_updated"] == .int(1) && changed["scenes_created"] == .int(0))
            let scene = try await rig.run(.curation(.get, "scenes/34").answers(200)).json
            #expect(scene["details"] == .text("Something"))
        }
    }

    @Test("a row that cannot be read is told, and keeps no other back")
    func brokenRow() async throws {
        try await CurationRig.with { rig in
            await rig.stash.breakRow(.scene, 33, .noMoment)
            let answer = try await rig.run(
                .curation(.post, "scenes/sync?background=false&incremental=false").answers(200)
            ).json
            #expect(answer["scenes_created"] == .int(2))
            let problem = answer["errors"]?.list?.first
            #expect(problem?["entity"] == .text("scene") && problem?["id"] == .text("33"))
            #expect(problem?["message"]?.text?.isEmpty == false)
        }
    }

    @Test("in the background, as a job that says what was asked")
    func background() async throws {
        try await CurationRig.with { rig in
            let answer = try await rig.run(.curation(.post, "scenes/sync/?incremental=no").answers(200))
            #expect(try answer.json["status"] == .text("queued"))
            #expect(try answer.json["message"] == .text("Scene sync job has been queued"))
            let job = try await rig.finish(answer)
            #expect(job.name == "scene_sync" && job.state == .succeeded)
            let shown = try await rig.run(.curation(.get, "jobs/\(job.id)").answers(200)).json
            #expect(shown["parameters"] == .object(["incremental": .bool(false)]))
            #expect(shown["result"]?["created_items"] == .int(3))
            #expect(shown["status"] == .text("completed") && shown["progress"]?.number == 100)
        }
    }

    @Test("one scene again, as it is now")
    func resync() async throws {
        try await CurationRig.with { rig in
            try await rig.sync()
            await rig.stash.edit { $0.edit(scene: 31) { $0.title = "Pier Run" } }
            let fresh = try await rig.run(.curation(.post, "scenes/31/resync/").answers(200)).json
            #expect(fresh["title"] == .text("Pier Run") && fresh["performers"]?.list?.count == 1)
            await rig.stash.edit { $0.removeScene(31) }
            for _ in 1...2 {
                try await rig.run(.curation(.post, "scenes/31/resync").failsCuration(404, "Scene 31 not found"))
            }
            try await rig.run(.curation(.get, "scenes/31").failsCuration(404, "Scene 31 not found"))
        }
    }

    @Test("several scenes again, as a list or as an object")
    func several() async throws {
        try await CurationRig.with { rig in
            try await rig.sync()
            await rig.stash.edit { $0.edit(scene: 31) { $0.title = "Pier Run" } }
            try await rig.run(
                .curation(.post, "scenes/resync-bulk?background=false", json: #"["31", "34", "31"]"#).answers(
                    200,
                    json: #"{"status": "completed", "total_scenes": 2, "synced_scenes": 2, "failed_scenes": 0}"#))
            let scene = try await rig.run(.curation(.get, "scenes/31").answers(200)).json
            #expect(scene["title"] == .text("Pier Run"))
            let queued = try await rig.run(
                .curation(.post, "scenes/resync-bulk", json: #"{"scene_ids": [33, "34"]}"#).answers(200))
            #expect(try queued.json["message"] == .text("Resync job queued for 2 scenes"))
            #expect(try await rig.finish(queued).state == .succeeded)
            for (body, field) in [("[]", "body.scene_ids"), ("{}", "body.scene_ids"), ("7", "body")] {
                let answer = try await rig.run(
                    .curation(.post, "scenes/resync-bulk", json: body).failsCuration(422, "Validation failed"))
                #expect(try answer.invalidFields == [field], "\(body)")
            }
        }
    }

    @Test("without Stash what needs it is 503, and the rest goes on")
    func outage() async throws {
        try await CurationRig.with { rig in
            try await rig.sync()
            let needing = [
                Scenario.curation(.post, "scenes/sync?background=false"), .curation(.post, "scenes/31/resync"),
                .curation(.patch, "scenes/31", json: #"{"title": "X"}"#),
                .curation(.post, "scenes/add-tags", json: #"{"scene_ids": ["31"], "tag_ids": ["5"]}"#),
                .curation(.post, "sync/scene/31"),
            ]
            for reply in [Reply(500, "secret"), Reply(401, "secret"), Reply(422, "secret"), Reply(200, "secret")] {
                await rig.stash.answerAlways(reply)
                for scenario in needing {
                    try await rig.run(
                        scenario.failsCuration(503, "Stash is not available").expecting(noText: ["secret"]))
                }
            }
            // Of several scenes those that cannot be read are counted.
            let several = Scenario.curation(.post, "scenes/resync-bulk?background=false", json: #"["31"]"#)
            try await rig.run(
                several.answers(
                    200,
                    json: #"{"status": "completed", "total_scenes": 1, "synced_scenes": 0, "failed_scenes": 1}"#))
            await rig.stash.answerAlways(Reply(500, "secret"))
            try await rig.run(several.failsCuration(503, "Stash is not available").expecting(noText: ["secret"]))
            try await rig.run(.curation(.get, "scenes/31").answers(200))
            try await rig.run(.curation(.post, "scenes/sync").answers(200))
            await rig.stash.answerAlways(nil)
            let scene = try await rig.run(.curation(.get, "scenes/31").answers(200)).json
            #expect(scene["title"] == .text("Pier Walk"))
        }
    }

    @Test("a scene that Stash fails to tell is its trouble and not the client's")
    func untold() async throws {
        try await CurationRig.with { rig in
            try await rig.sync()
            for path in ["scenes/31/resync", "sync/scene/31"] {
                await rig.stash.breakOperation("KinothekScene", with: .error("sql: no secret rows"))
                try await rig.run(
                    .curation(.post, path).failsCuration(503, "Stash is not available").expecting(noText: ["secret"]))
            }
        }
    }

    @Test("without a Stash set up the same")
    func unconfigured() async throws {
        try await CurationRig.with(CurationRig.Setup { $0.isConfigured = false }) { rig in
            for path in ["scenes/sync?background=false", "sync/scene/31"] {
                try await rig.run(.curation(.post, path).failsCuration(503, "Stash is not available"))
            }
            let queued = try await rig.run(.curation(.post, "scenes/sync").answers(200))
            #expect(try await rig.finish(queued).state == .failed)
        }
    }
}
