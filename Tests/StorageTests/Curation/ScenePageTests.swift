import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// Lists of scenes: what they hold, in what order and in what parts, alike on both drivers.
@Suite struct ScenePageTests {
    @Test(arguments: TestDriver.available)
    func `an empty mirror has an empty list`(driver: TestDriver) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            for offset in [0, 50] {
                let page = try await bench.scenes.page(
                    SceneFilter(), by: .created, descending: true, offset: offset, limit: 50)
                #expect(page.scenes.isEmpty && page.total == 0)
            }
            #expect(try await bench.scenes.summary() == SceneSummary())
            #expect(try await bench.scenes.matching(SceneFilter(), after: nil, limit: 9).isEmpty)
            #expect(try await bench.scenes.scene("1") == nil)
            #expect(try await bench.scenes.known([]).isEmpty)
            #expect(try await bench.scenes.entities(.tag, search: nil).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a list comes in pages with its true length`(driver: TestDriver) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            _ = try await bench.mirror.takeOver((1...7).map { .test(String($0)) }, at: .test(1))
            func page(_ offset: Int, _ limit: Int) async throws -> ([String], Int) {
                let page = try await bench.scenes.page(
                    SceneFilter(), by: .id, descending: false, offset: offset, limit: limit)
                return (page.scenes.map(\.facts.upstreamID), page.total)
            }
            #expect(try await page(0, 3) == (["1", "2", "3"], 7))
            #expect(try await page(6, 3) == (["7"], 7))
            #expect(try await page(0, 7) == ((1...7).map(String.init), 7))
            #expect(try await page(0, 50).1 == 7)
            #expect(try await page(50, 50) == ([], 7), "past the end")
            let first = try await bench.scenes.matching(SceneFilter(), after: nil, limit: 4)
            let rest = try await bench.scenes.matching(SceneFilter(), after: first.last?.id, limit: 4)
            #expect((first + rest).map(\.facts.upstreamID) == (1...7).map(String.init))
        }
    }

    @Test(arguments: TestDriver.available)
    func `ids that are numbers are sorted by their value, and every id is compared as it is`(
        driver: TestDriver
    ) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            let ids = ["B", "10", "9", "b", "a1", "007", "7", "12345678901234567890123"]
            _ = try await bench.mirror.takeOver(ids.map { .test($0) }, at: .test(1))
            let sorted = ["7", "007", "9", "10", "12345678901234567890123", "B", "a1", "b"]
            #expect(try await bench.ids(by: .id) == sorted)
            #expect(try await bench.ids(by: .id, descending: true) == sorted.reversed())
            let (upper, lower) = (try await bench.scene("B").id, try await bench.scene("b").id)
            #expect(upper != lower)
        }
    }

    /// Titles, days, studios and numbers; scene 3 has none of them.
    private static let four: [SceneFacts] = [
        .test("1", "alpha") { scene in
            (scene.date, scene.createdAt, scene.isOrganized, scene.rating100) = ("2020", .test(5), true, 20)
            scene.studio = .test("1", "zoo")
            scene.files = [.test("/1") { ($0.duration, $0.size) = (60, 5_000_000_000) }]
        },
        .test("2", "BETA") { scene in
            (scene.date, scene.createdAt, scene.rating100) = ("2019-12-31", .test(9), 100)
            scene.studio = .test("2", "Ark")
            scene.files = [.test("/2") { ($0.duration, $0.size) = (5, 7) }]
        },
        .test("3", "") { $0.createdAt = .test(7) },
        .test("4", "Älpha") { scene in
            (scene.date, scene.createdAt, scene.isOrganized, scene.rating100) = ("2020-01", .test(5), true, 20)
            scene.studio = .test("1", "zoo")
            scene.files = [.test("/4") { ($0.duration, $0.size) = (60, 5_000_000_000) }]
        },
    ]

    @Test(
        arguments: TestDriver.available,
        [
            (SceneOrder.title, ["1", "2", "3", "4"], ["4", "3", "2", "1"]),
            (.created, ["1", "4", "3", "2"], ["2", "3", "1", "4"]),
            (.date, ["2", "1", "4", "3"], ["1", "4", "2", "3"]),
            (.lastSynced, ["1", "2", "3", "4"], ["1", "2", "3", "4"]),
            (.organized, ["2", "3", "1", "4"], ["1", "4", "2", "3"]),
            (.studio, ["2", "1", "4", "3"], ["1", "4", "2", "3"]),
            (.duration, ["2", "1", "4", "3"], ["1", "4", "2", "3"]),
            (.size, ["2", "1", "4", "3"], ["1", "4", "2", "3"]),
            (.rating, ["1", "4", "2", "3"], ["2", "1", "4", "3"]),
        ])
    func `what is absent comes last in both directions, and what is equal goes by id`(
        driver: TestDriver, sorting: (order: SceneOrder, up: [String], down: [String])
    ) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            _ = try await bench.mirror.takeOver(Self.four, at: .test(1))
            #expect(try await bench.ids(by: sorting.order) == sorting.up)
            #expect(try await bench.ids(by: sorting.order, descending: true) == sorting.down)
        }
    }

    @Test(arguments: TestDriver.available)
    func `text is searched in titles, details and paths, whatever its case`(driver: TestDriver) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            try await bench.take(
                .test("1", "Straße 100%") { $0.details = "A walk" },
                .test("2", "under_score") {
                    $0.files = [.test("/Archive/ΟΔΟΣ/back\\slash's.mkv"), .test("/b/ΣΩ.mkv")]
                },
                .test("3", "") { $0.files = [.test("/x/Cafe\u{301} 🎬.mkv")] }, .test("4", "") { _ in })
            let all = ["1", "2", "3", "4"]
            let searches = [
                ("STRASSE", ["1"]), ("a WALK", ["1"]), ("%", ["1"]), ("_", ["2"]), ("οδος", ["2"]), ("\\", ["2"]),
                ("'S", ["2"]), ("σω", ["2"]), ("\"", []), ("CAFÉ", ["3"]), ("🎬", ["3"]), ("scene 4", ["4"]),
                (" ", all), ("\0", all),
            ]
            for (search, ids) in searches {
                #expect(try await bench.matching { $0.search = search } == ids, "\(search)")
            }
            let across = try await bench.matching { $0.search = "100%A" }
            #expect(across.isEmpty, "nothing is found across two texts")
        }
    }

    @Test(arguments: TestDriver.available)
    func `filters combine, and ids that nobody knows match nothing`(driver: TestDriver) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            let (ann, bob) = (ArchiveName.test("1", "Ann"), ArchiveName.test("2", "Bob"))
            let (sea, sun) = (ArchiveName.test("1", "Sea"), ArchiveName.test("2", "Sun"))
            try await bench.take(
                .test("1") { scene in
                    (scene.performers, scene.tags, scene.studio) = ([ann, bob], [sea, sun], .test("1", "Ark"))
                    (scene.isOrganized, scene.date) = (true, "2020-05-01")
                },
                .test("2") { ($0.performers, $0.tags, $0.date) = ([bob], [sun], "2020") },
                .test("3") { ($0.tags, $0.isOrganized, $0.date) = ([sea], true, "2021-01-01") }, .test("4"))
            #expect(try await bench.matching { $0.performerIDs = ["1", "2"] } == ["1", "2"], "each once")
            #expect(try await bench.matching { $0.tagIDs = ["1"] } == ["1", "3"])
            #expect(try await bench.matching { $0.excludedTagIDs = ["1", "77"] } == ["2", "4"])
            #expect(try await bench.matching { ($0.tagIDs, $0.excludedTagIDs) = (["2"], ["1"]) } == ["2"])
            #expect(try await bench.matching { $0.studioID = "1" } == ["1"])
            #expect(try await bench.matching { $0.studioID = "77" }.isEmpty)
            #expect(try await bench.matching { $0.tagIDs = ["77", "\0"] }.isEmpty)
            #expect(try await bench.matching { $0.isOrganized = true } == ["1", "3"])
            #expect(try await bench.matching { $0.isOrganized = false } == ["2", "4"])
            #expect(try await bench.matching { $0.dateFrom = "2020-01-02" } == ["1", "3"])
            #expect(try await bench.matching { $0.dateTo = "2020-05-01" } == ["1", "2"])
            #expect(try await bench.matching { ($0.dateFrom, $0.dateTo) = ("2020-01-01", "2020-12-31") } == ["1", "2"])
            #expect(try await bench.matching { $0.sceneIDs = ["4", "2", "77", "2\0"] } == ["2", "4"])
            #expect(try await bench.matching { $0.sceneIDs = [] }.isEmpty)
            #expect(try await bench.matching { ($0.isOrganized, $0.performerIDs) = (true, ["2"]) } == ["1"])
            #expect(try await bench.matching { $0.studioID = "1' OR '1'='1" }.isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `scenes that an analysis looked at are told apart, also after the archive changed them`(
        driver: TestDriver
    ) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            try await bench.take(.test("1"), .test("2"))
            let plan = try await bench.stores.plans.begin(
                NewPlan(scope: .archive, name: "Plan", job: nil, createdAt: .test(1)))
            let subject = PlanSubject(try await bench.scene("1"))
            try await bench.stores.plans.add([SubjectProposals(subject, changes: [])], to: plan.id, at: .test(2))
            try await bench.take(.test("1", "Other"))
            #expect(try await bench.matching { $0.isAnalyzed = true } == ["1"])
            #expect(try await bench.matching { $0.isAnalyzed = false } == ["2"])
            #expect(try await bench.scene("1").isAnalyzed)
        }
    }

    @Test(arguments: TestDriver.available)
    func `the summary counts scenes and names and tells the largest studios`(driver: TestDriver) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            var scenes: [SceneFacts] = [.test("900") { $0.isOrganized = true }]
            for studio in 1...12 {
                for number in 1...studio {
                    scenes.append(
                        .test("\(studio)0\(number)") { $0.studio = .test("\(studio)", "Studio \(studio)") })
                }
            }
            _ = try await bench.mirror.takeOver(scenes, at: .test(1))
            try await bench.take(.test(.tag, "1", "A"), .test(.performer, "1", "B"), .test(.performer, "2", "B"))
            let summary = try await bench.scenes.summary()
            #expect(summary.scenes == 79 && summary.organized == 1 && summary.analyzed == 0)
            #expect(summary.tags == 1 && summary.performers == 2 && summary.studios == 12)
            #expect(summary.byStudio.map(\.scenes) == Array((3...12).reversed()))
            #expect(summary.byStudio.first?.name == "Studio 12")
        }
    }

    @Test(arguments: TestDriver.available)
    func `a long page takes as many statements as a short one`(driver: TestDriver) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            let scenes = (1...90).map { id in
                SceneFacts.test(String(id)) { $0.tags = [.test("\(id)", "Tag \(id)")] }
            }
            _ = try await bench.mirror.takeOver(scenes, at: .test(1))
            for limit in [1, 90] {
                let (_, counter) = try await StatementCounter.counting {
                    try await bench.ids(by: .title, limit: limit)
                }
                #expect(counter.count <= 5, "\(counter.statements)")
            }
            let (_, counter) = try await StatementCounter.counting {
                try await bench.scenes.entities(.tag, search: nil)
            }
            #expect(counter.count == 1)
        }
    }
}
