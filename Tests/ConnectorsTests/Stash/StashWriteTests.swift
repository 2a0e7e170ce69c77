import Basics
import Connectors
import Domain
import TestKit
import Testing

@Suite("Writing to a Stash")
struct StashWriteTests {
    @Test("scalars: what is named changes, nil clears, and all else stays")
    func scalars() async throws {
        try await StashBench.with { bench async throws in
            let archive = try bench.archive()
            let before = try #require(await bench.fake.archive.scene(31))
            var edit = SceneEdit()
            edit.details = .set("Plain text now.")
            edit.studioID = .set("1")
            edit.isOrganized = .set(false)
            let stamp = try await archive.update("31", edit)
            var after = try #require(await bench.fake.archive.scene(31))
            #expect(after.details == "Plain text now." && after.studio == 1 && !after.isOrganized)
            #expect(after.title == before.title && after.date == before.date && after.rating100 == 80)
            #expect(after.tags == before.tags && after.performers == before.performers)
            #expect(stamp == ArchiveStamp(id: "31", updatedAt: after.updatedAt))
            #expect(after.updatedAt != before.updatedAt)
            edit = SceneEdit()
            (edit.details, edit.studioID, edit.date, edit.rating100) = (.set(nil), .set(nil), .set(nil), .set(40))
            _ = try await archive.update("31", edit)
            after = try #require(await bench.fake.archive.scene(31))
            #expect(after.details == nil && after.studio == nil && after.date == nil && after.rating100 == 40)
            #expect(after.title == "Pier Walk")
        }
    }

    @Test("names are added and removed without reading, and all else that somebody added stays")
    func relations() async throws {
        try await StashBench.with { bench async throws in
            let archive = try bench.archive()
            await bench.fake.edit { $0.edit(scene: 31) { $0.tags = [4, 5] } }
            var edit = RelationEdit(.add)
            edit.tagIDs = ["9", "4"]
            edit.performerIDs = ["3"]
            let stamps = try await archive.update(["31", "34"], edit)
            #expect(stamps.map(\.id) == ["31", "34"])
            #expect(await bench.fake.archive.scene(31)?.tags == [4, 5, 9])
            #expect(await bench.fake.archive.scene(34)?.tags == [9, 4])
            #expect(await bench.fake.archive.scene(34)?.performers == [3])
            edit = RelationEdit(.remove)
            edit.tagIDs = ["4", "10"]
            _ = try await archive.update(["31"], edit)
            #expect(await bench.fake.archive.scene(31)?.tags == [5, 9])
            #expect(await bench.fake.archive.scene(31)?.performers == [1, 3])
            #expect(await bench.fake.operations.allSatisfy { $0 == "KinothekSceneAddRelations" })
        }
    }

    @Test("one unknown id takes all back")
    func unknown() async throws {
        try await StashBench.with { bench async throws in
            let archive = try bench.archive()
            let before = await bench.fake.archive.scenes
            var edit = RelationEdit(.add)
            edit.tagIDs = ["9"]
            await #expect(throws: ArchiveFailure.refused("scene with id 99 not found")) {
                try await archive.update(["31", "99"], edit)
            }
            edit.tagIDs = ["9", "77"]
            await #expect(throws: ArchiveFailure.refused("FOREIGN KEY constraint failed")) {
                try await archive.update(["31"], edit)
            }
            var scalars = SceneEdit()
            scalars.title = .set("x")
            await #expect(throws: ArchiveFailure.refused("scene with id 99 not found")) {
                try await archive.update("99", scalars)
            }
            #expect(await bench.fake.archive.scenes == before)
        }
    }

    @Test("nothing to add is not asked for")
    func nothing() async throws {
        try await StashBench.with { bench async throws in
            let archive = try bench.archive()
            #expect(try await archive.update(["31"], RelationEdit(.add)).isEmpty)
            var edit = RelationEdit(.remove)
            edit.performerIDs = ["1"]
            #expect(try await archive.update([], edit).isEmpty)
            #expect(await bench.fake.seen.isEmpty)
            _ = try await archive.update(["31"], edit)
            let variables = try #require(await bench.fake.seen.first).variables
            #expect(variables["tags"] == nil && variables["performers"]?["mode"]?.text == "REMOVE")
        }
    }

    @Test("a new name", arguments: ArchiveKind.entities)
    func creating(_ kind: ArchiveKind) async throws {
        try await StashBench.with { bench async throws in
            let archive = try bench.archive()
            let made = try await archive.create(kind, name: "  Nachtfahrt ✨ ")
            #expect(made.kind == kind && made.name == "Nachtfahrt ✨")
            let stored = try #require(await bench.fake.archive.names(kind).last)
            #expect(made.upstreamID == String(stored.id) && made.updatedAt == stored.updatedAt)
            #expect(try await archive.entities(kind, named: "nachtfahrt ✨").map(\.upstreamID) == [made.upstreamID])
            let words = "\(kind.rawValue) with name 'Nachtfahrt ✨' already exists"
            await #expect(throws: ArchiveFailure.refused(words)) {
                try await archive.create(kind, name: "Nachtfahrt ✨")
            }
        }
    }

    @Test("a name that is another's alias is refused")
    func alias() async throws {
        try await StashBench.with { bench async throws in
            let archive = try bench.archive()
            await #expect(throws: ArchiveFailure.refused("name 'pyro' is used as alias for 'Fireworks'")) {
                try await archive.create(.tag, name: "pyro")
            }
            await #expect(throws: ArchiveFailure.refused("tag name must not be blank")) {
                try await archive.create(.tag, name: " ")
            }
        }
    }

    @Test("a tag that was made is forgotten again")
    func destroying() async throws {
        try await StashBench.with { bench async throws in
            let archive = try bench.archive()
            let made = try await archive.create(.tag, name: "Night")
            try await archive.destroyTag(made.upstreamID)
            #expect(await bench.fake.archive.id(.tag, named: "Night") == nil)
            await #expect(throws: ArchiveFailure.self) { try await archive.destroyTag(made.upstreamID) }
        }
    }

    @Test("a change whose answer got lost is made once more, and is there once")
    func lostAnswer() async throws {
        try await StashBench.with { bench async throws in
            let archive = try bench.archive()
            let lost = FakeStash.Fault.afterwards(Reply(502, ""))
            for name in ["KinothekSceneAddRelations", "KinothekSceneUpdate", "KinothekTagCreate"] {
                await bench.fake.breakOperation(name, with: lost)
            }
            var edit = RelationEdit(.add)
            edit.tagIDs = ["9"]
            _ = try await archive.update(["31"], edit)
            #expect(await bench.fake.archive.scene(31)?.tags == [4, 9])
            var scalars = SceneEdit()
            scalars.title = .set("Quay Walk")
            _ = try await archive.update("31", scalars)
            #expect(await bench.fake.archive.scene(31)?.title == "Quay Walk")
            await #expect(throws: ArchiveFailure.refused("tag with name 'Night' already exists")) {
                try await archive.create(.tag, name: "Night")
            }
            #expect(try await archive.entities(.tag, named: "Night").count == 1)
        }
    }

    @Test("changes go one after the other, and reading goes on beside them")
    func oneByOne() async throws {
        try await StashBench.with { bench async throws in
            let archive = try bench.archive()
            await bench.fake.held.hold()
            let writing = Task {
                try await (0..<6).mapConcurrently(atMost: 6) { number in
                    try await archive.create(.tag, name: "Tag \(number)").name
                }
            }
            await bench.fake.held.untilHeld(1)
            let reading = Task { try await archive.scene("31")?.title }
            await bench.fake.held.untilHeld(2)
            #expect(await bench.fake.writes.count == 1)
            await bench.fake.held.releaseAll()
            #expect(try await reading.value == "Pier Walk")
            #expect(try await writing.value.count == 6)
            #expect(await bench.fake.held.mostAtOnce == 2)
        }
    }
}
