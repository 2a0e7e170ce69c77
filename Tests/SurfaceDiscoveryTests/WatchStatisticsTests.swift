import Activity
import Domain
import HTTPTypes
import Storage
import TestKit
import Testing

@Suite("Discovery: a history in numbers, as it goes over the wire")
struct WatchStatisticsTests {
    private static let films: [TitleDraft] = [
        .film("Orbit", year: 1999, imdb: "tt9000001") { film in
            (film.genres, film.studios, film.runtimeMinutes) = (["Drama", "Science Fiction"], ["North"], 100)
            film.voteAverage = 8.5
            film.credits = [
                Credit(name: "Ada Ferris", role: .director), Credit(name: "Cy Young", role: .cast),
                Credit(name: "Di Lane", role: .cast),
            ]
        },
        .film("Letter", year: 1991, imdb: "tt9000002") { film in
            (film.genres, film.studios, film.runtimeMinutes) = (["Drama"], ["North", "South"], 90)
            film.voteAverage = 7.2
            film.credits = [Credit(name: "Ada Ferris", role: .director), Credit(name: "Cy Young", role: .cast)]
        },
        .film("Cake", year: 2004, imdb: "tt9000003") { film in
            film.runtimeMinutes = 80
            film.voteAverage = 8.6
            film.credits = [Credit(name: "Bo Keller", role: .director)]
        },
    ]

    /// The clock of the household stands on 14 November 2023.
    private static let months = [
        "Dec 2022", "Jan 2023", "Feb 2023", "Mar 2023", "Apr 2023", "May 2023", "Jun 2023", "Jul 2023", "Aug 2023",
        "Sep 2023", "Oct 2023",
    ].map { #"{"month": "\#($0)", "movies": 0, "episodes": 0}, "# }.joined()

    private static let expected = """
        {
            "genreDistribution": [
                {"genre": "Drama", "count": 2, "percentage": 67},
                {"genre": "Science Fiction", "count": 1, "percentage": 33}],
            "watchTimeline": [\(months){"month": "Nov 2023", "movies": 3, "episodes": 2}],
            "decadeDistribution": [{"decade": "2000s", "count": 1}, {"decade": "1990s", "count": 2}],
            "ratingDistribution": [{"rating": "7.0", "count": 1}, {"rating": "8.5", "count": 2}],
            "totalMovies": 3, "totalEpisodes": 2, "totalWatchTimeMinutes": 370, "totalPlays": 3,
            "totalFavorites": 1, "totalSeries": 1,
            "topActors": [
                {"name": "Cy Young", "thumb": null, "count": 2}, {"name": "Di Lane", "thumb": null, "count": 1}],
            "topDirectors": [
                {"name": "Ada Ferris", "thumb": null, "count": 2}, {"name": "Bo Keller", "thumb": null, "count": 1}],
            "topStudios": [
                {"name": "North", "thumb": null, "count": 2}, {"name": "South", "thumb": null, "count": 1}],
            "topNetworks": [{"name": "Northern Television", "thumb": null, "count": 1}],
            "seriesGenreDistribution": [{"genre": "Drama", "count": 1}]
        }
        """

    @Test("every member has its name, its type and its value")
    func wire() async throws {
        try await DiscoveryHousehold.with { house in
            let stores = house.stores.stores
            _ = try await stores.catalogue.merge(Self.films, from: .load)
            let watching = Watching(store: stores.watching, world: house.world.world)
            let profile = try await house.profiles.standard(of: house.anna.id).id
            let titles = try await stores.catalogue.changes(since: 0, limit: 1_000).titles
            for film in Self.films {
                let title = try #require(titles.first { $0.metadata.title == film.metadata.title })
                #expect(try await watching.mark(title.id, isWatched: true, by: profile))
            }
            for episode in ["Chapter 1-1", "Chapter 2-1"] { try await house.watch(episode, by: house.anna) }
            try await house.keep("Dark Harbour", for: house.anna)
            let path = "/api/users/\(house.anna.id)/watch-stats"
            try await house.surface.run(
                Scenario(path, .get, path, as: .discovery("anna")).answers(200, json: Self.expected))
        }
    }
}
