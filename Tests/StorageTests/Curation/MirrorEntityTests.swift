import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// Studios, tags and performers of the archive, alike on both drivers.
@Suite struct MirrorEntityTests {
    @Test(arguments: TestDriver.available)
    func `names are kept as they were told, and written when something changed`(driver: TestDriver) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            let ann = ArchiveEntityFacts.test(.performer, "1", "Ann Lee") { facts in
                facts.disambiguation = "the elder"
                facts.aliases = ["Annie", "A. Lee"]
                facts.details = "Swims."
            }
            let other = ArchiveEntityFacts.test(.performer, "2", "Ann Lee") { $0.ignoresAutoTag = true }
            #expect(try await bench.take(ann, other) == ["1": .created, "2": .created])
            #expect(try await bench.scenes.entities(.performer, search: nil).map(\.facts) == [ann, other])
            #expect(try await bench.scenes.entity(.performer, upstreamID: "2")?.facts == other)
            #expect(try await bench.scenes.entity(.tag, upstreamID: "2") == nil)
            #expect(try await bench.scenes.entity(.tag, upstreamID: "\0") == nil)
            var later = ann
            later.updatedAt = "2026-02-03T02:00:00-06:00"
            #expect(try await bench.take(later) == ["1": .skipped])
            #expect(try await bench.scenes.entity(.performer, upstreamID: "1")?.facts == later)
            later.aliases = ["Annie"]
            #expect(try await bench.take(later) == ["1": .updated])
            #expect(try await bench.scenes.entities(.performer, named: ["a. lee"]).isEmpty)
            #expect(try await bench.mirror.knownIDs(.performer) == ["1", "2"])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a name that only a scene carries is a stub until the archive tells of it`(driver: TestDriver) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            try await bench.take(
                .test("1") { scene in
                    scene.studio = .test("7", "Harbour")
                    scene.tags = [.test("7", "Beach"), .test("8", "Sun")]
                })
            #expect(try await bench.mirror.stubIDs(.tag) == ["7", "8"])
            #expect(try await bench.mirror.stubIDs(.studio) == ["7"])
            #expect(try await bench.take(.test(.tag, "7", "Beach")) == ["7": .updated])
            #expect(try await bench.take(.test(.tag, "7", "Beach")) == ["7": .skipped])
            #expect(try await bench.mirror.stubIDs(.tag) == ["8"])
            // A scene that was read before a name changed does not change it back; a stub's name is only a scene's.
            try await bench.take(.test("2") { $0.tags = [.test("7", "Old beach"), .test("8", "Sunny")] })
            #expect(try await bench.scene("2").facts.tags == [.test("7", "Beach"), .test("8", "Sunny")])
            #expect(try await bench.title("1").metadata.keywords == ["Beach", "Sunny"])
        }
    }

    @Test(arguments: TestDriver.available)
    func `which names are known is asked in one statement, however many they are`(driver: TestDriver) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            try await bench.take(
                ArchiveEntityFacts.test(.tag, "4", "Beach"), .test(.studio, "4", "Harbour"),
                .test(.performer, "5", "Ann Lee"))
            let wanted: [ArchiveKind: [String]] = [
                .tag: ["4", "5", "\0"], .studio: ["4"], .performer: ["4", "5"] + (100..<400).map(String.init),
            ]
            let (known, counter) = try await StatementCounter.counting { try await bench.scenes.known(wanted) }
            #expect(known == [.tag: ["4"], .studio: ["4"], .performer: ["5"]])
            #expect(counter.count == 1, "\(counter.statements)")
            #expect(try await bench.scenes.known([ArchiveKind: [String]]()).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `part of what the archive knows replaces nothing of it`(driver: TestDriver) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            let full = ArchiveEntityFacts.test(.tag, "4", "Beach") { $0.details = "Sand." }
            let part = ArchiveEntityFacts(.tag, upstreamID: "4", name: "beach")
            let new = ArchiveEntityFacts(.tag, upstreamID: "5", name: "Sun")
            try await bench.take(full)
            #expect(try await bench.take(part, new) == ["4": .skipped, "5": .created])
            #expect(try await bench.scenes.entity(.tag, upstreamID: "4")?.facts == full)
            #expect(try await bench.mirror.stubIDs(.tag) == ["5"])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a name that changed is changed on all scenes that carry it`(driver: TestDriver) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            let first = SceneFacts.test("1") { scene in
                scene.studio = .test("2", "Harbour")
                scene.tags = [.test("4", "Beach")]
                scene.performers = [.test("6", "Ann")]
            }
            try await bench.take(first, .test("2"), .test("3") { $0.studio = .test("3", "Middle") })
            try await bench.take(.test(.studio, "2", "Harbour"), .test(.studio, "3", "Middle"))
            try await bench.take(.test(.tag, "4", "Beach"))
            try await bench.take(.test(.performer, "6", "Ann"))
            let untouched = try await bench.title("2").revision
            try await bench.take(.test(.studio, "2", "Zebra"))
            try await bench.take(.test(.tag, "4", "Sand"))
            try await bench.take(.test(.performer, "6", "Ann Lee"))
            let title = try await bench.title("1")
            #expect(title.metadata.studios == ["Zebra"] && title.metadata.keywords == ["Sand"])
            #expect(title.metadata.cast == ["Ann Lee"])
            #expect(try await bench.title("2").revision == untouched)
            #expect(try await bench.ids(by: .studio) == ["3", "1", "2"], "lists are sorted by the new name")
            #expect(try await bench.take(first) == ["1": .skipped], "the scene itself says nothing new")
        }
    }

    @Test(arguments: TestDriver.available)
    func `a name that the archive has no more leaves the scenes that carried it`(driver: TestDriver) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            try await bench.take(
                .test("1") { scene in
                    scene.studio = .test("2", "Harbour")
                    scene.tags = [.test("4", "Beach"), .test("5", "Sun")]
                })
            #expect(try await bench.mirror.remove(.tag, ["4", "77"], at: .test(20)) == 1)
            #expect(try await bench.mirror.remove(.studio, ["2"], at: .test(20)) == 1)
            #expect(try await bench.mirror.remove(.studio, [], at: .test(20)) == 0)
            let facts = try await bench.scene("1").facts
            #expect(facts.tags == [.test("5", "Sun")] && facts.studio == nil)
            let title = try await bench.title("1")
            #expect(title.metadata.keywords == ["Sun"] && title.metadata.studios.isEmpty)
            #expect(try await bench.take(facts) == ["1": .skipped])
            #expect(try await bench.scenes.entities(.tag, search: nil).map(\.facts.name) == ["Sun"])
            #expect(try await bench.scenes.entities(.tag, named: ["beach"]).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `entities are listed by name without case with the scenes that carry them`(
        driver: TestDriver
    ) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            _ = try await bench.stores.catalogue.merge(
                [.film("Film") { ($0.keywords, $0.studios) = (["noir"], ["Ufa"]) }], from: .load)
            try await bench.take(
                .test(.tag, "1", "sun"), .test(.tag, "2", "Beach 100%"), .test(.tag, "3", "ÉTÉ"),
                .test(.tag, "4", "a_b\\c") { $0.aliases = ["Underline"] })
            try await bench.take(
                .test("1") { $0.tags = [.test("1", "sun"), .test("3", "ÉTÉ")] },
                .test("2") { ($0.tags, $0.studio) = ([.test("1", "sun")], .test("9", "Harbour")) })
            let tags = try await bench.scenes.entities(.tag, search: " ")
            #expect(tags.map(\.facts.name) == ["a_b\\c", "Beach 100%", "sun", "ÉTÉ"])
            #expect(tags.map(\.sceneCount) == [0, 0, 2, 1])
            let searches = [
                ("été", ["3"]), ("0%", ["2"]), ("_", ["4"]), ("\\", ["4"]), ("EACH", ["2"]), ("'", []),
            ]
            for (search, ids) in searches {
                let found = try await bench.scenes.entities(.tag, search: search).map(\.facts.upstreamID)
                #expect(found == ids, "\(search)")
            }
            #expect(try await bench.scenes.entities(.studio, search: nil).map(\.sceneCount) == [1])
            #expect(try await bench.scenes.entities(.performer, search: nil).isEmpty)
            let named = try await bench.scenes.entities(.tag, named: ["SUN", "underline", "nothing"])
            #expect(named.map(\.facts.upstreamID) == ["4", "1"])
            #expect(try await bench.scenes.entities(.tag, named: []).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a bad name keeps no other from being stored`(driver: TestDriver) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            let result = try await bench.mirror.takeOver(
                [.test(.tag, "1", "A"), .test(.tag, "2", "\0 "), .test(.tag, "", "B"), .test(.tag, "1", "C")],
                at: .test(1))
            #expect(result.outcomes == ["1": .created] && result.errors.map(\.id) == ["2", ""])
            #expect(result.errors.allSatisfy { $0.entity == "tag" })
            #expect(try await bench.scenes.entities(.tag, search: nil).map(\.facts.name) == ["C"])
        }
    }

    @Test(arguments: TestDriver.available)
    func `how far each kind was taken over is kept`(driver: TestDriver) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            #expect(try await bench.mirror.state(of: .tag) == MirrorState(kind: .tag))
            var state = MirrorState(kind: .tag)
            (state.origin, state.watermark) = ("http://stash:9999", "2026-02-01T02:00:00-06:00")
            (state.finishedAt, state.fullAt) = (.test(1), .test(2))
            (state.doubt, state.doubtAt) = ("abc", .test(3))
            try await bench.mirror.store(state)
            #expect(try await bench.mirror.state(of: .tag) == state)
            #expect(try await bench.mirror.state(of: .scene) == MirrorState(kind: .scene))
            (state.doubt, state.doubtAt) = (nil, nil)
            try await bench.mirror.store(state)
            #expect(try await bench.mirror.state(of: .tag) == state)
        }
    }
}
