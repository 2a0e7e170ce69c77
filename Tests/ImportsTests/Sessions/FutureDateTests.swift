import Activity
import Basics
import Domain
import Imports
import Storage
import TestKit
import Testing

/// Files in which day and month are swapped, and clocks that are wrong.
@Suite("Dates that are still to come")
struct FutureDateTests {
    private static let day = 86_400.0
    private static let spring = Instant.test(-200 * day)
    private static let ahead = Instant.test(40 * day)

    @Test("A viewing that is still to come is undated, and the film can be begun anew", arguments: TestDriver.available)
    func viewing(_ driver: TestDriver) async throws {
        try await DeskBench.with(Numbered.provider(), driver: driver) { bench async throws in
            let session = try await bench.upload([.watched("Film 7", Self.ahead, .test(39 * Self.day), Self.spring)])
            let added = try await bench.desk.add(0, in: session, value: 6, ratedAt: nil)
            #expect(added.rating?.ratedAt == Self.spring)
            let viewings = try await bench.viewings(of: bench.ann)
            #expect(viewings == ["Film 7": [WatchEvent.undated, Self.spring]])
            let (watching, film) = (bench.stores.watching, added.titleID)
            let profile = try await bench.profiles.standard(of: bench.ann.id).id
            let report = WatchReport(at: bench.clock.now, position: 600, mark: .early)
            _ = try await watching.report(report, of: film, by: profile, source: .playback, device: nil)
            let state = try await watching.state(of: film, for: profile)
            #expect(state == WatchState(position: 600, isFinished: false, watchedAt: bench.clock.now))
        }
    }

    @Test("A day ahead is only another time zone", arguments: [(Self.day, true), (Self.day + 1, false)])
    func timeZones(_ seconds: Double, _ isDated: Bool) async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            let session = try await bench.upload([.watched("Film 7", .test(seconds))])
            let added = try await bench.desk.add(0, in: session, value: 6, ratedAt: nil)
            #expect(added.rating?.ratedAt == (isDated ? .test(seconds) : bench.clock.now))
            let viewings = try await bench.viewings(of: bench.ann)
            #expect(viewings == ["Film 7": [isDated ? .test(seconds) : WatchEvent.undated]])
        }
    }

    @Test("A file's rating that is still to come is of now, and a later one stands", arguments: [false, true])
    func ratingOfFile(_ isBulk: Bool) async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            var film = ImportedFilm.watched("Film 7", Self.spring)
            film.rating = ImportedRating(value: 9, ratedAt: Self.ahead)
            let session = try await bench.upload([film], of: .letterboxd)
            if isBulk {
                _ = try await bench.desk.addMatched(.sure, .ofFile, in: session, from: nil)
            } else {
                _ = try await bench.desk.add(0, in: session, value: nil, ratedAt: nil)
            }
            let title = try #require(try await bench.stores.rankings.film(tmdbID: 7)).id
            let given = try await bench.ratings.rating(of: title, by: bench.ann.id)
            #expect(given?.value == 9)
            #expect(given?.ratedAt == bench.clock.now)
            bench.clock.advance(seconds: 60)
            _ = try await bench.ratings.take(
                [Opinion(title, 3, source: .import, at: bench.clock.now)], of: bench.ann.id)
            let opinions = try await bench.opinions(of: bench.ann)
            #expect(opinions == ["Film 7": 3])
        }
    }

    @Test("What a client dates ahead is of now, in a review as anywhere", arguments: [nil, 6])
    func ratingOfClient(_ value: Int?) async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            var film = ImportedFilm.watched("Film 7", Self.spring)
            film.rating = ImportedRating(value: 9, ratedAt: Self.spring)
            let session = try await bench.upload([film], of: .letterboxd)
            let added = try await bench.desk.add(0, in: session, value: value, ratedAt: Self.ahead)
            #expect(added.rating?.value == value ?? 9)
            #expect(added.rating?.ratedAt == bench.clock.now)
            bench.clock.advance(seconds: 60)
            let changed = try await bench.rankings.rate(added.filmUUID, 2, ratedAt: Self.ahead, by: bench.ann.id)
            #expect(changed.rating.ratedAt == bench.clock.now)
        }
    }

    @Test("What was kept ahead is kept as of now")
    func kept() async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            var film = ImportedFilm.named("Film 7")
            (film.isWatched, film.keptAt) = (false, Self.ahead)
            let session = try await bench.upload([film], of: .imdb)
            _ = try await bench.desk.add(0, in: session, value: nil, ratedAt: nil)
            let list = try await bench.stores.watching.list(of: bench.profiles.standard(of: bench.ann.id).id, limit: 9)
            #expect(list.map(\.addedAt) == [bench.clock.now])
        }
    }

    @Test("The same file has nothing new to say of a film that was watched ahead")
    func again() async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            let history = ReadHistory.of([.watched("Film 7", Self.ahead)])
            let first = try await bench.upload(history.films)
            _ = try await bench.desk.add(0, in: first, value: 6, ratedAt: nil)
            let preview = try await bench.desk.preview(
                history, for: bench.ann.id, itemsMax: 10, rated: .takeNewViewings)
            #expect(preview.items.isEmpty && preview.counts.alreadyRated == 1)
            let begun = try await bench.desk.start(history, fileName: nil, for: bench.ann.id)
            let second = try await bench.desk.match(begun, itemsMax: 10, rated: .takeNewViewings)
            #expect(second.itemCount == 0 && second.counts.alreadyRated == 1)
        }
    }
}
