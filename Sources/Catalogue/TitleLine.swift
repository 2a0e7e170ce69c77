import Basics
import Domain
import Foundation

/// One line of a catalogue file: a JSON object in which everything but `title` may be missing or null.
struct TitleLine: Decodable {
    struct Facets: Decodable {
        let plot, mood, themes, genre: String?
    }

    let kind: String?
    let title: String?
    let originalTitle: String?
    let year: Int?
    let releaseDate: String?
    let imdbID: String?
    let tmdbID: Int?
    let genres, keywords, directors, cast, studios, countries, languages: [String]?
    let overview: String?
    let tagline: String?
    let runtimeMinutes: Int?
    let contentRating: String?
    let voteAverage: Double?
    let voteCount: Int?
    let popularity: Double?
    let posterPath: String?
    let facets: Facets?

    enum CodingKeys: String, CodingKey {
        case kind, title, year, genres, keywords, directors, cast, studios, countries, languages, overview, tagline
        case popularity, facets
        case originalTitle = "original_title"
        case releaseDate = "release_date"
        case imdbID = "imdb_id"
        case tmdbID = "tmdb_id"
        case runtimeMinutes = "runtime_minutes"
        case contentRating = "content_rating"
        case voteAverage = "vote_average"
        case voteCount = "vote_count"
        case posterPath = "poster_path"
    }
}

/// Why a line is not a title: one sentence for the person who made the file.
package struct LineFault: Error, Equatable {
    package let reason: String
}

extension TitleLine {
    /// Parses one line. Throws `LineFault`; never anything else.
    static func parse(_ bytes: [UInt8]) throws(LineFault) -> TitleDraft {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw LineFault(reason: "not UTF-8")
        }
        let line: TitleLine
        do {
            line = try JSONDecoder().decode(TitleLine.self, from: Data(bytes))
        } catch let error as DecodingError {
            throw LineFault(reason: error.sentence)
        } catch {
            throw LineFault(reason: "not a JSON object")
        }
        return try line.draft()
    }

    private func draft() throws(LineFault) -> TitleDraft {
        guard let kind = TitleKind(rawValue: kind ?? "movie"), kind == .movie || kind == .series else {
            throw LineFault(reason: "kind must be \"movie\" or \"series\"")
        }
        let draft = TitleDraft(
            kind: kind, imdbID: try parsedIMDbID(), tmdbID: try inRange(tmdbID, 1...Int(Int32.max), "tmdb_id"),
            metadata: try metadata(), facets: facetTexts())
        return draft
    }

    private func parsedIMDbID() throws(LineFault) -> IMDbID? {
        guard let imdbID, !imdbID.isEmpty else { return nil }
        guard let id = IMDbID(imdbID) else {
            throw LineFault(reason: "imdb_id must be \"tt\" and 1 to 10 digits")
        }
        return id
    }

    private func metadata() throws(LineFault) -> TitleMetadata {
        guard let title = try text(title, CatalogueLimits.titleCharactersMax, "title") else {
            throw LineFault(reason: "title is missing or blank")
        }
        var metadata = TitleMetadata(title: title)
        try addTexts(to: &metadata)
        try addNumbers(to: &metadata)
        try addLists(to: &metadata)
        return metadata
    }

    private func addTexts(to metadata: inout TitleMetadata) throws(LineFault) {
        let short = CatalogueLimits.shortTextCharactersMax
        metadata.originalTitle = try text(originalTitle, CatalogueLimits.titleCharactersMax, "original_title")
        metadata.overview = try text(overview, CatalogueLimits.overviewCharactersMax, "overview")
        metadata.tagline = try text(tagline, CatalogueLimits.overviewCharactersMax, "tagline")
        metadata.contentRating = try text(contentRating, short, "content_rating")
        metadata.posterPath = try text(posterPath, short, "poster_path")
        metadata.releaseDate = try text(releaseDate, short, "release_date")
        if let date = metadata.releaseDate, CivilDate(date) == nil {
            throw LineFault(reason: "release_date must be a date as YYYY-MM-DD")
        }
    }

    private func addNumbers(to metadata: inout TitleMetadata) throws(LineFault) {
        metadata.year = try inRange(year, CatalogueLimits.yearRange, "year")
        metadata.year = metadata.year ?? metadata.releaseDate.flatMap { CivilDate($0)?.year }
        metadata.runtimeMinutes = try inRange(runtimeMinutes, CatalogueLimits.runtimeMinutesRange, "runtime_minutes")
        metadata.voteAverage = try inRange(voteAverage, 0...10, "vote_average")
        metadata.voteCount = try inRange(voteCount, 0...Int(Int32.max), "vote_count")
        metadata.popularity = try inRange(popularity, 0...1e9, "popularity")
    }

    private func addLists(to metadata: inout TitleMetadata) throws(LineFault) {
        metadata.genres = try list(genres, "genres")
        metadata.keywords = try list(keywords, "keywords")
        metadata.studios = try list(studios, "studios")
        metadata.countries = try list(countries, "countries")
        metadata.languages = try list(languages, "languages")
        metadata.credits =
            try list(directors, "directors").map { Credit(name: $0, role: .director) }
            + list(cast, "cast").map { Credit(name: $0, role: .cast) }
    }

    private func facetTexts() -> [Facet: String] {
        let given: [(Facet, String?)] = [
            (.plot, facets?.plot), (.mood, facets?.mood), (.themes, facets?.themes), (.genre, facets?.genre),
        ]
        let present = given.compactMap { facet, text -> (Facet, String)? in
            let text = text?.trimmed.prefix(CatalogueLimits.overviewCharactersMax) ?? ""
            return text.isEmpty ? nil : (facet, String(text))
        }
        return Dictionary(uniqueKeysWithValues: present)
    }
}

extension TitleLine {
    /// The trimmed text; nil when missing or blank. Throws when it is longer than `max` characters.
    private func text(_ value: String?, _ max: Int, _ field: String) throws(LineFault) -> String? {
        guard let value = value?.trimmed, !value.isEmpty else { return nil }
        guard value.count <= max else { throw LineFault(reason: "\(field) is longer than \(max) characters") }
        // PostgreSQL stores no NUL, and no title has one.
        return value.replacing("\0", with: "")
    }

    private func list(_ values: [String]?, _ field: String) throws(LineFault) -> [String] {
        let values = values ?? []
        guard values.count <= CatalogueLimits.listEntriesMax else {
            throw LineFault(reason: "\(field) has more than \(CatalogueLimits.listEntriesMax) entries")
        }
        var seen: Set<String> = []
        var kept: [String] = []
        for value in values {
            guard let value = try text(value, CatalogueLimits.shortTextCharactersMax, field) else { continue }
            if seen.insert(value.lowercased()).inserted { kept.append(value) }
        }
        return kept
    }

    private func inRange<Value: Comparable>(
        _ value: Value?, _ range: ClosedRange<Value>, _ field: String
    ) throws(LineFault) -> Value? {
        guard let value else { return nil }
        guard range.contains(value) else {
            throw LineFault(reason: "\(field) must be between \(range.lowerBound) and \(range.upperBound)")
        }
        return value
    }
}

extension String {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}

extension DecodingError {
    /// The first thing that is wrong, by field, in words for the author of the file.
    fileprivate var sentence: String {
        switch self {
        case .typeMismatch(let type, let context): "\(context.field) must be \(Self.name(of: type))"
        case .valueNotFound(let type, let context): "\(context.field) must be \(Self.name(of: type))"
        case .keyNotFound(let key, _): "\(key.stringValue) is missing"
        case .dataCorrupted(let context):
            context.codingPath.isEmpty ? "not valid JSON" : "\(context.field) has an unusable value"
        @unknown default: "not valid JSON"
        }
    }

    private static func name(of type: Any.Type) -> String {
        switch type {
        case is String.Type: "a text"
        case is Int.Type: "a whole number"
        case is Double.Type: "a number"
        case is [String].Type, is [Any].Type: "a list of texts"
        default: "an object"
        }
    }
}

extension DecodingError.Context {
    fileprivate var field: String {
        let name = codingPath.map(\.stringValue).filter { !$0.hasPrefix("Index ") }.joined(separator: ".")
        return name.isEmpty ? "the line" : name
    }
}
