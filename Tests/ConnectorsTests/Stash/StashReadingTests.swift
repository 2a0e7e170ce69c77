import Basics
import Connectors
import Domain
import TestKit
import Testing

@Suite("Reading a Stash")
struct StashReadingTests {
    @Test("what it says of itself")
    func probe() async throws {
        try await StashBench.with { bench async throws in
            let probe = try await bench.archive().probe()
            #expect(
                probe
                    == ArchiveProbe(version: "v0.30.1", status: "OK", scenes: 3, performers: 2, tags: 4, studios: 2))
        }
    }

    @Test("a whole scene", arguments: [true, false])
    func scene(_ isAlone: Bool) async throws {
        try await StashBench.with { bench async throws in
            await bench.fake.edit { archive in
                archive.edit(scene: 31) {
                    ($0.code, $0.director, $0.urls) = ("PW-1", "C. East", ["https://pier.example/1"])
                    ($0.performers, $0.tags) = ([3, 1], [9, 4, 5])
                }
            }
            let archive = try bench.archive()
            let scene =
                isAlone
                ? try await archive.scene("31") : try await archive.scenes(page: 1, size: 10, since: nil).rows.first
            let found = try #require(scene)
            #expect(found.upstreamID == "31" && found.title == "Pier Walk" && found.details == "A walk at noon.")
            #expect(found.date == "2025-07-04" && found.rating100 == 80 && found.isOrganized)
            #expect(found.code == "PW-1" && found.director == "C. East" && found.urls == ["https://pier.example/1"])
            #expect(found.studio == ArchiveName(id: "2", name: "Pier Pictures"))
            #expect(found.performers.map(\.name) == ["Ada North", "Ben South"], "by name")
            #expect(found.tags.map(\.id) == ["9", "5", "4"], "by name")
            #expect(found.files.map(\.path) == ["/archive/pier/pier_walk.mp4", "/archive/pier/pier_walk_2.mp4"])
            let file = try #require(found.files.first)
            #expect(file.size == 1_048_576 && file.duration == 60 && file.width == 1_920 && file.height == 1_080)
            #expect(file.frameRate == 25 && file.bitRate == 4_000_000 && file.format == "mp4")
            #expect(file.videoCodec == "h264" && file.audioCodec == "aac")
            #expect(file.fingerprints == ["oshash": "0123456789abcdef"])
            let stored = try #require(await bench.fake.archive.scene(31))
            #expect(found.updatedAt == stored.updatedAt, "as it was received")
            #expect(found.createdAt == ArchiveWatermark(stored.createdAt)?.instant)
        }
    }

    @Test("scenes of which there is little, and sizes that need more than 32 bits")
    func sparse() async throws {
        try await StashBench.with { bench async throws in
            let page = try await bench.archive().scenes(page: 1, size: 10, since: nil)
            #expect(page.rows.map(\.upstreamID) == ["31", "33", "34"])
            #expect(page.rows.map(\.title) == ["Pier Walk", "", "Without anything"])
            #expect(page.rows[1].files.first?.size == 5_000_000_000 && page.rows[1].date == "2024-12")
            #expect(page.rows[2].files.isEmpty && page.rows[2].studio == nil && page.rows[2].details == nil)
            #expect(page.errors.isEmpty && page.total == 3 && page.count == 3)
        }
    }

    @Test("pages follow one another by id, and the last one is short")
    func pages() async throws {
        try await StashBench.with(.many(scenes: 25)) { bench async throws in
            let archive = try bench.archive()
            var ids: [String] = []
            for (page, count) in [(1, 10), (2, 10), (3, 5), (4, 0)] {
                let part = try await archive.scenes(page: page, size: 10, since: nil)
                #expect(part.count == count && part.total == 25)
                ids += part.rows.map(\.upstreamID)
            }
            #expect(ids == (1...25).map(String.init))
            let stamps = try await archive.sceneStamps(page: 2, size: 20)
            #expect(stamps.rows.map(\.id) == ["21", "22", "23", "24", "25"] && stamps.total == 25)
        }
    }

    @Test("what has changed since then, by the archive's own clock", arguments: [-360, 0, 330, 840])
    func since(_ offsetMinutes: Int) async throws {
        var content = FakeArchive()
        content.offsetMinutes = offsetMinutes
        for number in 1...3 { content.addScene("Scene \(number)") }
        try await StashBench.with(content) { bench async throws in
            let archive = try bench.archive()
            let before = try await archive.scenes(page: 1, size: 10, since: nil).rows.map(\.updatedAt)
            await bench.fake.edit { content in
                content.now = content.now.adding(seconds: 3 * 3_600)
                content.edit(scene: 2) { $0.title = "New" }
                content.add(.tag, "Fresh")
            }
            let greatest = try #require(ArchiveWatermark.greatest(of: before).flatMap { ArchiveWatermark($0) })
            // The overlap reads what was changed two hours before again.
            let filter = greatest.filterValue
            #expect(try await archive.scenes(page: 1, size: 10, since: filter).rows.count == 3)
            #expect(try await archive.count(.scene, since: filter) == 3)
            let later = try #require(ArchiveWatermark(await bench.fake.archive.stamp)).filterValue
            #expect(try await archive.scenes(page: 1, size: 10, since: later).rows.map(\.title) == ["New"])
            #expect(try await archive.count(.scene, since: later) == 1)
            #expect(try await archive.count(.scene, since: nil) == 3)
            #expect(try await archive.count(.tag, since: later) == 1)
            #expect(try await archive.entities(.tag, page: 1, size: 5, since: later).rows.map(\.name) == ["Fresh"])
        }
    }

    @Test("studios, tags and performers")
    func entities() async throws {
        try await StashBench.with { bench async throws in
            await bench.fake.edit { archive in
                archive.edit(.tag, 9) { $0.details = "With noise." }
                archive.edit(.studio, 2) { $0.details = "At the pier." }
            }
            let archive = try bench.archive()
            let tags = try await archive.entities(.tag, page: 1, size: 10, since: nil)
            #expect(tags.rows.map(\.name) == ["Outdoor", "HD", "Fireworks", "Unsorted"] && tags.total == 4)
            #expect(tags.rows[2].aliases == ["Pyro"] && tags.rows[2].details == "With noise.")
            #expect(tags.rows.map(\.ignoresAutoTag) == [false, false, false, true])
            let studios = try await archive.entities(.studio, page: 1, size: 10, since: nil)
            #expect(studios.rows.map(\.upstreamID) == ["1", "2"] && studios.rows[1].details == "At the pier.")
            #expect(studios.rows[1].kind == .studio && studios.rows[1].aliases == ["PP"])
            let performers = try await archive.entities(.performer, page: 1, size: 10, since: nil)
            #expect(performers.rows.map(\.disambiguation) == [nil, "the younger"])
            #expect(performers.rows[0].aliases == ["A. North"])
            #expect(performers.rows.map(\.updatedAt) == (await bench.fake.archive.performers).map(\.updatedAt))
        }
    }

    @Test("an unknown id is nothing, and what is no id is not even asked about")
    func unknown() async throws {
        try await StashBench.with { bench async throws in
            let archive = try bench.archive()
            #expect(try await archive.scene("99") == nil)
            let asked = await bench.fake.seen.count
            for id in ["", "local-3", "31x", "-1", "3 1", "1234567890123456789"] {
                #expect(try await archive.scene(id) == nil)
            }
            #expect(await bench.fake.seen.count == asked)
        }
    }

    @Test(
        "a name is found by itself or an alias, without case, and its signs stand for nothing else",
        arguments: [
            ("fireworks", ["9"]), ("PYRO", ["9"]), ("Pyr_", []), ("%", []), ("100%", ["11"]), ("Fire", []), ("", []),
            ("d\"q\\", ["12"]),
        ])
    func named(_ name: String, _ ids: [String]) async throws {
        try await StashBench.with { bench async throws in
            await bench.fake.edit { archive in
                archive.add(.tag, "100%")
                archive.add(.tag, "d\"q\\")
            }
            #expect(try await bench.archive().entities(.tag, named: name).map(\.upstreamID) == ids)
        }
    }

    @Test("performers of one name are all found")
    func namesakes() async throws {
        try await StashBench.with { bench async throws in
            await bench.fake.edit { archive in archive.add(.performer, "ben south") { $0.aliases = ["Ada North"] } }
            let archive = try bench.archive()
            #expect(try await archive.entities(.performer, named: "Ben South").map(\.upstreamID) == ["3", "4"])
            #expect(try await archive.entities(.performer, named: "ada north").map(\.upstreamID) == ["1", "4"])
            #expect(try await archive.entities(.studio, named: "pp").map(\.upstreamID) == ["2"])
        }
    }

    @Test("the key goes where there is one, in a header, and behind any path")
    func key() async throws {
        try await StashBench.with { bench async throws in
            await bench.fake.change { $0.key = FakeStash.key }
            let archive = try bench.archive(key: " \(FakeStash.key)\n", address: bench.address + "/attic/stash//")
            #expect(try await archive.probe().scenes == 3)
            let seen = try #require(await bench.fake.seen.first)
            #expect(seen.path == "/attic/stash/graphql" && seen.method == "POST")
            #expect(seen.headers["apikey"] == FakeStash.key && !seen.text.contains(FakeStash.key))
            #expect(archive.origin == bench.address + "/attic/stash")
            await #expect(throws: ArchiveFailure.keyRefused) { try await bench.archive().probe() }
            await #expect(throws: ArchiveFailure.keyRefused) { try await bench.archive(key: "other").probe() }
            #expect(await bench.fake.seen.count == 3, "nobody asks twice with a key that is refused")
        }
    }

    @Test("words for no key send none", arguments: [nil, "", " ", "null", "None", "0"])
    func noKey(_ key: String?) async throws {
        try await StashBench.with { bench async throws in
            #expect(try await bench.archive(key: key).probe().status == "OK")
            #expect(await bench.fake.seen.first?.headers["apikey"] == nil)
        }
    }

    @Test(
        "what is no address has no archive",
        arguments: ["", "stash:9999", "ftp://stash", "http://", "http://me:pw@stash", "http://stash/?apikey=x"])
    func addresses(_ address: String) {
        #expect(StashSettings(baseURL: address, key: nil) == nil)
        #expect(StashSettings(baseURL: "http://stash", key: "a\nb") == nil)
        let rows = [
            ("https://Stash.Example/x", "https://stash.example:443/x"),
            ("http://Stash.Example/", "http://stash.example:80"), ("http://stash:80", "http://stash:80"),
        ]
        for (address, origin) in rows {
            #expect(StashSettings(baseURL: address, key: nil)?.origin == origin)
        }
    }
}
