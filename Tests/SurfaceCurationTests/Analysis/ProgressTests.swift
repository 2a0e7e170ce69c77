import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Curation: how far an analysis is", .timeLimit(.minutes(10)))
struct ProgressTests {
    /// Scenes that are looked at together: three questions of fifteen each.
    private static let together = 45

    @Test("a plan over some hundred scenes tells how far it is, again and again")
    func progress() async throws {
        let gate = RequestGate()
        let setup = CurationRig.Setup {
            $0.archive = .many(scenes: 300)
            $0.model = ScriptedChat { _ in
                await gate.pass()
                return #"{"scenes":[]}"#
            }
        }
        try await CurationRig.with(setup) { rig in
            try await rig.sync()
            await gate.hold()
            let started: TestAnswer
            do {
                started = try await rig.run(
                    .curation(.post, "analysis/generate", json: #"{"filters": {}}"#).answers(200))
                try await Self.watch(started, gate, rig)
            } catch {
                await gate.releaseAll()
                throw error
            }
            await gate.releaseAll()
            let job = try await rig.finish(started)
            #expect(job.state == .succeeded)
            let ended = try await rig.run(.curation(.get, "jobs/\(job.id)").answers(200)).json
            #expect(ended["progress"]?.number == 100 && ended["processed_items"] == .int(300))
            #expect(ended["result"]?["scenes_analyzed"] == .int(300))
        }
    }

    /// Looks at the job whenever the model is asked about the next scenes.
    private static func watch(_ started: TestAnswer, _ gate: RequestGate, _ rig: CurationRig) async throws {
        let id = try #require(try started.json["job_id"]?.text)
        var last = -1.0
        for round in 0..<6 {
            await gate.untilHeld(3)
            let job = try await rig.run(.curation(.get, "jobs/\(id)").answers(200)).json
            #expect(job["status"] == .text("running") && job["total"] == .int(300))
            #expect(job["processed_items"] == .int(round * together))
            let progress = job["progress"]?.number ?? -1
            #expect(progress > last && progress < 100)
            #expect(round == 0 || progress > 0)
            last = progress
            for _ in 1...3 { await gate.releaseOne() }
        }
    }
}
