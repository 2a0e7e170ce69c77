import Curation
import Domain
import Foundation
import HTTPTypes
import TestKit
import Testing

@testable import SurfaceWeb

@Suite("Web: a scene of the archive")
struct SceneTests {
    @Test("a scene shows its facts, files and names, and says when it has none")
    func facts() async throws {
        try await ArchiveHouse.with { archive in
            try await archive.read()
            try await archive.show(
                "/archive/scenes/31",
                text: [
                    "<h1>Pier Walk</h1>", #"href="/archive?studio=Pier%20Pictures""#, "Ada North", "Outdoor",
                    "Number in Stash", "Nothing yet. What a look through the scene finds is listed here.",
                ])
            try await archive.show(
                "/archive/scenes/34",
                text: [
                    "<h1>Without anything</h1>", "Stash has no file of this scene.", "Nobody is named.",
                    "There are none.",
                ])
            for path in ["/archive/scenes/999", "/archive/scenes/a%20b"] {
                try await archive.house.surface.run(
                    archive.page(path, status: 404).expecting(text: ["This scene is not here any more"]))
            }
        }
    }

    @Test("what is changed by hand is in Stash at once, and only what is different is written")
    func edit() async throws {
        try await ArchiveHouse.with { archive in
            try await archive.read()
            let facts = try await archive.rig.desks.scenes.scene("31").facts
            let fields = [
                ("title", "Pier at night"), ("details", "Two\r\nlines"), ("date", "2024-05"), ("studio", "dockside"),
                ("rating", "60"),
            ]
            let answer = try await archive.post("/archive/scenes/31/edit", fields)
            #expect(answer.header("Location") == "/archive/scenes/31?done=saved", "\(answer.text)")
            let scene = try #require(await archive.rig.stash.archive.scene(31))
            #expect(scene.title == "Pier at night" && scene.details == "Two\nlines" && scene.date == "2024-05")
            #expect(scene.studio == 1 && scene.rating100 == 60 && !scene.isOrganized)
            #expect(Set(scene.tags.map(String.init)) == Set(facts.tags.map(\.id)))
            try await archive.show(
                "/archive/scenes/31?done=saved",
                text: ["<h1>Pier at night</h1>", "That is written to Stash.", "Dockside"])
            await archive.rig.stash.forgetSeen()
            let again = try await archive.post("/archive/scenes/31/edit", fields)
            #expect(again.header("Location") == "/archive/scenes/31?done=as-before")
            #expect(await archive.rig.stash.writes.isEmpty)
        }
    }

    @Test(
        "what cannot be written is said, with what was entered",
        arguments: [
            ("rating", "101", "whole number from 1 to 100"), ("studio", "Nobody Films", "is called “Nobody Films”"),
            ("date", "yesterday", "date must be YYYY"),
        ])
    func refused(_ field: String, _ value: String, _ words: String) async throws {
        try await ArchiveHouse.with { archive in
            try await archive.read()
            let answer = try await archive.post(
                "/archive/scenes/31/edit", [("title", "A new title"), (field, value)])
            #expect(answer.status == 409 && answer.text.contains(words), "\(answer.text)")
            #expect(answer.text.contains(#"value="A new title""#) && answer.text.contains(#"value="\#(value)""#))
            #expect(await archive.rig.stash.archive.scene(31)?.title == "Pier Walk")
        }
    }

    @Test("tags and performers come and go by their names")
    func names() async throws {
        try await ArchiveHouse.with { archive in
            try await archive.read()
            let path = "/archive/scenes/31/names"
            #expect(try await archive.post(path, [("kind", "tag"), ("add", "pyro")]).status == 303)
            #expect(try await archive.post(path, [("kind", "performer"), ("add", "Ben South")]).status == 303)
            #expect(try await archive.post(path, [("kind", "tag"), ("remove", "4")]).status == 303)
            let scene = try #require(await archive.rig.stash.archive.scene(31))
            #expect(Set(scene.tags) == [9] && Set(scene.performers) == [1, 3])
            #expect(try await archive.post(path, [("kind", "performer"), ("remove", "1")]).status == 303)
            try await archive.show("/archive/scenes/31", text: ["Fireworks", "Ben South"], noText: ["Ada North"])
            let unknown = try await archive.post(path, [("kind", "tag"), ("add", "Nothing like it")])
            #expect(unknown.status == 409 && unknown.text.contains("No tag of the archive"))
            #expect(try await archive.post(path, [("kind", "scene"), ("add", "x")]).status == 404)
        }
    }

    @Test("a scene is read anew; one that Stash has not any more goes")
    func read() async throws {
        try await ArchiveHouse.with { archive in
            try await archive.read()
            await archive.rig.stash.edit { $0.edit(scene: 31) { $0.title = "Another walk" } }
            let answer = try await archive.post("/archive/scenes/31/read")
            #expect(answer.header("Location") == "/archive/scenes/31?done=read")
            try await archive.show("/archive/scenes/31", text: ["<h1>Another walk</h1>"])
            await archive.rig.stash.edit { $0.removeScene(31) }
            #expect(try await archive.post("/archive/scenes/31/read").status == 404)
            #expect(try await archive.house.surface.run(archive.page("/archive/scenes/31", status: 404)).status == 404)
        }
    }

    @Test("a Stash that does not answer changes nothing, and is named")
    func outage() async throws {
        try await ArchiveHouse.with { archive in
            try await archive.read()
            await archive.rig.stash.change { $0.isShut = true }
            for path in ["/archive/scenes/31/read", "/archive/scenes/31/edit"] {
                let answer = try await archive.post(path, [("title", "New")])
                #expect(answer.status == 503 && answer.text.contains("Try again when Stash answers."))
            }
            #expect(try await archive.rig.desks.scenes.scene("31").facts.title == "Pier Walk")
        }
    }

    @Test("what was ever proposed for a scene is listed with what became of it")
    func history() async throws {
        try await ArchiveHouse.with { archive in
            try await archive.read()
            let plan = try await archive.plan([("31", [.tag("HD", to: ["Outdoor"])])])
            let change = try await archive.changes(of: plan)[0].id
            _ = try await archive.rig.desks.plans.decide(change, as: .rejected)
            try await archive.show(
                "/archive/scenes/31",
                text: ["Tag: add", "<ins>HD</ins>", "90 %", "Rejected", #"href="/plans/\#(plan)?subject=31""#])
        }
    }
}
