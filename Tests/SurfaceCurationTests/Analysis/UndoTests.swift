import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Curation: plans are taken back")
struct UndoTests {
    private static func undo(_ plan: Int) -> Scenario {
        .curation(.post, "analysis/plans/\(plan)/undo/?background=false")
    }

    @Test("what a plan wrote is as it was, once")
    func all() async throws {
        try await CurationRig.with { rig in
            let id = try await rig.plan()
            try await rig.run(.curation(.post, "analysis/plans/\(id)/apply?background=false").answers(200))
            try await rig.run(
                Self.undo(id).answers(
                    200,
                    json: """
                        {"status": "completed", "scenes_updated": 1, "changes_undone": 4, "errors": [],
                         "tags_removed": []}
                        """))
            let upstream = try #require(await rig.stash.archive.scene(33))
            #expect(upstream.studio == nil && upstream.performers.isEmpty && upstream.tags.isEmpty)
            #expect(upstream.details == "<p>Rockets &amp; <b>bangers</b></p>")
            let plan = try await rig.run(.curation(.get, "analysis/plans/\(id)").answers(200)).json
            #expect(plan["status"] == .text("completed") && plan["undone_at"] == .text("2026-02-25T06:13:20Z"))
            try await rig.run(Self.undo(id).failsCuration(400, "Plan has nothing to undo"))
        }
    }

    @Test("what somebody edited since stays, and is named")
    func edited() async throws {
        try await CurationRig.with { rig in
            let id = try await rig.plan()
            try await rig.run(.curation(.post, "analysis/plans/\(id)/apply?background=false").answers(200))
            await rig.stash.edit { $0.edit(scene: 33) { $0.details = "Better words" } }
            let answer = try await rig.run(Self.undo(id).answers(200)).json
            #expect(answer["changes_undone"] == .int(3))
            #expect(answer["errors"]?.list?.map { $0["field"] } == [.text("details")])
            #expect(await rig.stash.archive.scene(33)?.details == "Better words")
        }
    }

    @Test("in the background")
    func background() async throws {
        try await CurationRig.with { rig in
            let id = try await rig.plan()
            try await rig.run(.curation(.post, "analysis/plans/\(id)/apply?background=false").answers(200))
            let queued = try await rig.run(.curation(.post, "analysis/plans/\(id)/undo").answers(200))
            #expect(try queued.json["message"] == .text("Plan undo job has been queued"))
            let job = try await rig.finish(queued)
            #expect(job.name == "undo_plan" && job.state == .succeeded)
            #expect(await rig.stash.archive.scene(33)?.tags == [])
        }
    }

    @Test("a plan of which nothing was applied has nothing to undo; without Stash nothing happens")
    func refused() async throws {
        try await CurationRig.with { rig in
            let id = try await rig.plan()
            for query in ["", "?background=false"] {
                try await rig.run(
                    .curation(.post, "analysis/plans/\(id)/undo" + query)
                        .failsCuration(400, "Plan has nothing to undo"))
            }
            try await rig.run(.curation(.post, "analysis/plans/\(id)/apply?background=false").answers(200))
            await rig.stash.answerAlways(Reply(503, "secret"))
            try await rig.run(Self.undo(id).failsCuration(503, "Stash is not available"))
            await rig.stash.answerAlways(nil)
            #expect(await rig.stash.archive.scene(33)?.tags == [9])
        }
    }
}
