import Foundation

/// Which entry of the metadata provider a title is.
package struct CatalogueMatch: Sendable, Hashable, Codable {
    package let title: String
    package let year: Int?
    /// Nil for a title that is none of the provider's yet.
    package let tmdbID: Int?

    enum CodingKeys: String, CodingKey {
        case title, year
        case tmdbID = "tmdb_id"
    }

    package init(title: String, year: Int?, tmdbID: Int?) {
        self.title = title
        self.year = year
        self.tmdbID = tmdbID
    }

    /// What a title is taken for now.
    package init(_ title: Title) {
        self.init(title: title.metadata.title, year: title.metadata.year, tmdbID: title.tmdbID)
    }

    /// People see null where nothing is known.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(title, forKey: .title)
        try container.encode(year, forKey: .year)
        try container.encode(tmdbID, forKey: .tmdbID)
    }
}

/// The title that another one is the same as.
package struct CatalogueTwin: Sendable, Hashable, Codable {
    /// `local-` and the title's id.
    package let id: String
    package let title: String
    package let year: Int?

    package init(_ title: Title) {
        id = PlanSubject.wireID(of: title.id)
        self.title = title.metadata.title
        year = title.metadata.year
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(title, forKey: .title)
        try container.encode(year, forKey: .year)
    }
}

/// What a change of the own catalogue does to its title.
package enum CatalogueRepair: Sendable, Hashable {
    case tmdbID(Int)
    case imdbID(IMDbID)
    case match(CatalogueMatch)
    /// The whole list.
    case genres([String])
    case keywords([String])
    /// The path of a poster of the provider's.
    case artwork(String)
    /// The title's files, and the ids that the other one lacks, go to that one.
    case duplicate(of: TitleID)

    /// Nil where the value does not fit the field, and for fields of the archive.
    package init?(_ field: ChangeField, _ value: ChangeValue) {
        switch field {
        case .tmdbID:
            guard let id = value.number, id > 0 else { return nil }
            self = .tmdbID(id)
        case .imdbID:
            guard let id = value.text.flatMap({ IMDbID($0) }) else { return nil }
            self = .imdbID(id)
        case .match:
            guard let match: CatalogueMatch = value.decoded(), let id = match.tmdbID, id > 0, !match.title.isEmpty
            else { return nil }
            self = .match(match)
        case .genres, .keywords:
            guard !value.isOneName, let names = value.names else { return nil }
            self = field == .genres ? .genres(names) : .keywords(names)
        case .artwork:
            guard let path = value.text, path.first == "/" else { return nil }
            self = .artwork(path)
        case .duplicate:
            guard let twin: CatalogueTwin = value.decoded(), let id = PlanSubject.titleID(of: twin.id) else {
                return nil
            }
            self = .duplicate(of: id)
        case .performers, .studio, .tags, .details, .title: return nil
        }
    }

    /// What a title says of a field now, as changes tell it; null for fields of the archive.
    package static func value(of field: ChangeField, in title: Title) -> ChangeValue {
        switch field {
        case .tmdbID: title.tmdbID.map(ChangeValue.number) ?? .null
        case .imdbID: title.imdbID.map { .text($0.rawValue) } ?? .null
        case .match: ChangeValue(of: CatalogueMatch(title))
        case .genres: .names(title.metadata.genres)
        case .keywords: .names(title.metadata.keywords)
        case .artwork: title.metadata.posterPath.map(ChangeValue.text) ?? .null
        case .duplicate, .performers, .studio, .tags, .details, .title: .null
        }
    }

    /// Whether a title still is what a change was proposed for.
    package static func isCurrent(_ change: NewChange, of title: Title) -> Bool {
        switch change.field {
        case .genres: change.current.names ?? [] == title.metadata.genres
        case .keywords: change.current.names ?? [] == title.metadata.keywords
        case .tmdbID: change.current.number == title.tmdbID
        // Only which entry is meant counts: its name may be spelled better by now.
        case .match: (change.current.decoded() as CatalogueMatch?)?.tmdbID == title.tmdbID
        case .imdbID: change.current.text == title.imdbID?.rawValue
        case .artwork: change.current.text == title.metadata.posterPath
        case .duplicate: true
        case .performers, .studio, .tags, .details, .title: false
        }
    }
}

extension ChangeValue {
    package static func number(_ number: Int) -> ChangeValue { ChangeValue(json: String(number)) }

    /// What is written as one JSON value; null for what cannot be.
    package init(of value: some Encodable) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        self.init(json: (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "null")
    }

    /// A whole number, also one that is written as a text; nil for everything else.
    package var number: Int? { Int(text ?? json) }

    /// Nil where it holds something else.
    package func decoded<Value: Decodable>() -> Value? {
        try? JSONDecoder().decode(Value.self, from: Data(json.utf8))
    }
}

extension PlanSubject {
    private static let prefix = "local-"

    /// A title of the own catalogue; `path` of its first file.
    package init(_ title: Title, path: String?) {
        self.init(
            titleID: title.id, wireID: Self.wireID(of: title.id), title: title.metadata.title, path: path)
    }

    package static func wireID(of title: TitleID) -> String { prefix + title.description }

    /// Nil for other ids than those of the own catalogue.
    package static func titleID(of wireID: String) -> TitleID? {
        guard wireID.hasPrefix(prefix) else { return nil }
        return Int32(wireID.dropFirst(prefix.count)).flatMap { $0 > 0 ? TitleID($0) : nil }
    }
}
