import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// What people did with titles, as recommendations read it, alike on both drivers.
@Suite struct TasteEntryTests {
    @Test(arguments: TestDriver.available)
    func `films are played, begun, kept or rated`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let long = { (metadata: inout TitleMetadata) in metadata.runtimeMinutes = 100 }
            let (seen, begun, kept, rated, unknown) = (
                try await bench.film("Seen", long), try await bench.film("Begun", long), try await bench.film("Kept"),
                try await bench.film("Rated"), try await bench.film("Without runtime")
            )
            _ = try await bench.film("Untouched")
            try await bench.play(seen, hours: [1, 9])
            for title in [begun, unknown, seen] { try await bench.begin(title, hour: 10) }
            try await bench.keep(kept)
            try await bench.rate(rated, 3, hour: 2)
            try await bench.rate(seen, 8, hour: 5)
            try await bench.test.hide([rated], as: 2)
            let entries = try await bench.entries(.movie)
            #expect(
                entries == [
                    TasteEntry(
                        titleID: seen, plays: 2, lastPlayedAt: .hour(9), completion: 1, rating: 8, ratedAt: .hour(5)),
                    TasteEntry(titleID: begun, completion: 0.1), TasteEntry(titleID: kept, isFavourite: true),
                    TasteEntry(titleID: rated, rating: 3, ratedAt: .hour(2)), TasteEntry(titleID: unknown),
                ])
            #expect(try await bench.entries(.series).isEmpty)
            try await bench.rate(rated, nil, hour: 6)
            #expect(try await bench.entries(.movie).map(\.titleID) == [seen, begun, kept, unknown])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a film without a runtime is as long as its file`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let film = try await bench.film("Film")
            _ = try await bench.test.database.write { try $0.execute("UPDATE media_file SET duration = 2400000") }
            try await bench.begin(film, hour: 1)
            #expect(try await bench.entries(.movie) == [TasteEntry(titleID: film, completion: 0.25)])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a series counts its episodes`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let seen = try await bench.series("Seen", [(0, 1), (1, 1), (1, 2), (1, 3)])
            let begun = try await bench.series("Begun", [(1, 1), (1, 2)])
            let kept = try await bench.series("Kept", [(1, 1)])
            try await bench.play(seen.episodes[1], hours: [1, 7])
            try await bench.play(seen.episodes[2], hours: [3])
            try await bench.begin(begun.episodes[0], hour: 4)
            try await bench.keep(kept.id)
            try await bench.keep(begun.episodes[1])
            try await bench.rate(kept.id, 9, hour: 5)
            #expect(
                try await bench.entries(.series) == [
                    TasteEntry(
                        titleID: seen.id, plays: 3, lastPlayedAt: .hour(7), completion: 0.5, episodesWatched: 2),
                    TasteEntry(titleID: begun.id),
                    TasteEntry(titleID: kept.id, isFavourite: true, rating: 9, ratedAt: .hour(5)),
                ])
            for kind in [TitleKind.movie, .episode] { #expect(try await bench.entries(kind).isEmpty) }
        }
    }

    @Test(arguments: TestDriver.available)
    func `what media servers tell counts as what was watched here`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let (film, liked) = (try await bench.film("Film"), try await bench.film("Liked"))
            let shelf = PlayShelf(profile: bench.profile, source: .jellyfin)
            let plays = bench.test.stores.serverPlays
            _ = try await plays.put([TitlePlays(titleID: film, count: 4, lastAt: nil)], .exact, of: shelf)
            _ = try await plays.addFavourites([liked], to: shelf, at: .hour(1))
            #expect(
                try await bench.entries(.movie) == [
                    TasteEntry(titleID: film, plays: 4, lastPlayedAt: WatchEvent.undated, completion: 1),
                    TasteEntry(titleID: liked, isFavourite: true),
                ])
        }
    }

    @Test(arguments: TestDriver.available)
    func `profiles have entries of their own, and ratings are those of the first`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let (film, rated) = (try await bench.film("Film"), try await bench.film("Rated"))
            let other = try await bench.addProfile("Kim")
            try await bench.play(film, hours: [1])
            try await bench.rate(rated, 9, hour: 2)
            #expect(try await bench.entries(.movie).map(\.titleID) == [film, rated])
            #expect(try await bench.entries(.movie, of: other).isEmpty)
            #expect(try await bench.entries(.movie, of: ProfileID(999)).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `of a period viewings and ratings are left out, and those around it count`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let (around, within, begun, rated, kept) = (
                try await bench.film("Around") { $0.runtimeMinutes = 100 }, try await bench.film("Within"),
                try await bench.film("Begun") { $0.runtimeMinutes = 100 }, try await bench.film("Rated"),
                try await bench.film("Kept")
            )
            let series = try await bench.series("Series", [(1, 1), (1, 2), (1, 3), (1, 4)])
            try await bench.play(around, hours: [1, 5, 20])
            try await bench.play(within, hours: [4, 6])
            try await bench.begin(begun, hour: 5)
            try await bench.keep(kept)
            try await bench.play(kept, hours: [5])
            try await bench.rate(rated, 9, hour: 4.5)
            try await bench.rate(around, 8, hour: 9)
            try await bench.play(series.episodes[0], hours: [1, 5])
            try await bench.play(series.episodes[1], hours: [6])
            // From 4 on, without 9; what touches is one period.
            let weeks = [(6, 9), (4, 6)].map { TasteOmission.period(.hour($0.0)..<Instant.hour($0.1)) }
            #expect(
                try await bench.entries(.movie, without: weeks) == [
                    TasteEntry(
                        titleID: around, plays: 2, lastPlayedAt: .hour(20), completion: 1, rating: 8,
                        ratedAt: .hour(9)), TasteEntry(titleID: kept, isFavourite: true),
                ])
            let shows = try await bench.entries(.series, without: weeks)
            #expect(
                shows == [
                    TasteEntry(
                        titleID: series.id, plays: 1, lastPlayedAt: .hour(1), completion: 0.25, episodesWatched: 1)
                ])
            let all = try await bench.entries(.movie, without: [.period(.hour(100)..<Instant.hour(200))])
            #expect(try await bench.entries(.movie) == all && all.count == 5)
        }
    }

    @Test(arguments: TestDriver.available)
    func `of plays that a media server counts only the last is of a period, and undated ones are of none`(
        driver: TestDriver
    ) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let (often, once, undated) = (
                try await bench.film("Often"), try await bench.film("Once"), try await bench.film("Undated")
            )
            let shelf = PlayShelf(profile: bench.profile, source: .jellyfin)
            let plays = [
                TitlePlays(titleID: often, count: 4, lastAt: .hour(5)),
                TitlePlays(titleID: once, count: 1, lastAt: .hour(5)),
                TitlePlays(titleID: undated, count: 2, lastAt: nil),
            ]
            _ = try await bench.test.stores.serverPlays.put(plays, .exact, of: shelf)
            let always = TasteOmission.period(Instant(milliseconds: -1)..<Instant.hour(9))
            #expect(
                try await bench.entries(.movie, without: [always]) == [
                    TasteEntry(titleID: often, plays: 3, lastPlayedAt: WatchEvent.undated, completion: 1),
                    TasteEntry(titleID: undated, plays: 2, lastPlayedAt: WatchEvent.undated, completion: 1),
                ])
        }
    }

    @Test(arguments: TestDriver.available)
    func `titles and genres are left out with all that was done with them`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let scary = { (metadata: inout TitleMetadata) in metadata.genres = ["Drama", "Horror"] }
            let (seen, kept, rated, other, named) = (
                try await bench.film("Seen", scary), try await bench.film("Kept", scary),
                try await bench.film("Rated", scary),
                try await bench.film("Other") { ($0.genres, $0.keywords) = (["Drama"], ["Horror"]) },
                try await bench.film("Named")
            )
            try await bench.play([seen, other, named], hours: [1])
            try await bench.keep(kept)
            try await bench.rate(rated, 9, hour: 1)
            let without: [TasteOmission] = [.genre(" HORROR"), .title(named), .genre("Unheard of")]
            #expect(try await bench.entries(.movie, without: without).map(\.titleID) == [other])
        }
    }

    @Test(arguments: TestDriver.available)
    func `as much can be left out as somebody may wish`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let film = try await bench.film("Film")
            try await bench.play(film, hours: [1, 3])
            let periods = (1...DomainLimits.omissionsMax).map { number in
                TasteOmission.period(.hour(Double(number) * 2 + 0.5)..<Instant.hour(Double(number) * 2 + 1.5))
            }
            #expect(try await bench.entries(.movie, without: periods).map(\.plays) == [1])
            let facts = try await bench.test.stores.tasteFacts.facts(.movie, of: bench.profile, without: periods)
            #expect(facts.titles == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a long history takes as many statements as a short one`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let series = try await bench.series("Series", (1...30).map { (1, $0) })
            func statements(_ kind: TitleKind) async throws -> Int {
                try await StatementCounter.counting { _ = try await bench.entries(kind) }.1.count
            }
            let none = try await statements(.series)
            try await bench.play(series.episodes, hours: [1])
            for kind in [TitleKind.series, .movie] { #expect(try await statements(kind) == none) }
            #expect(none == 4)
        }
    }
}

/// What everybody watched and rated.
@Suite struct InteractionTests {
    @Test(arguments: TestDriver.available)
    func `each pair comes once, with the rating and the later moment`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let (seen, rated, both, begun) = (
                try await bench.film("Seen"), try await bench.film("Rated"), try await bench.film("Both"),
                try await bench.film("Begun")
            )
            let series = try await bench.series("Series", [(1, 1), (1, 2)])
            try await bench.play(seen, hours: [1, 4])
            try await bench.play([both] + series.episodes, hours: [6])
            try await bench.begin(begun, hour: 7)
            try await bench.keep(begun)
            try await bench.rate(both, 2, hour: 3)
            try await bench.rate(rated, 9, hour: 5)
            try await bench.rate(seen, 7, hour: 1)
            try await bench.rate(seen, nil, hour: 2)
            let films = try await bench.test.stores.tasteSources.interactions(.movie, after: nil, limit: 9)
            let user = bench.user
            #expect(
                films == [
                    Interaction(userID: user, titleID: seen, rating: nil, at: .hour(4)),
                    Interaction(userID: user, titleID: rated, rating: 9, at: .hour(5)),
                    Interaction(userID: user, titleID: both, rating: 2, at: .hour(6)),
                ])
            let shows = try await bench.test.stores.tasteSources.interactions(.series, after: nil, limit: 9)
            #expect(shows == [Interaction(userID: user, titleID: series.id, rating: nil, at: .hour(6))])
        }
    }

    @Test(arguments: TestDriver.available)
    func `first profiles count, page after page`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            var films: [TitleID] = []
            for number in 1...5 { films.append(try await bench.film("Film \(number)")) }
            let second = HistoryBench(media: bench.media, profile: try await bench.addProfile("Kim"), user: bench.user)
            try await second.play(films, hours: [1])
            let bob = try await bench.person("bob@example.org")
            try await bob.play([films[0], films[2], films[4]], hours: [1])
            try await bob.rate(films[1], 4, hour: 1)
            try await bob.rate(films[2], 4, hour: 1)
            try await bench.play([films[3]], hours: [1])
            for title in films { try await bench.rate(title, 6, hour: 2) }
            let all: [InteractionPlace] =
                films.map { InteractionPlace(userID: bench.user, titleID: $0) }
                + [0, 1, 2, 4].map { InteractionPlace(userID: bob.user, titleID: films[$0]) }
            for limit in [1, 2, 4, 9, 10] {
                var (found, pages): ([InteractionPlace], Int) = ([], 0)
                while pages <= all.count {
                    let page = try await bench.test.stores.tasteSources.interactions(
                        .movie, after: found.last, limit: limit)
                    found += page.map { InteractionPlace(userID: $0.userID, titleID: $0.titleID) }
                    pages += 1
                    if page.isEmpty { break }
                }
                #expect(found == all, "pages of \(limit)")
            }
        }
    }
}

extension HistoryBench {
    fileprivate func entries(
        _ kind: TitleKind, of other: ProfileID? = nil, without omissions: [TasteOmission] = []
    ) async throws -> [TasteEntry] {
        try await test.stores.tasteSources.entries(kind, of: other ?? profile, without: omissions)
    }

    fileprivate func rate(_ title: TitleID, _ value: Int?, hour: Double) async throws {
        let opinion = Opinion(title, value, source: .manual, at: .hour(hour))
        _ = try await test.stores.ratings.take([opinion], of: user, at: .hour(hour))
    }

    /// Another account with its first profile, over the same library.
    fileprivate func person(_ email: String) async throws -> HistoryBench {
        let other = try await test.stores.accounts.addUser(.test(email)).id
        let profiles = try await test.stores.profiles.profiles(of: other, at: .test(0))
        return HistoryBench(media: media, profile: try #require(profiles.first).id, user: other)
    }
}
