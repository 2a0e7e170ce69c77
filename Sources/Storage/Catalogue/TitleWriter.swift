import Basics
import Domain
import SQL

/// Writes changed titles with everything that belongs to them; the number of statements depends only on the number
/// of full multi-row statements, not on the number of titles.
struct TitleWriter {
    let connection: any SQLConnection
    var vocabulary: Vocabulary
    let world: World

    /// Stores the slots under revisions of their own, and what the listings tell of them; returns their ids.
    @discardableResult
    mutating func write(_ slots: [CatalogueMerge.Slot]) throws -> [TitleID] {
        let ids = try writeUnlisted(slots)
        let relisted = zip(ids, slots).filter { $1.changesListing }.map(\.0)
        if !relisted.isEmpty { try ListingWriter(connection: connection).refreshListed(relisted) }
        return ids
    }

    /// Like `write`, for those who bring the listings up to date themselves.
    mutating func writeUnlisted(_ slots: [CatalogueMerge.Slot]) throws -> [TitleID] {
        guard !slots.isEmpty else { return [] }
        let revision = try connection.raise(.titles, steps: slots.count)
        let ids = try writeTitles(slots, firstRevision: revision)
        let changed = Array(zip(ids, slots))
        try writeTerms(changed.filter { $1.changes(\.genres) || $1.changes(\.keywords) })
        try writePeople(changed.filter { $1.changes(\.credits) })
        try writeStudios(changed.filter { $1.changes(\.studios) })
        try writeFacets(changed)
        return ids
    }

    private typealias Changed = [(id: TitleID, slot: CatalogueMerge.Slot)]

    private func writeTitles(_ slots: [CatalogueMerge.Slot], firstRevision: Int64) throws -> [TitleID] {
        var added: [[SQLBinding]] = []
        var updated: [[SQLBinding]] = []
        var uuids: [String] = []
        let now = world.now()
        for (offset, slot) in slots.enumerated() {
            let uuid = slot.before?.uuid ?? world.uuid()
            uuids.append(uuid)
            let row = try slot.bindings(uuid: uuid, revision: firstRevision + Int64(offset)) + [SQLBinding(now)]
            if let id = slot.before?.id {
                updated.append([SQLBinding(id)] + row)
            } else {
                added.append(row + [SQLBinding(now)])
            }
        }
        let rows = try connection.insert(added) {
            """
            INSERT INTO title (\(sql: TitleRows.written), changed_at, added_at) VALUES \(rows: $0) RETURNING id, uuid
            """
        }
        let assignments = (TitleRows.writtenNames + ["changed_at"]).map { SQL(trusted: "\($0) = excluded.\($0)") }
            .joined(separator: ", ")
        try connection.insert(updated) {
            """
            INSERT INTO title (id, \(sql: TitleRows.written), changed_at) VALUES \(rows: $0)
            ON CONFLICT (id) DO UPDATE SET \(sql: assignments)
            """
        }
        let hasNewIDs = slots.contains { $0.before?.imdbID != $0.imdbID || $0.before?.tmdbID != $0.tmdbID }
        if !added.isEmpty || hasNewIDs { try SQLRatingStore.reattach(connection) }
        var minted: [String: TitleID] = [:]
        for row in rows { minted[try row.text(1)] = try row.get(0) }
        return try zip(slots, uuids).map { slot, uuid in
            guard let id = slot.before?.id ?? minted[uuid] else { throw SQLError.decoding("a new title has no id") }
            return id
        }
    }

    private mutating func writeTerms(_ changed: Changed) throws {
        guard !changed.isEmpty else { return }
        try vocabulary.insert(changed.lazy.flatMap(\.slot.metadata.genres), .genre, connection)
        try vocabulary.insert(changed.lazy.flatMap(\.slot.metadata.keywords), .keyword, connection)
        var rows: [[Int]] = []
        for (id, slot) in changed {
            for (position, name) in slot.metadata.genres.enumerated() {
                rows.append([Int(id.rawValue), try vocabulary.id(name, .genre), position])
            }
            for (position, name) in slot.metadata.keywords.enumerated() {
                rows.append([Int(id.rawValue), try vocabulary.id(name, .keyword), position])
            }
        }
        try connection.execute("DELETE FROM title_term WHERE title_id IN \(list: changed.stored)")
        try connection.execute(
            """
            INSERT INTO title_term (title_id, term_id, position)
            SELECT \(sql: .integer(at: 0)), \(sql: .integer(at: 1)), \(sql: .integer(at: 2))
            FROM \(sql: .elements(ofJSON: JSONText.encodeRows(rows)))
            """)
    }

    private mutating func writePeople(_ changed: Changed) throws {
        guard !changed.isEmpty else { return }
        try vocabulary.insert(changed.lazy.flatMap { $0.slot.metadata.credits.map(\.name) }, .person, connection)
        var rows: [[Int]] = []
        for (id, slot) in changed {
            for (position, credit) in slot.metadata.credits.enumerated() {
                let role = Credit.Role.allCases.firstIndex(of: credit.role) ?? 0
                rows.append([Int(id.rawValue), position, try vocabulary.id(credit.name, .person), role])
            }
        }
        try connection.execute("DELETE FROM title_person WHERE title_id IN \(list: changed.stored)")
        try connection.execute(
            """
            INSERT INTO title_person (title_id, position, person_id, role)
            SELECT \(sql: .integer(at: 0)), \(sql: .integer(at: 1)), \(sql: .integer(at: 2)),
                CASE \(sql: .integer(at: 3)) WHEN 0 THEN 'director' WHEN 1 THEN 'writer' ELSE 'cast' END
            FROM \(sql: .elements(ofJSON: JSONText.encodeRows(rows)))
            """)
    }

    private mutating func writeStudios(_ changed: Changed) throws {
        guard !changed.isEmpty else { return }
        try vocabulary.insert(changed.lazy.flatMap(\.slot.metadata.studios), .studio, connection)
        var rows: [[Int]] = []
        for (id, slot) in changed {
            for (position, name) in slot.metadata.studios.enumerated() {
                rows.append([Int(id.rawValue), position, try vocabulary.id(name, .studio)])
            }
        }
        try connection.execute("DELETE FROM title_studio WHERE title_id IN \(list: changed.stored)")
        try connection.execute(
            """
            INSERT INTO title_studio (title_id, position, studio_id)
            SELECT \(sql: .integer(at: 0)), \(sql: .integer(at: 1)), \(sql: .integer(at: 2))
            FROM \(sql: .elements(ofJSON: JSONText.encodeRows(rows)))
            """)
    }

    private func writeFacets(_ changed: Changed) throws {
        let texts = changed.flatMap { id, slot in
            slot.changedFacets.sorted { $0.position < $1.position }.compactMap { facet in
                slot.facets[facet].map { (id, $0) }
            }
        }
        try FacetRows.put(texts, connection)
    }
}

extension [(id: TitleID, slot: CatalogueMerge.Slot)] {
    /// The titles that had rows in the link tables before.
    fileprivate var stored: [TitleID] { filter { $0.slot.before != nil }.map(\.id) }
}

extension CatalogueMerge.Slot {
    fileprivate func changes(_ list: KeyPath<TitleMetadata, some Collection & Equatable>) -> Bool {
        guard let before else { return !metadata[keyPath: list].isEmpty }
        return before.metadata[keyPath: list] != metadata[keyPath: list]
    }

    /// Whether a stored title has other names, people or certificate now. A new one has no listing.
    fileprivate var changesListing: Bool {
        guard let before else { return false }
        let (old, new) = (before.metadata, metadata)
        return kind != before.kind || old.title != new.title || old.originalTitle != new.originalTitle
            || old.year != new.year || old.contentRating != new.contentRating || old.credits != new.credits
    }

    /// The values of `TitleRows.written`.
    fileprivate func bindings(uuid: String, revision: Int64) throws -> [SQLBinding] {
        let identity = [
            SQLBinding(uuid), SQLBinding(kind), SQLBinding(state), SQLBinding(imdbID), SQLBinding(tmdbID),
        ]
        let texts = [
            SQLBinding(metadata.title), SQLBinding(metadata.originalTitle), SQLBinding(metadata.year),
            SQLBinding(metadata.releaseDate), SQLBinding(metadata.overview), SQLBinding(metadata.tagline),
        ]
        let numbers = [
            SQLBinding(metadata.runtimeMinutes), SQLBinding(metadata.contentRating), SQLBinding(metadata.voteAverage),
            SQLBinding(metadata.voteCount), SQLBinding(metadata.popularity), SQLBinding(metadata.posterPath),
        ]
        let rest = [
            SQLBinding(try JSONText.encode(metadata.countries)), SQLBinding(try JSONText.encode(metadata.languages)),
            SQLBinding(try JSONText.encode(provenance)), SQLBinding(Folding.matchKey(metadata.title)),
            SQLBinding(revision),
        ]
        return identity + texts + numbers + rest
    }
}
