import Curation
import Domain
import Foundation
import HTTPTypes
import TestKit
import Testing

@testable import SurfaceWeb

@Suite("Web: applying plans and taking them back")
struct PlanDeedTests {
    @Test("what was accepted is written to Stash alone, then all that is open, and then it is taken back")
    func roundTrip() async throws {
        try await ArchiveHouse.with { archive in
            try await archive.read()
            let plan = try await archive.plan([
                ("31", [.tag("HD", to: ["Outdoor"]), .tag("Fireworks", to: ["Outdoor"])])
            ])
            let before = try await tags(of: 31, archive)
            let first = try await archive.changes(of: plan)[0]
            _ = try await archive.post("/plans/\(plan)/decide", [("approved", "\(first.id)")])
            try await archive.show(
                "/plans/\(plan)", text: ["Apply the 1 accepted change", "Apply all 2 open changes, accepted or not"])
            let applied = try await archive.post("/plans/\(plan)/apply", [("what", "accepted")])
            #expect(applied.header("Location") == "/plans/\(plan)?done=applying#content", "\(applied.text)")
            try await archive.finishWork()
            #expect(try await tags(of: 31, archive).count == before.count + 1)
            try await archive.show(
                "/plans/\(plan)",
                text: ["1 open, 1 applied", "Applying a plan, ", ": 1 applied.", "Take the plan back"])

            _ = try await archive.post("/plans/\(plan)/apply", [("what", "open")])
            try await archive.finishWork()
            #expect(try await tags(of: 31, archive).count == before.count + 2)
            try await archive.show(
                "/plans/\(plan)", text: ["2 applied changes will be taken back in Stash"],
                noText: ["Apply the plan", "Forget the plan"])
            #expect(try await archive.post("/plans/\(plan)/forget").status == 409)

            let undone = try await archive.post("/plans/\(plan)/undo")
            #expect(undone.header("Location") == "/plans/\(plan)?done=undoing#content")
            try await archive.finishWork()
            #expect(try await tags(of: 31, archive) == before)
            try await archive.show("/plans/\(plan)", text: ["2 taken back", "2 rejected", "taken back ·"])
            #expect(try await archive.post("/plans/\(plan)/undo").status == 409)
        }
    }

    @Test("what somebody edited in the meantime is not overwritten: it is named, with what can be done")
    func conflict() async throws {
        try await ArchiveHouse.with { archive in
            try await archive.read()
            let old = try await archive.rig.desks.scenes.scene("33").facts.details
            let plan = try await archive.plan([("33", [.details("Better words", from: old)])])
            await archive.rig.stash.edit { $0.edit(scene: 33) { $0.details = "Written by hand" } }
            _ = try await archive.post("/plans/\(plan)/apply", [("what", "open")])
            try await archive.finishWork()
            #expect(await archive.rig.stash.archive.scene(33)?.details == "Written by hand")
            try await archive.show(
                "/plans/\(plan)",
                text: [
                    "1 change could not be written.", #"href="/plans/\#(plan)?show=stuck#changes""#, "conflict:",
                    "reject this to keep what is there now", "1 could not be written",
                ])
            try await archive.show("/plans/\(plan)?show=stuck", text: ["1 change of 1 scene", "conflict:"])
        }
    }

    @Test("an edit after the plan was applied survives taking it back, and is named")
    func editedSince() async throws {
        try await ArchiveHouse.with { archive in
            try await archive.read()
            let old = try await archive.rig.desks.scenes.scene("33").facts.details
            let plan = try await archive.plan([
                ("33", [.details("Better words", from: old)]), ("34", [.tag("HD", to: [])]),
            ])
            _ = try await archive.post("/plans/\(plan)/apply", [("what", "open")])
            try await archive.finishWork()
            await archive.rig.stash.edit { $0.edit(scene: 33) { $0.details = "Even better" } }
            _ = try await archive.post("/plans/\(plan)/undo")
            try await archive.finishWork()
            #expect(await archive.rig.stash.archive.scene(33)?.details == "Even better")
            #expect(await archive.rig.stash.archive.scene(34)?.tags.isEmpty == true)
            try await archive.show(
                "/plans/\(plan)",
                text: [
                    "1 taken back, 1 left alone, as somebody edited them since", "Scene 33, details: The details was",
                ])
        }
    }

    @Test("what is open is rejected, a plan of which nothing was applied is forgotten")
    func close() async throws {
        try await ArchiveHouse.with { archive in
            try await archive.read()
            let plan = try await archive.plan([("34", [.tag("HD", to: [])])])
            #expect(
                try await archive.post("/plans/\(plan)/close").header("Location")
                    == "/plans/\(plan)?done=closed#content")
            #expect(try await archive.statuses(of: plan) == [.rejected])
            let empty = try await archive.post("/plans/\(plan)/apply", [("what", "open")])
            #expect(empty.status == 409 && empty.text.contains("Nothing is open in this plan"))
            #expect(try await archive.post("/plans/\(plan)/forget").header("Location") == "/plans?done=forgotten")
            try await archive.show(
                "/plans?done=forgotten", text: ["The plan is forgotten.", "There are no plans yet."])
            try await archive.house.surface.run(archive.page("/plans/\(plan)", status: 404))
        }
    }

    @Test("while a plan is applied its page says how far that is, and offers no other deed")
    func applying() async throws {
        try await ArchiveHouse.with(.init { $0.hasWorkers = false }) { archive in
            _ = try await archive.rig.desks.sync.one("34")
            let plan = try await archive.plan([("34", [.tag("HD", to: [])])])
            _ = try await archive.post("/plans/\(plan)/apply", [("what", "open")])
            try await archive.show(
                "/plans/\(plan)", text: ["Under way", "Applying a plan", #"data-work="/plans/\#(plan)/status""#],
                noText: ["Apply the plan", "Forget the plan"])
            let status = try await archive.house.surface.run(archive.page("/plans/\(plan)/status"))
            #expect(try status.json["isOver"] == .bool(false))
            let job = try #require(try await archive.rig.desks.jobs.active().first)
            _ = try await archive.post("/archive/work/\(job.id)/stop")
            let over = try await archive.house.surface.run(archive.page("/plans/\(plan)/status"))
            #expect(try over.json["isOver"] == .bool(true))
        }
    }

    private func tags(of scene: Int, _ archive: ArchiveHouse) async throws -> Set<Int> {
        Set(try #require(await archive.rig.stash.archive.scene(scene)).tags)
    }
}
