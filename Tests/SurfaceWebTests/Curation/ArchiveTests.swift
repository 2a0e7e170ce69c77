import Administration
import Curation
import Domain
import Foundation
import HTTPTypes
import TestKit
import Testing

@testable import SurfaceWeb

@Suite("Web: the archive")
struct ArchiveTests {
    @Test("rooms and pages are an administrator's alone, and a server without an archive's features has none")
    func access() async throws {
        try await ArchiveHouse.with { archive in
            let paths = ["/archive", "/plans", "/archive/scenes/31", "/plans/1", "/plans/1/status", "/archive/work/1"]
            for path in paths {
                let scenario = Scenario(path, .get, path, as: .signedIn("member")).answers(403)
                try await archive.house.surface.run(scenario.expecting(text: ["This page is not open to you"]))
                try await archive.house.surface.run(Scenario(path, .get, path).answers(303))
            }
            for path in ["/archive/read", "/archive/connect", "/plans/1/apply", "/plans/1/decide"] {
                #expect(try await archive.house.post(path, as: "member").status == 403)
            }
            try await archive.show("/home", text: [#"href="/archive""#, #"href="/plans""#])
            let home = try await archive.house.surface.run(
                Scenario("home", .get, "/home", as: .signedIn("member")).answers(200))
            #expect(!home.text.contains("/archive") && !home.text.contains("/plans"))
        }
        try await WebHousehold.with { house in
            for path in ["/archive", "/plans"] {
                try await house.surface.run(Scenario(path, .get, path, as: .signedIn("admin")).answers(404))
            }
            let home = try await house.surface.run(
                Scenario("home", .get, "/home", as: .signedIn("admin")).answers(200))
            #expect(!home.text.contains("/archive"))
        }
    }

    @Test("without Stash the one next step is to say where it is; then to read from it")
    func connect() async throws {
        try await ArchiveHouse.with(.init { $0.isConfigured = false }) { archive in
            try await archive.show(
                "/archive", text: ["There is no archive yet.", "Connect Stash", #"action="/archive/connect""#],
                noText: [#"action="/archive/read""#, "Look through"])
            try await archive.show("/plans", text: ["There are no plans yet.", "Connect Stash"])
            #expect(try await archive.post("/archive/read", [("what", "changes")]).status == 409)
            let wrong = try await archive.post("/archive/connect", [("address", "nowhere")])
            #expect(wrong.status == 400 && wrong.text.contains("no address"))
            #expect(wrong.text.contains(#"value="nowhere""#))

            let right = try await archive.post(
                "/archive/connect", [("address", archive.rig.address + " "), ("key", "a-key-of-Stash")])
            #expect(right.header("Location") == "/archive?done=connected")
            let page = try await archive.show(
                "/archive?done=connected",
                text: [
                    "Nothing has been read from Stash yet.", "Read everything", "Scenes were never read to the end.",
                ])
            #expect(!page.contains("a-key-of-Stash"))
            #expect(archive.rig.settings.values.text(.stashKey) == "a-key-of-Stash")
            // Without a key in the form the present one stays.
            _ = try await archive.post("/archive/connect", [("address", archive.rig.address)])
            #expect(archive.rig.settings.values.text(.stashKey) == "a-key-of-Stash")
        }
    }

    @Test("what was read is listed with its figures, and what became of the reading")
    func list() async throws {
        try await ArchiveHouse.with { archive in
            try await archive.read()
            try await archive.show(
                "/archive",
                text: [
                    "Pier Walk", #"href="/archive/scenes/31""#, "Pier Pictures", "3 scenes",
                    "Scenes were read just now.", "Reading everything from Stash", "Look through all 3 scenes",
                ], noText: ["There is no archive", "style=", "onclick"])
        }
    }

    @Test("filters are names and words as people know them; one that nothing has is named")
    func filters() async throws {
        try await ArchiveHouse.with { archive in
            try await archive.read()
            for query in ["studio=pier%20pictures", "performer=Ada+North", "tag=OUTDOOR", "find=walk"] {
                let page = try await archive.show(
                    "/archive?\(query)", text: ["1 scene that the filters show", "Look through the 1 scene shown"])
                #expect(page.contains("Pier Walk") && !page.contains("Without anything"), "\(query)")
            }
            try await archive.show(
                "/archive?without=Outdoor&sort=title", text: ["Without anything"], noText: [">Pier Walk<"])
            try await archive.show(
                "/archive?tag=%3Cnothing%3E",
                text: ["No tag of the archive is called “&lt;nothing&gt;”.", "No scene fits."])
            try await archive.show("/archive?page=9", text: ["This page is empty now."])
            try await archive.show("/archive?page=x&organized=perhaps&from=soon&sort=none", text: ["3 scenes"])
        }
    }

    @Test("fifty scenes are a page, and every scene is on one of them")
    func pages() async throws {
        try await ArchiveHouse.with(.init { $0.archive = .many(scenes: 120) }) { archive in
            try await archive.read()
            var seen: Set<String> = []
            for page in 1...3 {
                let text = try await archive.show("/archive?page=\(page)")
                seen.formUnion(text.matches(of: /name="scene" value="([^"]+)"/).map { String($0.output.1) })
                #expect(text.contains(">More</a>") == (page < 3) && text.contains(">Back</a>") == (page > 1))
            }
            #expect(seen.count == 120)
        }
    }

    @Test("scenes that are ticked or shown are looked through, and nothing else")
    func analyse() async throws {
        try await ArchiveHouse.with { archive in
            try await archive.read()
            let nothing = try await archive.post("/archive/analyse", [("what", "ticked"), ("detect", "tags")])
            #expect(nothing.status == 409 && nothing.text.contains("Nothing was chosen."))
            let ticked = try await archive.post(
                "/archive/analyse",
                [
                    ("what", "ticked"), ("scene", "31"), ("scene", "33"), ("detect", "details"), ("least", "50"),
                    ("name", "My look"), ("tag", "Outdoor"),
                ])
            #expect(ticked.header("Location") == "/archive?tag=Outdoor&done=looking")
            let shown = try await archive.post(
                "/archive/analyse", [("what", "shown"), ("tag", "Outdoor"), ("detect", "tags")])
            #expect(shown.status == 303)
            try await archive.finishWork()
            let plans = try await archive.rig.desks.plans.plans(nil, offset: 0, limit: 10).plans
            #expect(plans.map(\.subjects) == [1, 2] && plans.last?.name == "My look")
            try await archive.show(
                "/archive", text: ["2 scenes looked at", "1 scene looked at", "See the plan"])
            let none = try await archive.post("/archive/analyse", [("what", "shown"), ("tag", "No such tag")])
            #expect(none.status == 409 && none.text.contains("No scene fits"))
        }
    }

    @Test("work is told while it waits, and can be stopped; work of other rooms cannot be looked at")
    func work() async throws {
        try await ArchiveHouse.with(.init { $0.hasWorkers = false }) { archive in
            _ = try await archive.post("/archive/read", [("what", "changes")])
            let job = try #require(try await archive.rig.desks.jobs.active().first)
            try await archive.show(
                "/archive",
                text: [
                    "Under way", "It is about to begin.", #"data-work="/archive/work/\#(job.id)""#, "comes after it",
                ])
            let status = try await archive.house.surface.run(archive.page("/archive/work/\(job.id)"))
            #expect(try status.json["isOver"] == .bool(false))
            let stopped = try await archive.post(
                "/archive/work/\(job.id)/stop", [("back", "/archive?tag=Outdoor")])
            #expect(stopped.header("Location") == "/archive?tag=Outdoor")
            let over = try await archive.house.surface.run(archive.page("/archive/work/\(job.id)"))
            #expect(try over.json["isOver"] == .bool(true))
            try await archive.show("/archive", text: ["stopped; what it had done stays"], noText: ["Under way"])
            #expect(try await archive.post("/archive/work/\(job.id)/stop").status == 303)
            #expect(try await archive.post("/archive/work/999/stop").status == 404)
        }
    }

    @Test("a Stash that does not answer is told as what became of the reading")
    func unreachable() async throws {
        try await ArchiveHouse.with(.init { $0.variables = ["stash.api_key": "not-the-key"] }) { archive in
            await archive.rig.stash.change { $0.key = FakeStash.key }
            _ = try await archive.post("/archive/read", [("what", "everything")])
            try await archive.finishWork()
            try await archive.show("/archive", text: ["failed. Stash refuses the API key."], noText: ["not-the-key"])
        }
    }
}
