package import Domain

extension ImportMatch {
    init(_ candidate: TitleCandidate) {
        self.init(tmdbID: candidate.tmdbID, title: candidate.metadata.title)
        take(candidate.metadata)
        genreIDs = candidate.genreIDs
        originalLanguage = candidate.originalLanguage
    }

    init(_ draft: TitleDraft) {
        self.init(tmdbID: draft.tmdbID, imdbID: draft.imdbID, title: draft.metadata.title)
        take(draft.metadata)
        genreIDs = FilmGenre.ids(named: draft.metadata.genres)
    }

    /// A film of which nobody knows more than its id and what the file says.
    init(_ film: ImportedFilm, tmdbID: Int?, imdbID: IMDbID?) {
        self.init(tmdbID: tmdbID, imdbID: imdbID, title: film.searchTitle)
        year = film.year
    }

    private mutating func take(_ metadata: TitleMetadata) {
        originalTitle = metadata.originalTitle
        year = metadata.year
        overview = metadata.overview
        posterPath = metadata.posterPath
        voteAverage = metadata.voteAverage
        voteCount = metadata.voteCount
        releaseDate = metadata.releaseDate
        popularity = metadata.popularity
        runtimeMinutes = metadata.runtimeMinutes
    }

    /// What a catalogue that does not have the film gets to know of it.
    package var draft: TitleDraft {
        var metadata = TitleMetadata(title: title)
        metadata.originalTitle = originalTitle
        metadata.year = year
        metadata.overview = overview
        metadata.posterPath = posterPath
        metadata.voteAverage = voteAverage
        metadata.voteCount = voteCount
        metadata.releaseDate = releaseDate
        metadata.popularity = popularity
        metadata.runtimeMinutes = runtimeMinutes
        metadata.genres = FilmGenre.names(of: genreIDs)
        // "xx" stands for films without words.
        metadata.languages = originalLanguage.map { $0 == "xx" ? [] : [$0] } ?? []
        return TitleDraft(kind: .movie, imdbID: imdbID, tmdbID: tmdbID, metadata: metadata)
    }
}
