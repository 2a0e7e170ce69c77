import Basics
import Curation
import Domain
import Storage
import TestKit
import Testing

/// From a check of the own catalogue over its review to repairs, and back.
@Suite struct CatalogueCheckTests {
    private static let provider = KnownFilms(films: [
        .film("Heat", year: 1995, imdb: "tt0113277", tmdb: 949) { $0.posterPath = "/heat.jpg" },
        .film("Ronin", year: 1998, imdb: "tt0122690", tmdb: 8195) { $0.posterPath = "/ronin.jpg" },
        .film("Alien", year: 1979, imdb: "tt0078748", tmdb: 348) { $0.posterPath = "/alien.jpg" },
    ])

    /// A film without ids, one that is taken for another, one without a poster, and two entries of one film.
    private static func fill(_ bench: CatalogueBench) async throws {
        try await bench.add(
            "Heat (1995).mkv", .film("Heat", year: 1995) { $0.genres = ["Crime", "Sci-Fi"] })
        try await bench.add(
            "Ronin (1998).mkv", .film("Ronin", year: 1998),
            nfo: .film("Roadkill", year: 1989, imdb: "tt9", tmdb: 9) { $0.posterPath = "/road.jpg" })
        try await bench.add("Alien (1979).mkv", .film("Alien", year: 1979, imdb: "tt0078748", tmdb: 348))
        let plot = "A monster hides within a ship, and members of the crew fight against their certain death."
        for year in [2001, 2002] {
            try await bench.add(
                "Monster (\(year)).mkv",
                .film("Monster", year: year) {
                    $0.overview = plot
                    $0.credits = [Credit(name: "Ada North", role: .director)]
                })
        }
    }

    @Test(arguments: TestDriver.available)
    func aCheckIsReviewedAppliedAndTakenBack(driver: TestDriver) async throws {
        try await CatalogueBench.with(Self.provider, driver: driver) { bench in
            try await Self.fill(bench)
            let before = try await bench.state()
            let plan = try await bench.run()
            let subjects = try await bench.subjects(of: plan)
            let proposed = subjects.map { one in
                one.subject.title + ": "
                    + one.changes.map { "\($0.content.field.rawValue)=\($0.content.proposed.json)" }
                    .joined(separator: " ")
            }
            #expect(
                proposed == [
                    #"Heat: genres=["Crime","Science Fiction"] imdb_id="tt0113277" tmdb_id=949"#,
                    #"Roadkill: match={"title":"Ronin","tmdb_id":8195,"year":1998}"#,
                    #"Alien: artwork="/alien.jpg""#,
                    #"Monster: duplicate={"id":"local-4","title":"Monster","year":2001}"#,
                ])
            #expect(subjects.allSatisfy { $0.changes.allSatisfy { !$0.content.reason.isEmpty } })
            let made = try await bench.plans.plan(plan)
            #expect(made.scope == .catalogue && made.status == .pending && made.subjects == 5)
            #expect(made.name.hasPrefix("Catalogue check - "))

            let genres = try #require(subjects[0].changes.first)
            _ = try await bench.plans.decide(genres.id, as: .rejected)
            let report = try await bench.plans.applyNow(plan)
            #expect(report.applied == 5 && report.failed == 0)
            let titles = try await bench.stores.stores.repairs.titles(after: nil, limit: 9)
            #expect(titles.map(\.title.tmdbID) == [949, 8195, 348, nil])
            #expect(titles[0].title.metadata.genres == ["Crime", "Sci-Fi"])
            #expect(titles[1].title.metadata.title == "Ronin")
            #expect(titles[2].title.metadata.posterPath == "/alien.jpg")
            #expect(titles[3].files.map(\.path) == ["Monster (2001).mkv", "Monster (2002).mkv"])

            let undone = try await bench.plans.undoNow(plan)
            #expect(undone.restored == 5 && undone.kept == 0 && undone.problems.isEmpty)
            #expect(try await bench.state() == before)
        }
    }

    @Test func aSecondCheckFindsOnlyWhatTheNewIdsTell() async throws {
        try await CatalogueBench.with(Self.provider) { bench in
            try await Self.fill(bench)
            _ = try await bench.plans.applyNow(try await bench.run())
            let again = try await bench.subjects(of: try await bench.run())
            #expect(again.map(\.subject.wireID) == ["local-1", "local-2"])
            #expect(again.flatMap(\.changes).map(\.content.field) == [.artwork, .imdbID])
        }
    }

    @Test func valuesThatDoNotFitAreRefusedInTheReview() async throws {
        try await CatalogueBench.with(Self.provider) { bench in
            try await Self.fill(bench)
            let heat = try #require(try await bench.subjects(of: try await bench.run()).first)
            let id = try #require(heat.changes.first { $0.content.field == .tmdbID }).id
            await #expect(throws: CurationError.badValue("must be a TMDB id, a positive number.")) {
                try await bench.plans.setProposed(.text("heat"), of: id)
            }
            _ = try await bench.plans.setProposed(.number(950), of: id)
            #expect(try await bench.plans.change(id).change.content.proposed.number == 950)
        }
    }

    @Test func withoutAProviderOnlyWhatTheCatalogueItselfTellsIsProposed() async throws {
        try await CatalogueBench.with(nil) { bench in
            try await Self.fill(bench)
            let plan = try await bench.run()
            let fields = try await bench.subjects(of: plan).flatMap(\.changes).map(\.content.field)
            #expect(fields == [.genres, .duplicate])
            #expect(try await bench.plans.plan(plan).metadata.contains("No metadata provider is set up"))
        }
    }

    @Test func aLostProviderEndsTheQuestionsAndNotTheCheck() async throws {
        try await CatalogueBench.with(KnownFilms(films: [], isLost: true)) { bench in
            try await Self.fill(bench)
            let plan = try await bench.run()
            let fields = try await bench.subjects(of: plan).flatMap(\.changes).map(\.content.field)
            #expect(fields == [.genres, .duplicate])
            #expect(try await bench.plans.plan(plan).metadata.contains("TMDB was lost"))
        }
    }
}
