import Curation
import Domain
import Foundation
import HTTPTypes
import TestKit
import Testing

@testable import SurfaceWeb

@Suite("Web: deciding about a plan")
struct PlanTests {
    private static let proposals: [(scene: String, changes: [NewChange])] = [
        ("31", [.tag("HD", to: ["Outdoor"], confidence: 0.9), .tag("Fireworks", to: ["Outdoor"], confidence: 0.6)]),
        ("34", [.tag("HD", to: [], confidence: 0.75)]),
    ]

    @Test("a plan is shown by scene, with what is now and what is to be")
    func shown() async throws {
        try await ArchiveHouse.with { archive in
            try await archive.read()
            let details = NewChange.details("A walk along the pier.", from: "A <b>walk</b> on the pier.")
            let plan = try await archive.plan(Self.proposals + [("33", [details])], named: "Evening")
            try await archive.show(
                "/plans/\(plan)",
                text: [
                    "<h1>Evening</h1>", "to be decided", "4 changes: 4 open", "4 changes of 3 scenes",
                    "<ins>HD</ins>", ">Outdoor<", "90 %", "Its path says so.", "<del>", "Accept everything shown (4)",
                    "Reject everything shown (4)", "Apply all 4 open changes", "Reject the rest", "Forget the plan",
                ], noText: ["Take the plan back", "Everything shown back to open", "style=", "onclick"])
            try await archive.show("/plans", text: ["Evening", "To be decided (1)", "Decide"])
            for path in ["/plans/99", "/plans/99/status"] {
                try await archive.house.surface.run(
                    archive.page(path, status: 404).expecting(text: ["There is no such plan"]))
            }
            try await archive.house.surface.run(archive.page("/plans/x", status: 404))
        }
    }

    @Test("filters by field, status, certainty and scene show what fits alone")
    func filters() async throws {
        try await ArchiveHouse.with { archive in
            try await archive.read()
            let plan = try await archive.plan(Self.proposals)
            try await archive.show("/plans/\(plan)?least=75", text: ["2 changes of 2 scenes"])
            try await archive.show("/plans/\(plan)?least=80", text: ["1 change of 1 scene", "at 80 % or above (1)"])
            try await archive.show("/plans/\(plan)?subject=34", text: ["1 change of 1 scene"])
            try await archive.show("/plans/\(plan)?field=studio", text: ["None of the changes fits."])
            try await archive.show("/plans/\(plan)?show=accepted", text: ["None of the changes fits."])
            try await archive.show(
                "/plans/\(plan)?show=x&field=x&least=x&page=0&subject=", text: ["3 changes of 2 scenes"])
        }
    }

    @Test("one change is accepted, rejected and opened again, without a script")
    func forms() async throws {
        try await ArchiveHouse.with { archive in
            try await archive.read()
            let plan = try await archive.plan(Self.proposals)
            let change = try await archive.changes(of: plan)[0].id
            let decisions: [(ChangeStatus, String)] = [
                (.approved, "1 accepted"), (.rejected, "1 rejected"), (.pending, "3 open"),
            ]
            for (status, words) in decisions {
                let answer = try await archive.post(
                    "/plans/\(plan)/decide", [(status.rawValue, "\(change)"), ("least", "50")])
                #expect(answer.header("Location") == "/plans/\(plan)?least=50#c\(change)")
                #expect(try await archive.changes(of: plan)[0].status == status)
                try await archive.show("/plans/\(plan)", text: [words])
            }
            #expect(try await archive.post("/plans/\(plan)/decide", [("approved", "999")]).status == 404)
            #expect(try await archive.post("/plans/\(plan)/decide").status == 404)
            let other = try await archive.plan([("34", [.tag("Outdoor", to: [])])], named: "Other")
            #expect(try await archive.post("/plans/\(other)/decide", [("approved", "\(change)")]).status == 404)
            #expect(try await archive.changes(of: plan)[0].status == .pending)
        }
    }

    @Test("the page's script gets the outcome of a decision alone")
    func script() async throws {
        try await ArchiveHouse.with { archive in
            try await archive.read()
            let plan = try await archive.plan(Self.proposals)
            let change = try await archive.changes(of: plan)[0].id
            let answer = try await archive.decide("/plans/\(plan)/decide", [("approved", "\(change)")])
            #expect(answer.status == 200)
            #expect(
                try answer.json
                    == JSONValue(
                        parsing: """
                            {"status": "approved", "words": "Accepted",
                             "plan": "3 changes: 2 open, 1 accepted"}
                            """))
        }
    }

    @Test("all changes of a scene are decided about at once")
    func subject() async throws {
        try await ArchiveHouse.with { archive in
            try await archive.read()
            let plan = try await archive.plan(Self.proposals)
            let answer = try await archive.post("/plans/\(plan)/decide", [("rejected-all", "31")])
            #expect(answer.header("Location") == "/plans/\(plan)?done=rejected&count=2#changes")
            #expect(try await archive.statuses(of: plan) == [.rejected, .rejected, .pending])
        }
    }

    @Test("everything at or above a certainty is accepted; what was rejected by hand stays so")
    func bulk() async throws {
        try await ArchiveHouse.with { archive in
            try await archive.read()
            let plan = try await archive.plan(Self.proposals)
            let path = "/plans/\(plan)/decide-shown"
            let first = try await archive.changes(of: plan)[0].id
            _ = try await archive.post("/plans/\(plan)/decide", [("rejected", "\(first)")])
            let answer = try await archive.post(path, [("least", "70"), ("as", "approved")])
            #expect(answer.header("Location") == "/plans/\(plan)?least=70&done=accepted&count=1#content")
            #expect(try await archive.statuses(of: plan) == [.rejected, .pending, .approved])
            try await archive.show(
                "/plans/\(plan)?least=70&done=accepted&count=1", text: ["1 change accepted. Nothing is written before"])
            _ = try await archive.post(path, [("as", "rejected")])
            #expect(try await archive.statuses(of: plan) == [.rejected, .rejected, .approved])
            _ = try await archive.post(path, [("as", "pending")])
            #expect(try await archive.statuses(of: plan) == [.pending, .pending, .pending])
            #expect(try await archive.post(path, [("as", "applied")]).status == 404)
        }
    }

    @Test("a plan of tens of thousands of changes shows fifty scenes of it")
    func large() async throws {
        try await ArchiveHouse.with(.init { $0.archive = .many(scenes: 130) }) { archive in
            try await archive.read()
            let scenes = try await archive.rig.desks.scenes.page(
                SceneFilter(), by: .id, descending: false, offset: 0, limit: 130
            ).scenes
            let plan = try await archive.plan(
                scenes.map { ($0.facts.upstreamID, [.tag("Seen", to: $0.facts.tags.map(\.name))]) }, named: "Large")
            var seen: Set<String> = []
            for page in 1...3 {
                let text = try await archive.show("/plans/\(plan)?page=\(page)", text: ["130 changes of 130 scenes"])
                let found = text.matches(of: /id="c(\d+)"/).map { String($0.output.1) }
                #expect(found.count == (page < 3 ? 50 : 30))
                seen.formUnion(found)
                #expect(text.contains(">More</a>") == (page < 3) && text.contains(">Back</a>") == (page > 1))
            }
            #expect(seen.count == 130)
        }
    }
}
