/// What the columns of a table mean, counted from 0.
package struct ColumnMapping: Sendable, Hashable, Codable {
    package var title: Int
    package var year: Int?
    /// When the film was watched.
    package var date: Int?
    package var rating: Int?
    package var imdbID: Int?
    package var tmdbID: Int?
    package var ratingScale: RatingScale

    package init(title: Int, ratingScale: RatingScale = .ten) {
        self.title = title
        self.ratingScale = ratingScale
    }
}

extension ColumnMapping {
    /// What columns of such names probably mean; nil when none looks like a title. `sample` are rows below the
    /// header, for the scale of ratings.
    package static func guess(header: [String], sample: [[String]]) -> ColumnMapping? {
        let names = header.map { $0.lowercased().filter { $0.isLetter || $0.isNumber } }
        func column(_ known: [String]) -> Int? { known.lazy.compactMap(names.firstIndex).first }
        guard let title = column(titleNames) else { return nil }
        var mapping = ColumnMapping(title: title)
        mapping.year = column(yearNames)
        mapping.date = column(dateNames)
        mapping.rating = column(ratingNames)
        mapping.imdbID = column(imdbNames)
        mapping.tmdbID = column(tmdbNames)
        if let rating = mapping.rating { mapping.ratingScale = scale(of: sample, column: rating) }
        return mapping
    }

    private static func scale(of sample: [[String]], column: Int) -> RatingScale {
        let numbers = sample.compactMap { $0.indices.contains(column) ? RatingScale.number($0[column]) : nil }
        let highest = numbers.max() ?? 10
        return RatingScale.allCases.first { highest <= Double($0.rawValue) } ?? .hundred
    }

    // Lower case, without spaces and signs; the likelier ones first.
    private static let titleNames = [
        "title", "name", "movie", "film", "movietitle", "filmtitle", "moviename", "filmname", "primarytitle",
        "originaltitle", "titel", "filmtitel", "título", "titulo", "titre", "titolo", "película", "filme", "タイトル",
        "标题", "標題",
    ]
    private static let yearNames = [
        "year", "releaseyear", "yearreleased", "released", "releasedate", "jahr", "erscheinungsjahr", "año", "année",
        "anno", "ano",
    ]
    private static let dateNames = [
        "watcheddate", "datewatched", "watchedat", "watchedon", "watched", "lastwatched", "lastwatchedat", "viewed",
        "dateviewed", "seen", "dateseen", "date", "gesehen", "gesehenam", "datum", "fecha", "data", "vu", "vule",
    ]
    private static let ratingNames = [
        "yourrating", "myrating", "userrating", "rating", "rating10", "score", "stars", "vote", "bewertung", "wertung",
        "note", "calificación", "valutazione", "voto", "nota",
    ]
    private static let imdbNames = ["imdbid", "imdb", "tconst", "const"]
    private static let tmdbNames = ["tmdbid", "tmdb", "themoviedbid"]
}
