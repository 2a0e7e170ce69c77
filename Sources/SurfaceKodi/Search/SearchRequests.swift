import Domain
import Search
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

/// The body of `POST /kodi/search/movies`. Newer clients send `vibe` in the place of `query`, and more fields with it.
struct SearchRequest: Decodable {
    let query: Field<String>
    let vibe: Field<String>
    let limit: Field<Int>
    let mode: Field<String>
    let usesModel: Field<Bool>
    let wantsDiagnostics: Field<Bool>

    enum CodingKeys: String, CodingKey {
        case query, vibe, limit, mode
        case usesModel = "use_llm"
        case wantsDiagnostics = "debug_intent"
    }

    func checked() throws -> CheckedSearch {
        let text = [query.value, vibe.value].compactMap(\.self).first { !$0.isBlank }
        guard let text else { throw KodiError.badRequest("Search query required") }
        let limit: Int
        switch self.limit {
        case .missing: limit = KodiLimits.resultsStandard
        case .value(let number): limit = number
        case .null, .wrong: throw CheckedSearch.badLimit
        }
        return try CheckedSearch(query: text, limit: limit)
    }

    /// What newer clients ask for besides; nil for a request that has none of their fields.
    func checkedExtras() throws -> SearchExtras? {
        let usesModel = try Self.flag(usesModel, named: .usesModel)
        let wantsDiagnostics = try Self.flag(wantsDiagnostics, named: .wantsDiagnostics)
        let mode = try checkedMode()
        guard mode != nil || usesModel != nil || wantsDiagnostics != nil || vibe.isThere else { return nil }
        return SearchExtras(
            mode: mode ?? .hybrid, usesModel: usesModel ?? false, wantsDiagnostics: wantsDiagnostics ?? false)
    }

    private func checkedMode() throws -> SearchMode? {
        guard mode.isThere else { return nil }
        guard let mode = mode.value.flatMap({ SearchMode(rawValue: $0) }) else {
            throw KodiError.badRequest("mode must be \"bm25\" or \"hybrid\"")
        }
        return mode
    }

    private static func flag(_ field: Field<Bool>, named key: CodingKeys) throws -> Bool? {
        switch field {
        case .missing: nil
        case .value(let flag): flag
        case .null, .wrong: throw KodiError.badRequest("\(key.rawValue) must be true or false")
        }
    }
}

/// What newer clients ask for.
struct SearchExtras {
    let mode: SearchMode
    /// A language model may help with the query.
    let usesModel: Bool
    let wantsDiagnostics: Bool
}

/// The body of `POST /similar_to`.
struct SimilarRequest: Decodable {
    let reference: Field<String>
    let plot: Field<Bool>
    let mood: Field<Bool>
    let themes: Field<Bool>
    let genre: Field<Bool>
    let withScores: Field<Bool>

    enum CodingKeys: String, CodingKey {
        case reference = "reference_imdb_id"
        case plot = "include_plot"
        case mood = "include_mood"
        case themes = "include_themes"
        case genre = "include_genre"
        case withScores = "with_scores"
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
