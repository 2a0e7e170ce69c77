import Basics
import Domain
import Storage
import TestKit
import Testing

/// How fields and ids of the own catalogue are repaired, and how that is taken back.
@Suite struct RepairTests {
    @Test(arguments: TestDriver.available)
    func `ids, names and a poster are written, and all is as before after the undo`(driver: TestDriver) async throws {
        try await RepairBench.with(driver) { bench in
            try await bench.media.save(
                .film("Heat", year: 1995, .at("heat.mkv")) { $0.genres = ["Crime", "Sci-Fi"] })
            let film = try await bench.media.title("heat.mkv")
            let before = try await bench.state()
            let planned = try await bench.plan(
                film,
                [
                    .repair(.tmdbID, to: .number(949)), .repair(.imdbID, to: .text("tt0113277")),
                    .repair(
                        .genres, from: .names(["Crime", "Sci-Fi"]), to: .names(["Crime", "Science Fiction"])),
                    .repair(.artwork, to: .text("/heat.jpg")),
                ])
            #expect(try await bench.apply(planned).applied.count == 4)
            let title = try await bench.title(film)
            #expect(title.tmdbID == 949 && title.imdbID == IMDbID("tt0113277"))
            #expect(title.metadata.genres == ["Crime", "Science Fiction"] && title.metadata.posterPath == "/heat.jpg")
            #expect(title.provenance.sources[.genres] == .user && title.provenance.locked.isEmpty)
            #expect(try await bench.stores.enrichment.due(limit: 9, at: .test(9)).map(\.titleID) == [film])
            #expect(try await bench.stores.plans.plan(planned.plan)?.status == .applied)

            let undo = try await bench.undo(planned)
            #expect(undo.outcome.restored.count == 4 && undo.remarks.isEmpty)
            #expect(try await bench.state() == before)
            #expect(try await bench.changes(planned).allSatisfy { $0.status == .rejected })
            #expect(try await bench.stores.plans.journal(of: planned.plan, after: nil, limit: 9).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `what is another by now, and an id that another title has, stay open with the reason`(
        driver: TestDriver
    ) async throws {
        try await RepairBench.with(driver) { bench in
            try await bench.media.save(.film("Heat", year: 1995, .at("heat.mkv")) { $0.genres = ["Crime"] })
            let film = try await bench.media.title("heat.mkv")
            _ = try await bench.stores.catalogue.merge([.film("Ronin", year: 1998, tmdb: 8195)], from: .tmdb)
            let before = try await bench.state()
            let planned = try await bench.plan(
                film,
                [
                    .repair(.genres, from: .names(["Drama"]), to: .names(["Thriller"])),
                    .repair(.tmdbID, to: .number(8195)), .repair(.keywords, to: .text("no list")),
                ])
            let outcome = try await bench.apply(planned)
            #expect(outcome.applied.isEmpty && outcome.failed.count == 3)
            let notes = try await bench.changes(planned).compactMap(\.note)
            #expect(
                notes == [
                    "conflict: it is Crime by now.", "The value does not fit.", "Ronin has the TMDB id 8195.",
                ])
            #expect(try await bench.state() == before)
        }
    }

    @Test(arguments: TestDriver.available)
    func `another match forgets what was told of the wrong film, and the undo gives it back`(
        driver: TestDriver
    ) async throws {
        try await RepairBench.with(driver) { bench in
            try await bench.media.save(
                .film("Heat", year: 1995, .at("heat.mkv")).with(nfo: .film("") { $0.tagline = "Mine." }))
            let film = try await bench.media.title("heat.mkv")
            let wrong = TitleDraft.film("Heat", year: 1995, imdb: "tt91", tmdb: 1) {
                ($0.overview, $0.posterPath, $0.genres) = ("Las Vegas.", "/wrong.jpg", ["Action"])
            }
            _ = try await bench.stores.catalogue.merge([wrong], from: .tmdb)
            let before = try await bench.state()
            let current = CatalogueMatch(try await bench.title(film))
            let planned = try await bench.plan(
                film,
                [
                    .repair(
                        .match, from: ChangeValue(of: current),
                        to: ChangeValue(of: CatalogueMatch(title: "Heat", year: 1996, tmdbID: 949)))
                ])
            #expect(try await bench.apply(planned).applied.count == 1)
            var title = try await bench.title(film)
            #expect(title.tmdbID == 949 && title.imdbID == nil && title.metadata.year == 1996)
            #expect(title.metadata.overview == nil && title.metadata.genres.isEmpty)
            #expect(title.metadata.tagline == "Mine.")
            // The provider tells of the right film.
            let right = TitleDraft.film("Heat", year: 1996, imdb: "tt0113277", tmdb: 949) {
                $0.overview = "Los Angeles."
            }
            _ = try await bench.stores.catalogue.merge([right], from: .tmdb)
            title = try await bench.title(film)
            #expect(title.metadata.overview == "Los Angeles." && title.imdbID == IMDbID("tt0113277"))

            #expect(try await bench.undo(planned).remarks.isEmpty)
            #expect(try await bench.state() == before)
        }
    }

    @Test(arguments: TestDriver.available)
    func `what somebody edited since stays`(driver: TestDriver) async throws {
        try await RepairBench.with(driver) { bench in
            try await bench.media.save(.film("Heat", year: 1995, .at("heat.mkv")) { $0.keywords = ["heists"] })
            let film = try await bench.media.title("heat.mkv")
            let planned = try await bench.plan(
                film,
                [
                    .repair(.keywords, from: .names(["heists"]), to: .names(["heist"])),
                    .repair(.tmdbID, to: .number(949)),
                ])
            #expect(try await bench.apply(planned).applied.count == 2)
            var edit = TitleEdit(titleID: film)
            edit.metadata.keywords = ["robbery"]
            edit.metadata.overview = "By hand."
            _ = try await bench.stores.catalogue.edit(edit)

            let undo = try await bench.undo(planned)
            #expect(undo.outcome.kept.map(\.reason) == ["It was edited since."])
            #expect(undo.outcome.restored.count == 1)
            #expect(undo.remarks.map(\.text).contains("The field overview was edited since and stays."))
            let title = try await bench.title(film)
            #expect(title.tmdbID == nil && title.metadata.overview == "By hand.")
            #expect(title.metadata.keywords == ["robbery"])
        }
    }

    @Test(arguments: TestDriver.available)
    func `changes of a title that is gone are rejected`(driver: TestDriver) async throws {
        try await RepairBench.with(driver) { bench in
            _ = try await bench.stores.catalogue.merge([.film("Heat", year: 1995)], from: .load)
            let film = try #require(try await bench.stores.repairs.titles(after: nil, limit: 9).first).title.id
            let planned = try await bench.plan(film, [.repair(.tmdbID, to: .number(949))])
            _ = try await bench.stores.catalogue.remove([film])
            #expect(try await bench.apply(planned).rejected.count == 1)
            #expect(try await bench.stores.plans.plan(planned.plan)?.status == .completed)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a check reads films and series with files, names and who is called alike`(driver: TestDriver) async throws {
        try await RepairBench.with(driver) { bench in
            try await bench.media.save(
                .film("Heat", year: 1995, .at("a/cd1.avi"), .at("a/cd2.avi", part: 1)) { $0.genres = ["Crime"] },
                .series(
                    "Lost", year: 2004, .test(1, 1, "Pilot", .at("lost/1.mkv")), .test(1, 2, "", .at("lost/2.mkv"))))
            _ = try await bench.stores.catalogue.merge(
                [.film("heat!", year: 1986, tmdb: 1) { $0.genres = ["Crime", "Action"] }], from: .load)
            let repairs = bench.stores.repairs
            let all = try await repairs.titles(after: nil, limit: 9)
            #expect(all.map(\.title.metadata.title) == ["Heat", "Lost", "heat!"])
            #expect(all.map { $0.files.map(\.path) } == [["a/cd1.avi", "a/cd2.avi"], ["lost/1.mkv"], []])
            #expect(try await repairs.count() == 3)
            #expect(try await repairs.titles(after: all[0].title.id, limit: 1).map(\.title.id) == [all[1].title.id])
            #expect(try await repairs.namesakes() == [[all[0].title.id, all[2].title.id]])
            #expect(
                try await repairs.genres() == [NameUse(name: "Crime", count: 2), NameUse(name: "Action", count: 1)])
            #expect(try await repairs.holder(of: nil, 1, kind: .movie)?.title.id == all[2].title.id)
            #expect(try await repairs.holder(of: nil, 1, kind: .series) == nil)
        }
    }
}
