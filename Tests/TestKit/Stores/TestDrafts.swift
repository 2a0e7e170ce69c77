package import Domain

extension TitleDraft {
    /// A film with as much metadata as a test needs.
    package static func film(
        _ title: String, year: Int? = nil, imdb: String? = nil, tmdb: Int? = nil,
        _ change: (inout TitleMetadata) -> Void = { _ in }
    ) -> TitleDraft {
        var metadata = TitleMetadata(title: title)
        metadata.year = year
        change(&metadata)
        return TitleDraft(
            kind: .movie, imdbID: imdb.flatMap { IMDbID($0) }, tmdbID: tmdb, metadata: metadata)
    }

    /// A film with every field set.
    package static var complete: TitleDraft {
        .film("Léon", year: 1994, imdb: "tt0110413", tmdb: 101) { metadata in
            metadata.originalTitle = "Léon: The Professional"
            metadata.releaseDate = "1994-09-14"
            metadata.overview = "A hired killer looks after a girl.\nShe learns his trade."
            metadata.tagline = "He moves without sound."
            metadata.runtimeMinutes = 111
            metadata.contentRating = "R"
            metadata.voteAverage = 8.3
            metadata.voteCount = 15_000
            metadata.popularity = 62.125
            metadata.posterPath = "/leon.jpg"
            metadata.genres = ["Crime", "Drama"]
            metadata.keywords = ["new york city", "hitman", "corrupt police"]
            metadata.studios = ["Gaumont", "Les Films du Dauphin"]
            metadata.countries = ["FR", "US"]
            metadata.languages = ["en", "it"]
            metadata.credits = [
                Credit(name: "Luc Besson", role: .director), Credit(name: "Jean Reno", role: .cast),
                Credit(name: "Luc Besson", role: .cast),
            ]
        }
    }
}
