import HTTPTypes
import TestKit
import Testing

@Suite("Curation: plans of another Stash")
struct OtherStashTests {
    @Test("while another Stash is set up a plan can be rejected, and neither accepted, applied nor taken back")
    func refused() async throws {
        try await CurationRig.with { rig in
            let id = try await rig.plan()
            let (tags, studio) = (try await rig.change("tags", of: id), try await rig.change("studio", of: id))
            let plan = "analysis/plans/\(id)/"
            try await rig.run(
                .curation(.post, plan + "apply?background=false", json: #"{"change_ids": [\#(tags)]}"#).answers(200))
            await rig.stash.forgetSeen()
            try await rig.run(Self.move(to: rig.address + "/other/"))
            let refused: [Scenario] = [
                .curation(.post, plan + "apply"), .curation(.post, plan + "apply?background=false"),
                .curation(.post, plan + "undo"), .curation(.post, plan + "undo?background=false"),
                .curation(.post, plan + "bulk-update", json: #"{"action": "accept_all"}"#),
                .curation(.patch, "analysis/changes/\(studio)/status", json: #"{"accepted": true}"#),
            ]
            for scenario in refused {
                let answer = try await rig.run(scenario.failsCuration(400, "Plan was made for another Stash"))
                let detail = try #require(try answer.json["detail"]?.text)
                #expect(detail.contains("made for \(rig.address), and stash.url names \(rig.address)/other."))
            }
            #expect(await rig.stash.seen.isEmpty)
            try await rig.run(
                .curation(.patch, "analysis/changes/\(studio)/status", json: #"{"rejected": true}"#).answers(200))

            try await rig.run(Self.move(to: rig.address))
            let applied = #"{"status": "completed", "scenes_updated": 1, "changes_applied": 2, "errors": []}"#
            try await rig.run(.curation(.post, plan + "apply?background=false").answers(200, json: applied))
            try await rig.run(.curation(.post, plan + "undo?background=false").answers(200))
            #expect(await rig.stash.archive.scene(33)?.tags == [])
        }
    }

    private static func move(to address: String) -> Scenario {
        .curation(.put, "settings/", json: #"{"stash_url": "\#(address)"}"#).answers(200)
    }
}
