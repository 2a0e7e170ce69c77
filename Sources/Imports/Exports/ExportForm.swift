/// The forms in which somebody takes out what they rated and watched. The names stand in addresses.
package enum ExportForm: String, Sendable, CaseIterable {
    /// What Letterboxd takes in, in one table.
    case letterboxd
    /// The same in as many tables as Letterboxd wants for long ones.
    case letterboxdParts = "letterboxd-parts"
    /// Ratings as IMDb hands them out: what has an id there.
    case imdb
    /// Viewings as Netflix hands them out.
    case netflix
    /// Viewings, ratings and the watch list as Trakt hands them out.
    case trakt
    /// Ratings, viewings and what is kept in one table of this server's own, with nothing left out.
    case csv
    /// All that there is of a person, of all their profiles.
    case everything

    package var fileName: String {
        switch self {
        case .letterboxd: "kinothek-letterboxd.csv"
        case .letterboxdParts: "kinothek-letterboxd.zip"
        case .imdb: "kinothek-imdb.csv"
        case .netflix: "kinothek-netflix.csv"
        case .trakt: "kinothek-trakt.zip"
        case .csv: "kinothek.csv"
        case .everything: "kinothek-everything.zip"
        }
    }

    package var isArchive: Bool { fileName.hasSuffix(".zip") }

    package var contentType: String { isArchive ? "application/zip" : "text/csv; charset=utf-8" }
}
