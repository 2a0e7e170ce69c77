import Domain
import SurfaceKit

/// A query and how many films it asks for, checked.
struct CheckedSearch {
    let query: String
    let limit: Int

    /// Throws `KodiError.badRequest`.
    init(query: String?, limit: Int) throws {
        guard let query, !query.isBlank else { throw KodiError.badRequest("Search query required") }
        guard query.unicodeScalars.count <= KodiLimits.queryCharactersMax else {
            throw KodiError.badRequest(
                "Search query must not be longer than \(KodiLimits.queryCharactersMax) characters")
        }
        guard limit >= 1 else { throw Self.badLimit }
        self.query = query
        self.limit = min(limit, KodiLimits.resultsMax)
    }

    static let badLimit = KodiError.badRequest("limit must be a whole number of at least 1")
}

/// The body of `POST /kodi/search/movies`.
struct SearchRequest: Decodable {
    let query: Field<String>
    let limit: Field<Int>

    func checked() throws -> CheckedSearch {
        guard let query = query.value, !query.isBlank else { throw KodiError.badRequest("Search query required") }
        let limit: Int
        switch self.limit {
        case .missing: limit = KodiLimits.resultsStandard
        case .value(let number): limit = number
        case .null, .wrong: throw CheckedSearch.badLimit
        }
        return try CheckedSearch(query: query, limit: limit)
    }
}

/// The body of `POST /similar_to`.
struct SimilarRequest: Decodable {
    let reference: Field<String>
    let plot: Field<Bool>
    let mood: Field<Bool>
    let themes: Field<Bool>
    let genre: Field<Bool>

    enum CodingKeys: String, CodingKey {
        case reference = "reference_imdb_id"
        case plot = "include_plot"
        case mood = "include_mood"
        case themes = "include_themes"
        case genre = "include_genre"
    }

    /// Throws `KodiError.badRequest`, the reference's before the facets'.
    func checkedReference() throws -> IMDbID {
        switch reference {
        case .missing, .null: throw KodiError.badRequest("reference_imdb_id is required")
        case .value(let text) where text.isBlank: throw KodiError.badRequest("reference_imdb_id is required")
        case .value(let text):
            if let id = IMDbID(text) { return id }
            throw KodiError.badRequest("Invalid IMDb ID format")
        case .wrong: throw KodiError.badRequest("Invalid IMDb ID format")
        }
    }

    func checkedFacets() throws -> Set<Facet> {
        let fields: [(Facet, Field<Bool>, CodingKeys)] = [
            (.plot, plot, .plot), (.mood, mood, .mood), (.themes, themes, .themes), (.genre, genre, .genre),
        ]
        var chosen: Set<Facet> = []
        for (facet, field, key) in fields {
            switch field {
            case .missing, .value(false): continue
            case .value(true): chosen.insert(facet)
            case .null, .wrong: throw KodiError.badRequest("\(key.rawValue) must be true or false")
            }
        }
        guard !chosen.isEmpty else { throw KodiError.badRequest("At least one facet must be included") }
        return chosen
    }
}
