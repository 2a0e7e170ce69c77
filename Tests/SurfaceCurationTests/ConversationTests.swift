import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Curation: a whole conversation")
struct ConversationTests {
    @Test(
        "a client takes over, looks, proposes, decides, applies and takes back, on a Stash with a key that nobody sees",
        arguments: TestDriver.available)
    func conversation(_ driver: TestDriver) async throws {
        let setup = CurationRig.Setup { $0.variables["stash.api_key"] = FakeStash.key }
        try await CurationRig.with(setup, driver: driver) { rig in
            await rig.stash.change { $0.key = FakeStash.key }
            func ask(_ scenario: Scenario) async throws -> TestAnswer {
                try await rig.run(scenario.expecting(noText: [FakeStash.key]))
            }
            let sync = try await rig.finish(ask(.curation(.post, "sync/all").answers(200)))
            #expect(sync.state == .succeeded)
            let found = try await ask(.curation(.get, "scenes/?organized=false&sort_by=id").answers(200)).json
            #expect(found["items"]?.list?.compactMap { $0["id"]?.text } == ["33", "34"])
            let analysis = try await rig.finish(
                ask(.curation(.post, "analysis/generate", json: #"{"filters": {"organized": false}}"#).answers(200)))
            let plan = try #require(try JSONValue(parsing: analysis.result ?? "null")["plan_id"]?.int)
            let changes = try await rig.changes(of: plan)
            let (studio, tags) = (
                try #require(changes["studio"]?["id"]?.int), try #require(changes["tags"]?["id"]?.int)
            )
            _ = try await ask(
                .curation(.patch, "analysis/changes/\(tags)", json: #"{"proposed_value": ["HD"]}"#).answers(200))
            _ = try await ask(
                .curation(.patch, "analysis/changes/\(studio)/status", json: #"{"rejected": true}"#).answers(200))
            let apply = try await rig.finish(ask(.curation(.post, "analysis/plans/\(plan)/apply").answers(200)))
            #expect(apply.state == .succeeded)
            let scene = try await ask(.curation(.get, "scenes/33").answers(200)).json
            #expect(scene["tags"] == .list([.object(["id": .text("5"), "name": .text("HD")])]))
            #expect(scene["studio"] == .null && scene["details"] == .text("Rockets & bangers"))
            #expect(try await rig.status(of: plan) == "applied")
            let undo = try await rig.finish(ask(.curation(.post, "analysis/plans/\(plan)/undo").answers(200)))
            #expect(undo.state == .succeeded)
            #expect(try await ask(.curation(.get, "scenes/33").answers(200)).json["tags"] == .list([]))
            let jobs = try await ask(.curation(.get, "jobs/").answers(200)).json
            let types = jobs.list?.compactMap { $0["type"]?.text } ?? []
            #expect(Set(types) == ["sync_all", "scene_analysis", "apply_plan", "undo_plan"])
            for job in [sync, analysis, apply, undo] {
                _ = try await ask(.curation(.get, "jobs/\(job.id)").answers(200))
            }
            for path in ["settings/", "settings/stash.api_key", "health/ready", "sync/stats", "sync/history"] {
                _ = try await ask(.curation(.get, path).answers(200))
            }
        }
    }

    @Test("a large plan is told as a whole")
    func largePlan() async throws {
        var archive = FakeArchive.many(scenes: 1_200)
        archive.add(.tag, "1080p")
        let setup = CurationRig.Setup { [archive] in $0.archive = archive }
        try await CurationRig.with(setup) { rig in
            let id = try await rig.plan()
            let plan = try await rig.run(.curation(.get, "analysis/plans/\(id)").answers(200)).json
            let scenes = plan["scenes"]?.list?.compactMap { $0["scene_id"]?.text.flatMap { Int($0) } } ?? []
            #expect(scenes == Array(1...1_200))
            #expect(plan["total_changes"] == .int(1_200))
        }
    }
}
