import Domain
import SQL

/// Finds listed titles by folded words of which each is part of some name.
struct VideoNames {
    private let words: [String]
    private let filter: VideoFilter
    private let connection: any SQLConnection

    init(_ words: [String], _ filter: VideoFilter, _ connection: any SQLConnection) {
        self.words = words
        self.filter = filter
        self.connection = connection
    }

    private struct Match {
        let match: NameMatch
        let id: TitleID
    }

    /// The best first; equals are in the order of the list by title.
    ///
    /// A title that has the words comes before whatever has them elsewhere, and titles lie in the index of the list. So
    /// everything else is read only where there are not enough of these.
    func best(_ limit: Int) throws -> [TitleID] {
        var ranked = Self.ranked(try byTitle())
        guard ranked.count < limit else { return Array(ranked.prefix(limit)) }
        let known = Set(ranked)
        ranked += Self.ranked(try byAnyName().filter { !known.contains($0.id) })
        return Array(ranked.prefix(limit))
    }

    /// All in the order of the list, without those that only a hidden episode's title would show.
    func visible() throws -> [TitleID] {
        let found = try candidates(in: filter.order, limit: nil)
        let hidden = try HiddenNames(in: found.filter(\.isSeries).map(\.id), from: filter.viewer, connection)
        let texts = try texts(of: hidden.concerned)
        return found.map(\.id).filter { id in
            texts[id].map { NameLines(hidden.visible($0, of: id), episode: nil).hold(words) } ?? true
        }
    }

    /// The order of the list stays among equals.
    private static func ranked(_ matches: [Match]) -> [TitleID] {
        NameMatch.allCases.flatMap { match in matches.filter { $0.match == match } }.map(\.id)
    }

    /// Those of which a title or original title has all words.
    private func byTitle() throws -> [Match] {
        var matches: [Match] = []
        try connection.forEach(
            """
            SELECT l.title_id, l.title_text FROM listing l
            WHERE \(sql: VideoConditions(filter, words: []).sql) AND \(sql: VideoConditions.titles(contain: words))
            ORDER BY \(sql: nearness), \(sql: VideoOrder.title.sql) LIMIT \(StorageLimits.namesRankedMax)
            """
        ) { row in
            let match = NameMatch(words, in: try row.text(1))
            if match != .person { matches.append(Match(match: match, id: try row.get(0))) }
        }
        return matches
    }

    private func byAnyName() throws -> [Match] {
        let found = try candidates(in: .title, limit: StorageLimits.namesRankedMax)
        let series = found.filter(\.isSeries).map(\.id)
        let hidden = try HiddenNames(in: series, from: filter.viewer, connection)
        let texts = try texts(of: series)
        return found.compactMap { id, _ -> Match? in
            // What films have elsewhere than in their titles is people.
            guard let text = texts[id].map({ hidden.visible($0, of: id) }) else { return Match(match: .person, id: id) }
            guard !hidden.concerned.contains(id) || NameLines(text, episode: nil).hold(words) else { return nil }
            return Match(match: NameMatch(words, in: text), id: id)
        }
    }

    private func candidates(in order: VideoOrder, limit: Int?) throws -> [(id: TitleID, isSeries: Bool)] {
        let cut: SQL = limit.map { "LIMIT \($0)" } ?? ""
        var found: [(id: TitleID, isSeries: Bool)] = []
        try connection.forEach(
            """
            SELECT l.title_id, l.kind FROM listing l WHERE \(sql: VideoConditions(filter, words: words).sql)
            ORDER BY \(sql: order.sorted) \(sql: cut)
            """
        ) { row in
            found.append((try row.get(0), try row.get(1, as: TitleKind.self) == .series))
        }
        return found
    }

    private func texts(of ids: some Collection<TitleID>) throws -> [TitleID: String] {
        guard !ids.isEmpty else { return [:] }
        var texts: [TitleID: String] = [:]
        try connection.forEach("SELECT title_id, search_text FROM listing WHERE title_id IN \(list: ids)") { row in
            texts[try row.get(0)] = try row.text(1)
        }
        return texts
    }

    /// Sorts what begins with the text before everything else, so that no limit cuts it off. The title is the first
    /// line.
    private var nearness: SQL {
        let name = LikePattern.escaped(words.joined(separator: " "))
        let (title, original) = ("\(NameMark.title.rawValue)\(name)%", "%\n\(NameMark.originalTitle.rawValue)\(name)%")
        return """
            CASE WHEN l.title_text LIKE \(title) ESCAPE '\\' OR l.title_text LIKE \(original) ESCAPE '\\'
                THEN 0 ELSE 1 END
            """
    }
}

extension VideoOrder {
    /// What is behind `ORDER BY`, of the row `l` of `listing`.
    var sql: SQL {
        switch self {
        case .title: "l.sort_key, l.year, l.title_id"
        case .year: "l.year DESC, l.sort_key, l.title_id"
        case .added: "l.added_at DESC, l.title_id DESC"
        }
    }

    /// The same, where SQLite shall read the table as it lies and sort what it found: an index leads from row to row
    /// all over the table, which takes longer where few of them are wanted.
    var sorted: SQL {
        let sign: SQL = "\(sqlite: "+", postgres: "")"
        return sign + sql
    }
}
