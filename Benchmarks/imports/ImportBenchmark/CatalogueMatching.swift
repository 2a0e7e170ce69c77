import Domain
import Foundation
import Imports
import SQL
import SQLSQLite
import Storage

/// Films of a file that are looked for in the catalogue of a server without a key for a provider.
struct CatalogueMatching: Encodable {
    let films: Int
    let names: Int
    let matched: Int
    let sure: Int
    /// The first names also wait until those of the catalogue are read.
    let seconds: Double
    let secondsAgain: Double

    static func measured(in folder: String, films count: Int, names nameCount: Int) async throws -> CatalogueMatching {
        let database = try SQLiteDatabase.open(SQLiteOptions(path: folder + "/catalogue.sqlite"))
        _ = try await SQLMigrator(SQLiteMigrations.all, nowMilliseconds: { 0 }).migrate(database)
        let stores = Stores(database: database)
        for start in stride(from: 1, through: count, by: 500) {
            _ = try await stores.catalogue.merge((start...min(start + 499, count)).map(film), from: .load)
        }
        let films = (0..<nameCount).map { number in
            let draft = film(1 + number * 7919 % count)
            var film = ImportedFilm(title: draft.metadata.title, searchTitle: draft.metadata.title)
            // One in eight has an older year, and one in nine a name that the catalogue does not have.
            film.year = number.isMultiple(of: 8) ? 1900 : draft.metadata.year
            if number.isMultiple(of: 9) { film.searchTitle += " and nothing" }
            return film
        }
        let matcher = FilmMatcher(names: stores.filmNames, provider: { nil })
        var times: [Double] = []
        var items: [ImportItem] = []
        for _ in 0..<2 {
            let start = ContinuousClock.now
            items = try await matcher.run().match(films)
            times.append((ContinuousClock.now - start) / .seconds(1))
        }
        await database.close()
        return CatalogueMatching(
            films: count, names: films.count, matched: items.count { $0.match != nil },
            sure: items.count { $0.quality == .high }, seconds: times[0], secondsAgain: times[1])
    }

    private static let words = [
        "the", "night", "of", "dark", "lord", "return", "king", "star", "last", "first", "house", "dragon", "women",
        "little", "man", "iron", "home", "away", "river", "city", "love", "letter", "winter", "summer", "island",
        "secret", "garden", "broken", "silver", "golden", "road", "train", "moon", "sun", "blood", "water", "fire",
    ]

    /// A film with a name of two to five words, in the order of its number.
    private static func film(_ number: Int) -> TitleDraft {
        var rest = number
        var name: [String] = []
        for _ in 0..<(2 + number % 4) {
            name.append(words[rest % words.count])
            rest = rest / words.count + number * 31 % 1009
        }
        var metadata = TitleMetadata(title: name.joined(separator: " ").capitalized)
        metadata.year = 1950 + number % 76
        metadata.voteCount = number * 37 % 10_000
        metadata.genres = ["Drama"]
        return TitleDraft(kind: .movie, imdbID: nil, tmdbID: number, metadata: metadata)
    }
}
