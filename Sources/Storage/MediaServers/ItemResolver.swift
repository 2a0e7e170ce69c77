import Domain
import SQL

/// Finds out which titles the items of a media server are: by what was taken over, else by ids and places, for items
/// that are in no library that is taken over.
struct ItemResolver {
    private let server: MediaServerKey
    private let connection: any SQLConnection
    private var found: [MediaServerID: ResolvedItem] = [:]

    init(_ server: MediaServerKey, _ connection: any SQLConnection) {
        self.server = server
        self.connection = connection
    }

    /// In the order of the plays; nil for items that nothing is known of.
    mutating func titles(of plays: [UserPlay]) throws -> [ResolvedItem?] {
        for (item, copy) in try copies(of: plays.map(\.itemID)) { found[item] = copy }
        try findByIDs(plays.filter { $0.kind.titles != nil && found[$0.itemID] == nil })
        try findByPlaces(plays.filter { $0.kind.titles == nil && found[$0.itemID] == nil })
        return plays.map { found[$0.itemID] }
    }

    private func copies(of items: [MediaServerID]) throws -> [MediaServerID: ResolvedItem] {
        guard !items.isEmpty else { return [:] }
        var copies: [MediaServerID: ResolvedItem] = [:]
        try connection.forEach(
            """
            SELECT c.item_id, c.title_id, EXISTS (
                SELECT 1 FROM server_copy o WHERE o.title_id = c.title_id AND o.item_id <> c.item_id)
            FROM server_copy c JOIN server_library l ON l.id = c.library_id
            WHERE c.item_id IN \(list: items) AND l.server = \(server)
            """
        ) { row in
            copies[try row.get(0)] = ResolvedItem(titleID: try row.get(1), hasOthers: try row.bool(2))
        }
        return copies
    }

    private mutating func findByIDs(_ plays: [UserPlay]) throws {
        guard !plays.isEmpty else { return }
        let imdb = try titles("imdb_id IN \(list: plays.compactMap(\.references.imdbID))", \.imdbID)
        let tmdb = try titles("tmdb_id IN \(list: plays.compactMap(\.references.tmdbID))", \.tmdbID)
        let tvdb = try SeriesFactRows.series(
            withTVDBIDs: Set(plays.filter { $0.kind == .series }.compactMap(\.references.tvdbID)), connection)
        for play in plays {
            guard let kind = play.kind.titles else { continue }
            let references = play.references
            let title =
                references.imdbID.flatMap { imdb[Reference(kind: kind, value: $0)] }
                ?? references.tmdbID.flatMap { tmdb[Reference(kind: kind, value: $0)] }
                ?? (kind == .series ? references.tvdbID.flatMap { tvdb[$0] } : nil)
            found[play.itemID] = title.map { ResolvedItem(titleID: $0, hasOthers: true) }
        }
    }

    private struct Reference<Value: Hashable>: Hashable {
        let kind: TitleKind
        let value: Value
    }

    private struct Numbered {
        let imdbID: IMDbID?
        let tmdbID: Int?
    }

    private func titles<Value: Hashable>(
        _ condition: SQL, _ reference: KeyPath<Numbered, Value?>
    ) throws -> [Reference<Value>: TitleID] {
        var titles: [Reference<Value>: TitleID] = [:]
        try connection.forEach(
            """
            SELECT \(sql: MergedTitles.meantID), t.kind, t.imdb_id, t.tmdb_id FROM title t
            WHERE \(sql: condition) AND t.kind IN ('movie', 'series') AND \(sql: MergedTitles.isMeant)
            """
        ) { row in
            let numbers = Numbered(imdbID: try row.get(2, as: IMDbID?.self), tmdbID: try row.optionalInt(3))
            guard let value = numbers[keyPath: reference] else { return }
            titles[Reference(kind: try row.get(1), value: value)] = try row.get(0)
        }
        return titles
    }

    private mutating func findByPlaces(_ plays: [UserPlay]) throws {
        var wanted: [(item: MediaServerID, series: MediaServerID, place: UserPlay.Place)] = []
        for play in plays {
            guard case .episode(let series?, let place?) = play.kind else { continue }
            wanted.append((play.itemID, series, place))
        }
        guard !wanted.isEmpty else { return }
        let series = try copies(of: Array(Set(wanted.map(\.series))))
        var places: [MediaServerID: SeriesPlace] = [:]
        for play in wanted {
            places[play.item] = series[play.series].map {
                SeriesPlace(seriesID: $0.titleID, season: play.place.season, number: play.place.number)
            }
        }
        let rows = try EpisodePlaces.rows(at: Set(places.values), connection)
        for (item, place) in places {
            found[item] = rows[place].map { ResolvedItem(titleID: $0.titleID, hasOthers: true) }
        }
    }
}

extension UserPlay.Kind {
    /// The kind of title that has ids of its own; nil for episodes, which have places.
    fileprivate var titles: TitleKind? {
        switch self {
        case .film: .movie
        case .series: .series
        case .episode: nil
        }
    }
}
