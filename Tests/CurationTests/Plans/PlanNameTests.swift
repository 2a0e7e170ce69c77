import Curation
import Domain
import TestKit
import Testing

@Suite struct PlanNameTests {
    private static func apply(_ changes: [NewChange], _ rig: CurationRig) async throws -> ApplyReport {
        try await rig.desks.plans.applyNow(rig.plan(["34": changes]))
    }

    @Test func aNewNameIsMadeOnceForAllScenes() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let plan = try await rig.plan([
                "33": [.adding(.tags, "Night", to: [])], "34": [.adding(.tags, "NIGHT", to: [])],
            ])
            #expect(try await rig.desks.plans.applyNow(plan).applied == 2)
            #expect(await rig.stash.writes.count(where: { $0 == "KinothekTagCreate" }) == 1)
            let night = try #require(await rig.stash.archive.id(.tag, named: "Night"))
            #expect(try await rig.desks.scenes.entity(.tag, "\(night)").sceneCount == 2)
        }
    }

    @Test func aNameThatTheMirrorDoesNotKnowYetIsFoundInTheArchive() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let night = await rig.stash.edit { $0.add(.tag, "Night") { $0.aliases = ["After dark"] } }
            #expect(try await Self.apply([.adding(.tags, "after DARK", to: [])], rig).applied == 1)
            #expect(await rig.stash.archive.scene(34)?.tags == [night])
            #expect(await !rig.stash.writes.contains("KinothekTagCreate"))
        }
    }

    @Test func anIdThatTheArchiveDoesNotHaveAnyMoreIsLookedUpAgain() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let fresh = await rig.stash.edit { archive in
                archive.remove(.tag, 5)
                return archive.add(.tag, "HD", id: 50)
            }
            let report = try await Self.apply([.adding(.tags, "HD", to: []), .adding(.tags, "Outdoor", to: [])], rig)
            #expect(report.applied == 2)
            #expect(await rig.stash.archive.scene(34)?.tags.sorted() == [4, fresh])
        }
    }

    @Test func aCreationOfWhichTheAnswerWasLostIsFound() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            await rig.stash.breakOperation("KinothekTagCreate", with: .afterwards(Reply(503, "")))
            #expect(try await Self.apply([.adding(.tags, "Night", to: [])], rig).applied == 1)
            let night = try #require(await rig.stash.archive.id(.tag, named: "Night"))
            #expect(await rig.stash.archive.scene(34)?.tags == [night])
        }
    }

    @Test func blanksAroundANameDoNotCount() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let changes: [NewChange] = [.adding(.tags, " Pyro ", to: []), .adding(.tags, " Night", to: [])]
            #expect(try await Self.apply(changes, rig).applied == 2)
            let again = try await rig.plan(["33": [.adding(.tags, "Night ", to: [])]])
            #expect(try await rig.desks.plans.applyNow(again).applied == 1)
            let night = try #require(await rig.stash.archive.id(.tag, named: "Night"))
            #expect(await rig.stash.archive.scene(34)?.tags == [9, night])
            #expect(await rig.stash.archive.scene(33)?.tags == [night])
        }
    }

    @Test func whatAnApplyMadeThatWasCutOffIsRememberedByTheNextOne() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let plan = try await rig.plan([
                "34": [.adding(.performers, "Cleo East", to: []), .adding(.tags, "Night", to: [])]
            ])
            await rig.stash.breakOperation("KinothekTagByName", with: .reply(Reply(503, "")), times: 4)
            await #expect(throws: ArchiveFailure.failing) { try await rig.desks.plans.applyNow(plan) }
            #expect(await rig.stash.archive.id(.performer, named: "Cleo East") != nil)

            #expect(try await rig.desks.plans.applyNow(plan).applied == 2)
            let report = try await rig.desks.plans.undoNow(plan)
            #expect(report.staying.map(\.name.name) == ["Cleo East"])
            #expect(report.destroyed.map(\.name) == ["Night"])
        }
    }

    @Test(arguments: [
        #""Fireworks""#, #"["Fireworks"]"#, #"[{"name":"Fireworks"}]"#, #"{"name":"Fireworks","id":"x"}"#,
    ])
    func aValueThatWasSentMayHaveAnyFormOfNames(_ json: String) async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let plan = try await rig.plan(["31": [.adding(.tags, "HD", to: ["Outdoor"])]])
            let change = try #require(try await rig.changes(of: plan).first)
            let changed = try await rig.desks.plans.setProposed(ChangeValue(json: json), of: change.id)
            #expect(changed.content.proposed.json == json)
            #expect(try await rig.desks.plans.applyNow(plan).applied == 1)
            #expect(await rig.stash.archive.scene(31)?.tags.sorted() == [4, 9])
        }
    }

    @Test func severalNamesOfOneChangeAreWrittenAndTakenBackTogether() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let before = await rig.stash.content
            let plan = try await rig.plan(["31": [.adding(.tags, "HD", to: ["Outdoor"])]])
            let change = try #require(try await rig.changes(of: plan).first)
            _ = try await rig.desks.plans.setProposed(.names(["HD", "Pyro", "Night"]), of: change.id)
            _ = try await rig.desks.plans.applyNow(plan)
            #expect(await rig.stash.archive.scene(31)?.tags.count == 4)
            let report = try await rig.desks.plans.undoNow(plan)
            #expect(report.destroyed.map(\.name) == ["Night"])
            #expect(await rig.stash.content == before)
        }
    }

    @Test(arguments: [
        (ChangeField.tags, "null"), (.tags, "[1]"), (.tags, #"[""]"#), (.studio, #"["Dockside"]"#),
        (.studio, #"" ""#), (.details, "3"),
    ])
    func aValueThatDoesNotFitIsRefused(_ field: ChangeField, _ json: String) async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let proposal: NewChange =
                field == .tags ? .adding(.tags, "HD", to: []) : .setting(field, "Dockside", from: nil)
            let plan = try await rig.plan(["34": [proposal]])
            let change = try #require(try await rig.changes(of: plan).first)
            await #expect(throws: CurationError.self) {
                try await rig.desks.plans.setProposed(ChangeValue(json: json), of: change.id)
            }
        }
    }

    @Test func nullClearsAStudioAndDetails() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let plan = try await rig.plan([
                "31": [.setting(.studio, nil, from: "Pier Pictures"), .setting(.details, nil, from: "A walk at noon.")]
            ])
            #expect(try await rig.desks.plans.applyNow(plan).applied == 2)
            let scene = await rig.stash.archive.scene(31)
            #expect(scene?.studio == nil && (scene?.details ?? "").isEmpty)
        }
    }
}
