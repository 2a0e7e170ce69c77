import Curation
import Domain
import TestKit
import Testing

@Suite struct SceneDeskTests {
    @Test func anEditIsWrittenToTheArchiveAndMirrored() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            var wish = SceneWish()
            wish.scalars.title = .set("Another title")
            wish.scalars.details = .set(nil)
            wish.scalars.studioID = .set("1")
            wish.scalars.rating100 = .set(40)
            wish.tagIDs = ["9", "5"]
            wish.performerIDs = []
            let scene = try await rig.desks.scenes.edit("31", wish)
            #expect(scene.facts.title == "Another title")
            #expect(scene.facts.tags.map(\.id) == ["9", "5"])
            #expect(scene.facts.performers.isEmpty)
            #expect(scene.facts.isOrganized)
            let written = await rig.stash.archive.scene(31)
            #expect(written?.tags.sorted() == [5, 9])
            #expect(written?.studio == 1 && written?.rating100 == 40)
        }
    }

    @Test func anEditOfSomethingUnknownOrImpossibleWritesNothing() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let desk = rig.desks.scenes
            await #expect(throws: CurationError.unknownScene("99")) { try await desk.edit("99", SceneWish()) }
            await #expect(throws: CurationError.unknownEntity(.tag, "99")) {
                var wish = SceneWish()
                wish.tagIDs = ["99"]
                _ = try await desk.edit("31", wish)
            }
            await #expect(throws: CurationError.self) {
                var wish = SceneWish()
                wish.scalars.date = .set("soon")
                _ = try await desk.edit("31", wish)
            }
            await #expect(throws: CurationError.self) {
                var wish = SceneWish()
                wish.scalars.rating100 = .set(101)
                _ = try await desk.edit("31", wish)
            }
            #expect(await rig.stash.writes.isEmpty)
        }
    }

    @Test func theFirstNameThatIsNotKnownIsTold() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let desk = rig.desks.scenes
            await rig.stash.forgetSeen()
            var wish = SceneWish()
            (wish.tagIDs, wish.performerIDs) = (["9", "98", "97"], ["96"])
            var wishes: [(CurationError, SceneWish)] = [(.unknownEntity(.tag, "98"), wish)]
            wish.tagIDs = ["9"]
            wishes.append((.unknownEntity(.performer, "96"), wish))
            wish.scalars.studioID = .set("95")
            wishes.append((.unknownEntity(.studio, "95"), wish))
            for (error, wish) in wishes {
                await #expect(throws: error) { _ = try await desk.edit("31", wish) }
            }
            await #expect(throws: CurationError.unknownEntity(.tag, "94")) {
                _ = try await desk.changeTags(.add, ["4", "94"], of: ["31"])
            }
            #expect(await rig.stash.seen.isEmpty)
        }
    }

    @Test func tagsAreAddedToAndTakenFromScenes() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let added = try await rig.desks.scenes.changeTags(.add, ["4", "5"], of: ["31", "34", "99", "31"])
            #expect(added.updated == ["31", "34"])
            #expect(added.missing == ["99"])
            #expect(try await rig.desks.scenes.scene("34").facts.tags.map(\.name) == ["HD", "Outdoor"])
            let again = try await rig.desks.scenes.changeTags(.add, ["4"], of: ["31"])
            #expect(again.unchanged == ["31"])
            let removed = try await rig.desks.scenes.changeTags(.remove, ["4"], of: ["31", "33"])
            #expect(removed.updated == ["31"])
            #expect(removed.unchanged == ["33"])
            #expect(await rig.stash.archive.scene(31)?.tags == [5])
        }
    }

    @Test func aResyncReadsOneSceneAndForgetsOneThatIsGone() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            await rig.stash.edit { archive in
                archive.edit(scene: 31) { $0.title = "New" }
                archive.removeScene(34)
            }
            #expect(try await rig.desks.scenes.resync("31").facts.title == "New")
            await #expect(throws: CurationError.unknownScene("34")) { try await rig.desks.scenes.resync("34") }
            await #expect(throws: CurationError.unknownScene("34")) { try await rig.desks.scenes.scene("34") }
            await #expect(throws: CurationError.unknownScene("99")) { try await rig.desks.scenes.resync("99") }
            await rig.stash.answerAlways(Reply(503, ""))
            await #expect(throws: ArchiveFailure.failing) { try await rig.desks.scenes.resync("31") }
        }
    }
}
