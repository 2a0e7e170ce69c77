import Domain

struct DatabaseCountsResponse: Encodable {
    struct Counts: Encodable {
        let movies: Int
        let series: Int
        let episodes: Int
        let embeddings: Int
        let watchHistory: Int
        let recommendations: Int
        let userPreferences: Int
    }

    let stats: Counts

    init(_ counts: DatabaseCounts) {
        stats = Counts(
            movies: counts.movies, series: counts.series, episodes: counts.episodes, embeddings: counts.embeddings,
            watchHistory: counts.watchHistory, recommendations: counts.recommendations,
            userPreferences: counts.userPreferences)
    }
}

struct PurgeResponse: Encodable {
    struct Result: Encodable {
        let moviesDeleted: Int
        let embeddingsDeleted: Int
        let watchHistoryDeleted: Int
        let recommendationsDeleted: Int
        let userPreferencesCleared: Int
    }

    var success = true
    let message: String
    let result: Result

    init(_ purged: PurgedFilms) {
        message = Self.message(purged)
        result = Result(
            moviesDeleted: purged.movies, embeddingsDeleted: purged.embeddings,
            watchHistoryDeleted: purged.watchHistory, recommendationsDeleted: purged.recommendations,
            userPreferencesCleared: purged.userPreferences)
    }

    /// For people: what is gone, and what is going to come back by itself.
    private static func message(_ purged: PurgedFilms) -> String {
        guard purged.movies > 0 else { return "There were no films." }
        let gone = "Removed \(purged.movies == 1 ? "1 film" : "\(purged.movies) films"). Ratings are kept."
        guard purged.withFiles > 0 else { return gone }
        let have = purged.withFiles == 1 ? "1 film has its file" : "\(purged.withFiles) films have their files"
        let come = purged.withFiles == 1 ? "comes" : "come"
        return gone + " \(have) in this server's own folders and \(come) back with the next scan."
    }
}
