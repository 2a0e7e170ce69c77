import Basics
import Domain
import Storage
import TestKit
import Testing

/// How two entries of one work become one, and two again.
@Suite struct RepairTwinTests {
    @Test(arguments: TestDriver.available)
    func `files become versions, and what people did counts for the title that stays`(
        driver: TestDriver
    ) async throws {
        try await RepairBench.with(driver) { bench in
            let (kept, twin) = try await Self.films(bench)
            try await bench.rate(twin, 9, at: .test(5))
            try await bench.watch(twin, at: .test(2_000))
            try await bench.watch(kept, at: .test(50_000), position: 600, mark: .early)
            _ = try await bench.stores.watching.addToList(twin, of: bench.profile, at: .test(3))
            let before = try await bench.state()
            let planned = try await bench.plan(twin, [.twin(of: bench.title(kept))])
            #expect(try await bench.apply(planned).applied.count == 1)

            let files = try await bench.media.video(kept).files
            #expect(files.map(\.file.path.text) == ["heat.mkv", "other/cd1.avi", "other/cd2.avi"])
            #expect(files.map(\.version) == [0, 1, 1])
            #expect(try await bench.media.names() == ["Heat"])
            #expect(try await bench.title(kept).imdbID == IMDbID("tt0113277"))
            #expect(try await bench.title(twin).imdbID == nil)
            #expect(try await bench.stores.ratings.rating(of: kept, by: bench.user)?.value == 9)
            #expect(try await bench.stores.watching.events(of: bench.profile, limit: 9).map(\.titleID) == [kept])
            #expect(try await bench.stores.watching.state(of: kept, for: bench.profile)?.position == 600)
            #expect(try await bench.stores.watching.state(of: twin, for: bench.profile) == nil)
            #expect(try await bench.stores.watching.isOnList(kept, of: bench.profile))

            let undo = try await bench.undo(planned)
            #expect(undo.outcome.restored.count == 1 && undo.remarks.isEmpty)
            #expect(try await bench.state() == before)
        }
    }

    @Test(arguments: TestDriver.available)
    func `of two ratings of one person the last one counts, and both come back`(driver: TestDriver) async throws {
        try await RepairBench.with(driver) { bench in
            let (kept, twin) = try await Self.films(bench)
            try await bench.rate(kept, 4, at: .test(1))
            try await bench.rate(twin, 9, at: .test(5))
            let before = try await bench.state()
            let planned = try await bench.plan(twin, [.twin(of: bench.title(kept))])
            #expect(try await bench.apply(planned).applied.count == 1)
            #expect(try await bench.stores.ratings.rating(of: kept, by: bench.user)?.value == 9)
            #expect(try await bench.undo(planned).remarks.isEmpty)
            #expect(try await bench.state() == before)
        }
    }

    @Test(arguments: TestDriver.available)
    func `what was changed since stays and is named`(driver: TestDriver) async throws {
        try await RepairBench.with(driver) { bench in
            let (kept, twin) = try await Self.films(bench)
            try await bench.rate(twin, 9, at: .test(5))
            try await bench.watch(twin, at: .test(2_000))
            let planned = try await bench.plan(twin, [.twin(of: bench.title(kept))])
            #expect(try await bench.apply(planned).applied.count == 1)
            try await bench.rate(kept, 3, at: .test(60))
            try await bench.watch(kept, at: .test(90_000), position: 60, mark: .early)

            let undo = try await bench.undo(planned)
            #expect(undo.outcome.restored.count == 1)
            #expect(
                undo.remarks.map(\.text) == [
                    "1 of the ratings were changed since and stay.",
                    "1 profiles went on watching since: where they are stays.",
                ])
            #expect(try await bench.stores.ratings.rating(of: kept, by: bench.user)?.value == 3)
            #expect(try await bench.stores.watching.state(of: kept, for: bench.profile)?.position == 60)
            #expect(try await bench.stores.watching.events(of: bench.profile, limit: 9).map(\.titleID) == [twin])
            #expect(try await bench.media.names() == ["Heat", "Heat"])
        }
    }

    @Test(arguments: TestDriver.available)
    func `episodes of two entries of a series come together by their numbers`(driver: TestDriver) async throws {
        try await RepairBench.with(driver) { bench in
            try await bench.media.save(.series("Lost", year: 2004, .test(1, 1, "Pilot", .at("a/1.mkv"))))
            try await bench.media.save(
                .series(
                    "Lost", year: 2005, .test(1, 1, "Pilot", .at("b/1.mkv")), .test(1, 2, "Two", .at("b/2.mkv"))))
            let ids = try await bench.stores.repairs.titles(after: nil, limit: 9).map(\.title.id)
            try #require(ids.count == 2)
            let before = try await bench.state()
            let planned = try await bench.plan(ids[1], [.twin(of: bench.title(ids[0]))])
            #expect(try await bench.apply(planned).applied.count == 1)
            #expect(try await bench.media.names() == ["Lost"])
            let pilot = try await bench.media.title("a/1.mkv")
            #expect(try await bench.media.title("b/1.mkv") == pilot)
            #expect(try await bench.media.video(ids[0]).series?.episodes == 2)

            #expect(try await bench.undo(planned).remarks.isEmpty)
            #expect(try await bench.state() == before)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a title is no duplicate of itself, of another kind, or of one that is gone`(driver: TestDriver) async throws {
        try await RepairBench.with(driver) { bench in
            let (kept, twin) = try await Self.films(bench)
            try await bench.media.save(.series("Heat", .test(1, 1, "", .at("series/1.mkv"))))
            let series = try #require(
                try await bench.stores.repairs.titles(after: nil, limit: 9).first { $0.title.kind == .series })
            let changes: [NewChange] = [
                .twin(of: try await bench.title(twin)), .twin(of: series.title), .twin(of: try await bench.title(kept)),
            ]
            let planned = try await bench.plan(twin, changes)
            _ = try await bench.stores.catalogue.remove([kept])
            let outcome = try await bench.apply(planned)
            #expect(outcome.applied.isEmpty)
            #expect(
                outcome.failed.map(\.reason) == [
                    "A title is no duplicate of itself.", "A film and a series are not the same title.",
                    "conflict: the other title is not in the catalogue any more.",
                ])
        }
    }

    /// A film with a TMDB id, and the same one a year later with an IMDb id and two parts.
    private static func films(_ bench: RepairBench) async throws -> (kept: TitleID, twin: TitleID) {
        try await bench.media.save(.film("Heat", year: 1995, .at("heat.mkv")))
        try await bench.media.save(
            .film(
                "Heat", year: 1996, imdb: "tt0113277", .at("other/cd1.avi", label: "DVD"),
                .at("other/cd2.avi", label: "DVD", part: 1)))
        _ = try await bench.stores.catalogue.merge([.film("Heat", year: 1995, tmdb: 949)], from: .tmdb)
        return (try await bench.media.title("heat.mkv"), try await bench.media.title("other/cd1.avi"))
    }
}
