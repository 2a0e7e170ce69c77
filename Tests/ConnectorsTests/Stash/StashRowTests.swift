import Connectors
import Domain
import TestKit
import Testing

@Suite("Rows of a Stash that cannot be read")
struct StashRowTests {
    @Test("a row that Stash fails at does not take its page with it", arguments: [100, 25, 7, 1])
    func failing(_ size: Int) async throws {
        try await StashBench.with(.many(scenes: 100)) { bench async throws in
            await bench.fake.breakRow(.scene, 1, .error)
            await bench.fake.breakRow(.scene, 42, .error)
            let archive = try bench.archive()
            var (rows, errors): ([String], [MirrorError]) = ([], [])
            var page = 1
            while true {
                let part = try await archive.scenes(page: page, size: size, since: nil)
                rows += part.rows.map(\.upstreamID)
                errors += part.errors
                page += 1
                if part.count < size { break }
            }
            #expect(rows == (1...100).filter { $0 != 1 && $0 != 42 }.map(String.init))
            #expect(errors.map(\.id) == ["1", "42"])
            #expect(errors.allSatisfy { $0.entity == "scene" && $0.message == "sql: Scan error on column tags" })
            #expect(bench.clock.waits.isEmpty)
        }
    }

    @Test("the end of a list is found behind a row that fails")
    func end() async throws {
        try await StashBench.with(.many(scenes: 11)) { bench async throws in
            await bench.fake.breakRow(.scene, 11, .error)
            let archive = try bench.archive()
            let page = try await archive.scenes(page: 2, size: 10, since: nil)
            #expect(page.rows.isEmpty && page.count == 1 && page.errors.map(\.id) == ["11"])
            #expect(try await archive.scenes(page: 1, size: 10, since: nil).total == 11)
        }
    }

    @Test("a row that is half there is not taken for a whole one")
    func partial() async throws {
        try await StashBench.with { bench async throws in
            await bench.fake.breakRow(.scene, 31, .partial("studio"))
            let page = try await bench.archive().scenes(page: 1, size: 10, since: nil)
            #expect(page.rows.map(\.upstreamID) == ["33", "34"] && page.count == 3)
            #expect(page.errors == [MirrorError(.scene, id: "31", message: "sql: no rows in result set")])
            await #expect(throws: ArchiveFailure.refused("sql: no rows in result set")) {
                try await bench.archive().scene("31")
            }
        }
    }

    @Test("a row without an id or a moment is an error, and the others are read")
    func nameless() async throws {
        try await StashBench.with { bench async throws in
            await bench.fake.breakRow(.scene, 31, .noID)
            await bench.fake.breakRow(.scene, 33, .noMoment)
            await bench.fake.breakRow(.tag, 4, .noMoment)
            await bench.fake.breakRow(.studio, 1, .error)
            let archive = try bench.archive()
            let scenes = try await archive.scenes(page: 1, size: 10, since: nil)
            #expect(scenes.rows.map(\.upstreamID) == ["34"] && scenes.errors.map(\.id) == ["?", "33"])
            #expect(try await archive.sceneStamps(page: 1, size: 10).rows.map(\.id) == ["34"])
            let tags = try await archive.entities(.tag, page: 1, size: 10, since: nil)
            #expect(tags.rows.map(\.upstreamID) == ["5", "9", "10"] && tags.errors.map(\.entity) == ["tag"])
            let studios = try await archive.entities(.studio, page: 1, size: 10, since: nil)
            #expect(studios.rows.map(\.upstreamID) == ["2"] && studios.errors.map(\.id) == ["1"])
        }
    }

    @Test("an archive of which nothing can be read is broken")
    func everything() async throws {
        try await StashBench.with(.many(scenes: 100)) { bench async throws in
            await bench.fake.change { fake in
                for id in 1...100 { fake.breakRow(.scene, id, .error) }
            }
            await #expect(throws: ArchiveFailure.refused("sql: Scan error on column tags")) {
                try await bench.archive().scenes(page: 1, size: 100, since: nil)
            }
        }
    }

    @Test("null characters, which databases refuse, are left out")
    func nulls() async throws {
        try await StashBench.with { bench async throws in
            await bench.fake.edit { $0.edit(scene: 31) { ($0.title, $0.details) = ("A\u{0}B", "\u{0}") } }
            let scene = try #require(try await bench.archive().scene("31"))
            #expect(scene.title == "AB" && scene.details ?? "" == "")
        }
    }

    @Test(
        "lists of other servers are no lists",
        arguments: [
            #"{"data":{"findScenes":{"count":1,"scenes":null}}}"#, #"{"data":{"findScenes":null}}"#, #"{"data":{}}"#,
            #"{"data":null}"#, "{}", "[]", "<html>", "",
        ])
    func others(_ body: String) async throws {
        try await StashBench.with { bench async throws in
            await bench.fake.answerAlways(Reply(200, body))
            let archive = try bench.archive()
            await #expect(throws: ArchiveFailure.unreadable) { try await archive.scenes(page: 1, size: 2, since: nil) }
            await #expect(throws: ArchiveFailure.unreadable) { try await archive.probe() }
            await #expect(throws: ArchiveFailure.unreadable) { try await archive.count(.tag, since: nil) }
            #expect(bench.clock.waits.isEmpty)
        }
    }

    @Test(
        "lying rows are errors",
        arguments: [
            #"7"#, #"null"#, #"{"id":"1"}"#, #"{"id":1,"updated_at":"2026-01-01T00:00:00Z"}"#,
            #"{"id":"1","updated_at":"yesterday","tags":[],"performers":[],"files":[]}"#,
            #"{"id":"x","updated_at":"2026-01-01T00:00:00Z","tags":[],"performers":[],"files":[]}"#,
            #"{"id":"1","updated_at":"2026-01-01T00:00:00Z","tags":null,"performers":[],"files":[]}"#,
            #"{"id":"1","updated_at":"2026-01-01T00:00:00Z","tags":[{"id":"2"}],"performers":[],"files":[]}"#,
            #"{"id":"1","updated_at":"2026-01-01T00:00:00Z","tags":[],"performers":[],"files":[],"studio":{"id":"x"}}"#,
        ])
    func lies(_ row: String) async throws {
        try await StashBench.with { bench async throws in
            let good = #"{"id":"2","updated_at":"2026-01-01T00:00:00Z","tags":[],"performers":[],"files":[{"path":5}]}"#
            await bench.fake.answerNext(
                Reply(200, #"{"data":{"findScenes":{"count":2,"scenes":[\#(row),\#(good)]}}}"#))
            let page = try await bench.archive().scenes(page: 1, size: 2, since: nil)
            #expect(page.rows.map(\.upstreamID) == ["2"] && page.errors.count == 1 && page.count == 2)
            #expect(page.rows[0].files.isEmpty && page.rows[0].title == "")
        }
    }
}
