import Activity
import Basics
import Domain
import Imports
import Storage
import TestKit
import Testing

@Suite("Decisions about single films")
struct DecisionTests {
    private static let winter = Instant.test(-10_000_000)
    private static let summer = Instant.test(-5_000_000)

    @Test(
        "A film that is added is rated as of its latest viewing, watched at each, and in the catalogue",
        arguments: TestDriver.available)
    func added(_ driver: TestDriver) async throws {
        try await DeskBench.with(Numbered.provider(), driver: driver) { bench async throws in
            let films: [ImportedFilm] = [.watched("Film 7", Self.summer, Self.winter), .watched("Film 8")]
            let session = try await bench.upload(films)
            let added = try await bench.desk.add(0, in: session, value: 6, ratedAt: nil)
            #expect(added.rating?.value == 6)
            #expect(added.rating?.ratedAt == Self.summer)
            #expect(added.rating?.source == .import)
            let film = try #require(try await bench.stores.rankings.film(tmdbID: 7))
            #expect(added.filmUUID == film.uuid)
            let viewings = try await bench.viewings(of: bench.ann)
            #expect(viewings == ["Film 7": [Self.winter, Self.summer]])
            let present = try await bench.present(session)
            #expect((present.addedCount, present.skippedCount, present.remainingCount) == (1, 0, 1))
            #expect(present.currentIndex == 1)
            let item = try await bench.desk.item(0, of: session)
            #expect(item.status == .added)
        }
    }

    @Test("Nobody knows when a film without a date was watched; the opinion is of now")
    func undated() async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            let session = try await bench.upload([.watched("Film 7")])
            let added = try await bench.desk.add(0, in: session, value: 6, ratedAt: nil)
            #expect(added.rating?.ratedAt == bench.clock.now)
            let viewings = try await bench.viewings(of: bench.ann)
            #expect(viewings == ["Film 7": [WatchEvent.undated]])
        }
    }

    @Test("An opinion with a date of its own gives way to a later one; one that is given now does not")
    func dated() async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            let session = try await bench.upload([.watched("Film 7", Self.winter), .watched("Film 8", Self.winter)])
            try await bench.film("Film 7", 7, rated: 9)
            try await bench.film("Film 8", 8, rated: 9)
            let early = try await bench.desk.add(0, in: session, value: 6, ratedAt: Self.winter)
            #expect(early.rating?.value == 9)
            let now = try await bench.desk.add(1, in: session, value: 4, ratedAt: nil)
            #expect(now.rating?.value == 4)
            #expect(now.rating?.ratedAt == Self.winter)
        }
    }

    @Test("Without a rating the file's is taken, with its date; a rated film is not therefore a watched one")
    func fileRating() async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            var rated = ImportedFilm.named("Film 7")
            rated.isWatched = false
            rated.rating = ImportedRating(value: 7, ratedAt: Self.winter)
            let session = try await bench.upload([rated, .watched("Film 8", Self.summer)], of: .letterboxd)
            let added = try await bench.desk.add(0, in: session, value: nil, ratedAt: nil)
            #expect(added.rating?.value == 7)
            #expect(added.rating?.ratedAt == Self.winter)
            let unrated = try await bench.desk.add(1, in: session, value: nil, ratedAt: nil)
            #expect(unrated.rating == nil)
            let viewings = try await bench.viewings(of: bench.ann)
            #expect(viewings == ["Film 8": [Self.summer]])
        }
    }

    @Test("What the person says goes before the file's rating")
    func ownRating() async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            var film = ImportedFilm.watched("Film 7")
            film.rating = ImportedRating(value: 7, ratedAt: Self.winter)
            let session = try await bench.upload([film], of: .letterboxd)
            let added = try await bench.desk.add(0, in: session, value: 2, ratedAt: nil)
            #expect(added.rating?.value == 2)
        }
    }

    @Test("A film may be watched without an opinion, even when the file has one")
    func watched() async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            var film = ImportedFilm.named("Film 7")
            film.isWatched = false
            film.keptAt = Self.winter
            film.rating = ImportedRating(value: 7)
            let session = try await bench.upload([film], of: .imdb)
            let added = try await bench.desk.addWatched(0, in: session)
            #expect(added.rating == nil)
            let viewings = try await bench.viewings(of: bench.ann)
            #expect(viewings == ["Film 7": [WatchEvent.undated]])
            let list = try await bench.stores.watching.list(of: bench.profiles.standard(of: bench.ann.id).id, limit: 9)
            #expect(list.isEmpty)
        }
    }

    @Test("What a file keeps for later is kept as of then")
    func kept() async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            var film = ImportedFilm.named("Film 7")
            film.isWatched = false
            film.keptAt = Self.winter
            let session = try await bench.upload([film], of: .imdb)
            _ = try await bench.desk.add(0, in: session, value: nil, ratedAt: nil)
            let list = try await bench.stores.watching.list(of: bench.profiles.standard(of: bench.ann.id).id, limit: 9)
            #expect(list.map(\.addedAt) == [Self.winter])
            let viewings = try await bench.viewings(of: bench.ann)
            #expect(viewings.isEmpty)
        }
    }

    @Test("Each film is decided about once")
    func once() async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            let session = try await bench.upload([.watched("Film 7"), .watched("Film 8"), .watched("Nothing")])
            let desk = bench.desk
            _ = try await desk.add(0, in: session, value: 6, ratedAt: nil)
            try await desk.skip(1, in: session)
            for index in [0, 1] {
                await #expect(throws: ImportError.alreadyProcessed) {
                    _ = try await desk.add(index, in: session, value: 6, ratedAt: nil)
                }
                await #expect(throws: ImportError.alreadyProcessed) { try await desk.skip(index, in: session) }
            }
            await #expect(throws: ImportError.withoutMatch) {
                _ = try await desk.add(2, in: session, value: 6, ratedAt: nil)
            }
            for index in [-1, 3, Int.max] {
                await #expect(throws: ImportError.indexOutOfRange) {
                    _ = try await desk.add(index, in: session, value: 6, ratedAt: nil)
                }
                await #expect(throws: ImportError.indexOutOfRange) { try await desk.skip(index, in: session) }
            }
            try await desk.skip(2, in: session)
            let present = try await bench.present(session)
            #expect((present.addedCount, present.skippedCount, present.remainingCount) == (1, 2, 0))
            #expect(present.currentIndex == 3)
            let opinions = try await bench.opinions(of: bench.ann)
            #expect(opinions == ["Film 7": 6])
        }
    }

    @Test("Of several who add a film at once, one does", arguments: TestDriver.available)
    func atOnce(_ driver: TestDriver) async throws {
        try await DeskBench.with(Numbered.provider(), driver: driver) { bench async throws in
            let session = try await bench.upload([.watched("Film 7", Self.winter)])
            let outcomes = await withTaskGroup(of: ImportError?.self) { group in
                for value in 1...6 {
                    group.addTask {
                        do {
                            _ = try await bench.desk.add(0, in: session, value: value, ratedAt: nil)
                            return nil
                        } catch {
                            return error as? ImportError
                        }
                    }
                }
                return await group.reduce(into: [ImportError?]()) { $0.append($1) }
            }
            #expect(outcomes.count { $0 == nil } == 1)
            #expect(outcomes.count { $0 == .alreadyProcessed } == 5)
            let present = try await bench.present(session)
            #expect(present.addedCount == 1)
            let viewings = try await bench.viewings(of: bench.ann)
            #expect(viewings == ["Film 7": [Self.winter]])
        }
    }

    @Test("A decision that is taken back leaves nothing, and the film is open again")
    func takenBack() async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            let session = try await bench.upload([.watched("Film 7", Self.winter), .watched("Film 8")])
            _ = try await bench.desk.add(0, in: session, value: 6, ratedAt: nil)
            try await bench.desk.skip(1, in: session)
            let undone = try await bench.desk.takeBack(0, in: session)
            #expect((undone.ratings, undone.viewings) == (1, 1))
            _ = try await bench.desk.takeBack(1, in: session)
            await #expect(throws: ImportError.notProcessed) { _ = try await bench.desk.takeBack(1, in: session) }
            let (opinions, viewings) = try await (bench.opinions(of: bench.ann), bench.viewings(of: bench.ann))
            #expect(opinions.isEmpty && viewings.isEmpty)
            let present = try await bench.present(session)
            #expect(present.remainingCount == 2)
            let again = try await bench.desk.add(0, in: session, value: 3, ratedAt: nil)
            #expect(again.rating?.value == 3)
        }
    }

    @Test("The same file again adds nothing")
    func again() async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            for _ in 1...2 {
                let session = try await bench.upload([.watched("Film 7", Self.winter, Self.summer), .watched("Film 8")])
                _ = try await bench.desk.addWatched(0, in: session)
                _ = try await bench.desk.addWatched(1, in: session)
            }
            let viewings = try await bench.viewings(of: bench.ann)
            #expect(viewings == ["Film 7": [Self.winter, Self.summer], "Film 8": [WatchEvent.undated]])
        }
    }
}
