import Basics
import Domain
import Storage
import TestKit
import Testing

extension QueryPlanTests {
    /// A household has a handful of libraries, which are read as a whole.
    private static let few: Set<String> = ["server_library", "server_library_pkey"]

    static let server = [
        // Switching a library shows or hides all of its titles.
        Query("libraries of a media server", reads: few.union(["title_pkey"]), sorts: true) { stores in
            _ = try await stores.serverLibraries.takeOver(
                .test([(1, "Films", .films), (2, "Series", .series)]), .enabledWhenFirst, at: .test(0))
            let known = try await stores.serverLibraries.takeOver(
                .test([(1, "Films", .films)]), .enabledWhenFirst, at: .test(1))
            _ = try await stores.serverLibraries.setEnabled(false, library: known[0].id, at: .test(2))
        },
        Query("films of a media server", reads: few.union(["rating_homeless"]), sorts: true) { stores in
            let library = try await Self.library(.movie, stores)
            _ = try await stores.serverTitles.save(
                [.film(1, "Film 7", year: 1907, imdb: "tt7"), .film(2, "New", tmdb: 7_777)], in: library)
            try await stores.serverTitles.noteVanished([.test(2)], from: library, at: .test(1))
            _ = try await stores.serverTitles.items(in: library, after: .test(1), limit: 9)
        },
        Query("series of a media server", reads: few.union(["rating_homeless"]), sorts: true) { stores in
            let library = try await Self.library(.series, stores)
            _ = try await stores.serverTitles.save([.series(1, "Series", tvdb: 7)], in: library)
            _ = try await stores.serverTitles.save([.test(11, of: 1, 1, 1), .test(12, of: 1, 1, 2)], in: library)
        },
        Query("titles that nothing holds", sorts: true) { stores in
            _ = try await stores.serverTitles.removeAbandoned(.series, after: TitleID(3), limit: 9)
        },
        Query("the items of titles", reads: few, sorts: true) { stores in
            _ = try await stores.serverTitles.copies(of: [TitleID(1), TitleID(2)])
            _ = try await stores.browse.shown([TitleID(1)])
            _ = try await stores.browse.facts(of: [TitleID(1)])
        },
        Query("the titles of items", reads: few, sorts: true) { stores in
            var play = UserPlay(itemID: .test(1), kind: .film, state: UserPlayState())
            (play.references.imdbID, play.references.tmdbID) = (.tt(3), 3)
            var series = UserPlay(itemID: .test(2), kind: .series, state: UserPlayState())
            series.references.tvdbID = 7
            let place = UserPlay.Place(season: 1, number: 1)
            let episode = UserPlay(
                itemID: .test(3), kind: .episode(series: .test(4), place: place), state: UserPlayState())
            _ = try await stores.serverPlays.titles(of: [play, series, episode], on: ServerBench.key)
        },
        Query("plays of a media server", sorts: true) { stores in
            let shelf = PlayShelf(profile: ProfileID(1), source: .jellyfin)
            let plays = [TitlePlays(titleID: TitleID(1), count: 2, lastAt: .test(5))]
            _ = try await stores.serverPlays.put(plays, .atLeast, of: shelf)
            _ = try await stores.serverPlays.played(.movie, of: shelf, after: TitleID(1), limit: 9)
            try await stores.serverPlays.removePlays(of: [TitleID(1)], from: shelf)
            _ = try await stores.serverPlays.addFavourites([TitleID(1)], to: shelf, at: .test(5))
            _ = try await stores.serverPlays.favourites(.movie, of: shelf, after: TitleID(1), limit: 9)
        },
        // The first page reads the whole catalogue into memory.
        Query(
            "a page of the catalogue",
            reads: [
                "title", "title_state", "title_pkey", "title_term", "title_term_pkey", "title_term_term", "term",
                "term_pkey", "title_hidden",
            ],
            sorts: true
        ) { stores in
            var filter = BrowseFilter(.movie)
            filter.status = "Ended"
            _ = try await stores.browse.page(filter, offset: 20, limit: 20)
        },
    ]

    private static func library(_ kind: TitleKind, _ stores: Stores) async throws -> ServerLibraryID {
        try #require(try await stores.serverLibraries.libraries().first { $0.kind == kind }).id
    }
}

extension TestStores {
    /// Films and a series of a media server, and what somebody did with them.
    func fillServer(_ user: UserID) async throws {
        let libraries = try await stores.serverLibraries.takeOver(
            .test([(101, "Films", .films), (102, "Series", .series)]), .enabledWhenFirst, at: .test(0))
        let (films, series) = (libraries[0].id, libraries[1].id)
        let told = (1...50).map { ServerTitleDraft.film(1_000 + $0, "Film \($0)", year: 1900 + $0, imdb: "tt\($0)") }
        _ = try await stores.serverTitles.save(told, in: films)
        _ = try await stores.serverTitles.save([.series(2_000, "Told", tvdb: 70)], in: series)
        let episodes = (1...20).map { ServerEpisodeDraft.test(2_000 + $0, of: 2_000, 1, $0) }
        _ = try await stores.serverTitles.save(episodes, in: series)
        let profile = try #require(try await stores.profiles.profiles(of: user, at: .test(0)).first).id
        let shelf = PlayShelf(profile: profile, source: .jellyfin)
        let titles = (1...20).map { TitleID(Int32($0)) }
        _ = try await stores.serverPlays.put(
            titles.map { TitlePlays(titleID: $0, count: 1, lastAt: .test(1)) }, .exact, of: shelf)
        _ = try await stores.serverPlays.addFavourites(titles, to: shelf, at: .test(1))
        for title in titles {
            _ = try await stores.watching.addToList(title, of: profile, at: .test(1))
            _ = try await stores.ratings.take(
                [Opinion(title, 7, source: .manual, at: .test(1))], of: user, at: .test(1))
        }
    }
}
