import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// What the archive says of scenes is kept as it says it, and a title of the catalogue stands for each, alike on both
/// drivers.
@Suite struct MirrorSceneTests {
    private static let pier = SceneFacts.test("31", "Pier Walk") { scene in
        scene.details = "A walk\nby the sea."
        scene.date = "1988-12"
        scene.code = "PW-1"
        scene.director = "Ann"
        scene.urls = ["https://example.org/31"]
        scene.isOrganized = true
        scene.rating100 = 80
        scene.files = [
            .test("/archive/pier walk.mkv") { file in
                file.size = 5_000_000_000
                file.duration = 754.6
                (file.width, file.height, file.frameRate) = (3840, 2160, 59.94)
                file.bitRate = 53_000_000
                (file.format, file.videoCodec, file.audioCodec) = ("mkv", "hevc", "aac")
                file.fingerprints = ["oshash": "aa00", "phash": "bb11"]
            },
            .test("/archive/pier walk 2.mkv"),
        ]
        scene.studio = .test("2", "Harbour Films")
        scene.performers = [.test("1", "Bea"), .test("3", "Cid")]
        scene.tags = [.test("9", "Beach"), .test("4", "Outdoor")]
    }

    @Test(arguments: TestDriver.available)
    func `a scene is read back as it was told`(driver: TestDriver) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            #expect(try await bench.take(Self.pier, at: 7) == ["31": .created])
            let scene = try await bench.scene("31")
            #expect(scene.facts == Self.pier)
            #expect(scene.lastSyncedAt == .test(7) && !scene.isAnalyzed)
            #expect(try await bench.scenes.scenes([scene.id, TitleID(9_999)]) == [scene])
            let bare = SceneFacts.test("32", "")
            try await bench.take(bare)
            #expect(try await bench.scene("32").facts == bare)
            #expect(try await bench.mirror.knownIDs(.scene) == ["31", "32"])
            #expect(try await bench.scenes.known(["32", "33", "\0"]) == ["32"])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a title of the catalogue says what the archive says`(driver: TestDriver) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            try await bench.take(Self.pier)
            let title = try await bench.title("31")
            #expect(title.kind == .scene && title.state == .known)
            #expect(title.metadata.title == "Pier Walk" && title.metadata.overview == Self.pier.details)
            #expect(title.metadata.releaseDate == "1988-12-01" && title.metadata.year == 1988)
            #expect(title.metadata.runtimeMinutes == 13)
            #expect(title.metadata.cast == ["Bea", "Cid"] && title.metadata.keywords == ["Beach", "Outdoor"])
            #expect(title.metadata.studios == ["Harbour Films"])
            #expect(title.provenance.sources[.title] == .stash && title.provenance.sources[.credits] == .stash)
            try await bench.take(.test("31", ""))
            let bare = try await bench.title("31")
            #expect(bare.id == title.id && bare.revision > title.revision)
            #expect(bare.metadata.title == "Scene 31", "without title and file it is called by its id")
            #expect(bare.metadata.overview == nil && bare.metadata.releaseDate == nil && bare.metadata.year == nil)
            #expect(bare.metadata.credits.isEmpty && bare.metadata.studios.isEmpty && bare.metadata.keywords.isEmpty)
            #expect(bare.provenance.sources.keys.sorted { $0.rawValue < $1.rawValue } == [.title])
        }
    }

    @Test(arguments: TestDriver.available)
    func `only what changed is written, and followers of titles hear of nothing else`(
        driver: TestDriver
    ) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            try await bench.take(Self.pier, .test("32"))
            let revision = try await bench.stores.catalogue.revision()
            var moved = Self.pier
            moved.updatedAt = "2026-02-02T02:00:00-06:00"
            moved.tags.reverse()
            moved.performers[0] = .test("1", "Bea")
            #expect(try await bench.take(moved, .test("32"), at: 20) == ["31": .skipped, "32": .skipped])
            #expect(try await bench.stores.catalogue.revision() == revision)
            let skipped = try await bench.scene("31")
            #expect(skipped.lastSyncedAt == .test(20) && skipped.facts.updatedAt == moved.updatedAt)
            moved.rating100 = 60
            #expect(try await bench.take(moved) == ["31": .updated])
            #expect(try await bench.stores.catalogue.revision() == revision + 1, "its picture may be another")
            moved.files.removeFirst()
            moved.tags = [.test("5", "New")]
            #expect(try await bench.take(moved, .test("33")) == ["31": .updated, "33": .created])
            #expect(try await bench.scene("31").facts == moved)
            #expect(try await bench.title("31").metadata.keywords == ["New"])
        }
    }

    @Test(arguments: TestDriver.available)
    func `one bad row keeps no other from being stored`(driver: TestDriver) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            let long = String(repeating: "7", count: DomainLimits.archiveIDCharactersMax + 1)
            let bad: [SceneFacts] = [
                .test("", "No id"), .test(long), .test("4\0"), .test("5") { $0.tags = [.test("6", " \n")] },
            ]
            let result = try await bench.mirror.takeOver([.test("1")] + bad + [.test("2")], at: .test(1))
            #expect(result.outcomes == ["1": .created, "2": .created])
            #expect(result.errors.map(\.id) == ["", long, "4\0", "5"])
            #expect(result.errors.allSatisfy { $0.entity == "scene" && !$0.message.isEmpty })
            #expect(try await bench.ids() == ["1", "2"])
            #expect(try await bench.mirror.takeOver([SceneFacts](), at: .test(1)).outcomes.isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `of two rows of one id in a page the last counts`(driver: TestDriver) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            let twice = SceneFacts.test("1", "Two") { $0.tags = [.test("4", "A"), .test("4", "A")] }
            let outcomes = try await bench.take(.test("1", "One"), .test("2"), twice)
            #expect(outcomes == ["1": .created, "2": .created])
            #expect(try await bench.scene("1").facts.title == "Two")
            #expect(try await bench.scene("1").facts.tags == [.test("4", "A")])
            #expect(try await bench.scenes.count(SceneFilter()) == 2)
        }
    }

    @Test(arguments: TestDriver.available)
    func `texts are kept in any script, and without what a database cannot hold`(driver: TestDriver) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            let odd = SceneFacts.test("1", "🎬 שלום e\u{301} \u{200F}مرحبا") { scene in
                scene.details = "nul\0 inside \u{FFFD}"
                scene.files = [
                    .test("/Ünïcode/\0файл.mkv") { file in
                        file.size = Int64.max
                        file.duration = .infinity
                        file.fingerprints = ["md5\0": "\0aa"]
                    }
                ]
                scene.tags = [.test("1", "Straße\0"), .test("2", "👩‍👩‍👧")]
                scene.rating100 = Int(Int32.max) + 1
                scene.date = "soon\0"
            }
            #expect(try await bench.take(odd) == ["1": .created])
            #expect(try await bench.take(odd) == ["1": .skipped], "what was left out is no change")
            let facts = try await bench.scene("1").facts
            #expect(facts.title == odd.title && facts.details == "nul inside \u{FFFD}" && facts.date == "soon")
            #expect(facts.files[0].path == "/Ünïcode/файл.mkv" && facts.files[0].size == .max)
            #expect(facts.files[0].duration == nil && facts.files[0].fingerprints == ["md5": "aa"])
            #expect(Set(facts.tags.map(\.name)) == ["Straße", "👩‍👩‍👧"] && facts.rating100 == odd.rating100)
            let absurd = SceneFacts.test("2", "\0") { $0.files = [.test("") { $0.duration = 1e300 }] }
            #expect(try await bench.take(absurd) == ["2": .created])
            #expect(try await bench.title("2").metadata.runtimeMinutes == nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `what an administrator locked stays in the catalogue, and the mirror still says what the archive says`(
        driver: TestDriver
    ) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            try await bench.take(Self.pier)
            let id = try await bench.scene("31").id
            _ = try await bench.stores.catalogue.setLocked(true, fields: [.title], of: id)
            var renamed = Self.pier
            (renamed.title, renamed.details) = ("Pier", "Other words")
            try await bench.take(renamed)
            let title = try await bench.title(id)
            #expect(title.metadata.title == "Pier Walk" && title.metadata.overview == "Other words")
            #expect(try await bench.scene("31").facts.title == "Pier")
        }
    }

    @Test(arguments: TestDriver.available)
    func `a scene is no film of its name`(driver: TestDriver) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            _ = try await bench.stores.catalogue.merge([.film("Pier Walk", year: 1988, imdb: "tt7")], from: .load)
            try await bench.take(Self.pier, .test("32", "Pier Walk") { $0.date = "1988" })
            let (one, other) = (try await bench.scene("31").id, try await bench.scene("32").id)
            #expect(one != other)
            let film = try #require(try await bench.stores.catalogue.title(imdbID: .tt(7)))
            #expect(film.kind == .movie && film.metadata.overview == nil)
            _ = try await bench.stores.catalogue.merge([.film("Pier Walk", year: 1988)], from: .nfo)
            #expect(try await bench.title("31").provenance.sources[.title] == .stash)
        }
    }

    @Test(arguments: TestDriver.available)
    func `two who take the same page over at once store each scene once`(driver: TestDriver) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            let page = (1...20).map { id in
                SceneFacts.test(String(id)) { $0.tags = [.test("4", "Beach"), .test("\(id)", "Tag \(id)")] }
            }
            let results = try await withThrowingTaskGroup(of: MirrorResult.self) { group in
                for reader in 0..<4 {
                    let rows = reader.isMultiple(of: 2) ? page : page.reversed()
                    group.addTask { try await bench.mirror.takeOver(rows, at: .test(1)) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(results.flatMap(\.outcomes.values).count { $0 == .created } == 20)
            #expect(results.flatMap(\.outcomes.values).count { $0 == .skipped } == 60)
            #expect(try await bench.ids().count == 20)
            #expect(try await bench.scenes.entities(.tag, search: nil).count == 20)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a long page takes as many statements as a short one`(driver: TestDriver) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            func take(_ ids: ClosedRange<Int>, _ words: String) async throws -> StatementCounter {
                let scenes = ids.map { id in
                    SceneFacts.test(String(id), "\(words) \(id)") { scene in
                        scene.files = [.test("/\(id).mkv")]
                        scene.studio = .test("1", "Studio")
                        scene.tags = [.test(String(id % 7), "Tag \(id % 7)")]
                        scene.performers = [.test(String(id % 5), "Person \(id % 5)")]
                    }
                }
                return try await StatementCounter.counting {
                    _ = try await bench.mirror.takeOver(scenes, at: .test(1))
                }.1
            }
            _ = try await take(1...3, "warm")
            let few = try await take(11...20, "one")
            let many = try await take(101...300, "one")
            #expect(many.count <= few.count + 6, "\(many.statements.joined(separator: "\n"))")
            let same = try await take(101...300, "one")
            #expect(same.count <= 4, "\(same.statements)")
        }
    }
}
