import Basics
import Domain
import SQL

/// Keeps `listing` and `title_library` equal to what follows from titles, episodes and files, in a fixed number of
/// statements. Works in a script that holds the lock of the titles; what did not change is not written.
struct ListingWriter {
    let connection: any SQLConnection

    /// Brings those of the titles up to date that are listed, and the listed series of episodes.
    func refreshListed(_ ids: [TitleID]) throws {
        let listed = try connection.query(
            """
            SELECT title_id FROM listing WHERE title_id IN \(list: ids)
            UNION
            SELECT l.title_id FROM episode e JOIN listing l ON l.title_id = e.series_id
            WHERE e.title_id IN \(list: ids)
            """)
        try refresh(try listed.map { try $0.get(0) })
    }

    /// Lists films and series that have a file to play, as they are now, and the others no longer.
    func refresh(_ ids: some Collection<TitleID>) throws {
        guard !ids.isEmpty else { return }
        let places = try places(ids)
        let facts = try facts(places.keys)
        let listings = facts.reduce(into: [TitleID: Listing]()) { listings, title in
            guard let addedAt = places[title.key]?.values.max() else { return }
            listings[title.key] = title.value.listing(addedAt: addedAt)
        }
        try writeCertificates(facts.values)
        try writeListings(listings, ids)
        try writeLibraries(places.filter { listings[$0.key] != nil }.mapValues { Set($0.keys) }, ids)
    }

    /// A film's files, and those of a series' episodes.
    static func files(of ids: some Collection<TitleID>) -> SQL {
        """
        SELECT title_id, file_id FROM title_file WHERE title_id IN \(list: ids)
        UNION ALL
        SELECT e.series_id, p.file_id FROM episode e JOIN title_file p ON p.title_id = e.title_id
        WHERE e.series_id IN \(list: ids)
        """
    }

    /// The libraries in which each title has files to play, with the moment of the newest one.
    private func places(_ ids: some Collection<TitleID>) throws -> [TitleID: [MediaLibraryID: Instant]] {
        var places: [TitleID: [MediaLibraryID: Instant]] = [:]
        try connection.forEach(
            """
            SELECT f.title_id, d.library_id, MAX(m.added_at) FROM (\(sql: Self.files(of: ids))) AS f
            JOIN media_file m ON m.id = f.file_id JOIN media_folder d ON d.id = m.folder_id
            WHERE m.role = 'feature' GROUP BY f.title_id, d.library_id
            """
        ) { row in
            places[try row.get(0), default: [:]][try row.get(1)] = try row.get(2)
        }
        return places
    }

    private func facts(_ ids: some Collection<TitleID>) throws -> [TitleID: ListingFacts] {
        guard !ids.isEmpty else { return [:] }
        var facts: [TitleID: ListingFacts] = [:]
        try connection.forEach(
            """
            SELECT id, kind, title, original_title, year, content_rating FROM title
            WHERE id IN \(list: ids) AND kind IN ('movie', 'series', 'scene')
            """
        ) { row in
            facts[try row.get(0)] = ListingFacts(
                kind: try row.get(1), title: try row.text(2), originalTitle: try row.optionalText(3),
                year: try row.optionalInt(4), contentRating: try row.optionalText(5))
        }
        try readPeople(&facts)
        try readEpisodes(&facts)
        return facts
    }

    private func readPeople(_ facts: inout [TitleID: ListingFacts]) throws {
        let people = try connection.query(
            """
            SELECT l.title_id, p.name, l.position FROM title_person l JOIN person p ON p.id = l.person_id
            WHERE l.title_id IN \(list: facts.keys)
            """
        ).map { (id: try $0.get(0, as: TitleID.self), name: try $0.text(1), position: try $0.int(2)) }
        for person in people.sorted(by: { $0.position < $1.position }) { facts[person.id]?.people.append(person.name) }
    }

    private func readEpisodes(_ facts: inout [TitleID: ListingFacts]) throws {
        let rows = try connection.query(
            """
            SELECT e.series_id, e.title_id, t.title, t.content_rating, e.certificate
            FROM episode e JOIN title t ON t.id = e.title_id
            WHERE e.series_id IN \(list: facts.keys) AND \(sql: MediaRows.hasFeature("e.title_id"))
            """)
        for row in rows {
            facts[try row.get(0)]?.episodes.append(
                EpisodeFacts(
                    id: try row.get(1), title: try row.text(2), contentRating: try row.optionalText(3),
                    certificate: try row.optionalInt(4)))
        }
        // By id, so that the text does not depend on how the database goes about it.
        for id in facts.keys { facts[id]?.episodes.sort { $0.id < $1.id } }
    }
}

extension ListingWriter {
    /// A statement for each rung of the ladder at most.
    private func writeCertificates(_ series: some Collection<ListingFacts>) throws {
        var changed: [Int?: [TitleID]] = [:]
        for series in series {
            for episode in series.episodes {
                let certificate = episode.certificate(in: series)
                if episode.certificate != certificate { changed[certificate, default: []].append(episode.id) }
            }
        }
        for (certificate, episodes) in changed {
            try connection.execute(
                "UPDATE episode SET certificate = \(SQLBinding(certificate)) WHERE title_id IN \(list: episodes)")
        }
    }

    private func writeListings(_ listings: [TitleID: Listing], _ ids: some Collection<TitleID>) throws {
        var stored: [TitleID: Listing] = [:]
        try connection.forEach(
            """
            SELECT title_id, kind, sort_key, year, certificate, title_text, search_text, added_at FROM listing
            WHERE title_id IN \(list: ids)
            """
        ) { row in
            stored[try row.get(0)] = Listing(
                kind: try row.get(1), sortKey: try row.text(2), year: try row.int(3),
                certificate: try row.optionalInt(4), titleText: try row.text(5), searchText: try row.text(6),
                addedAt: try row.get(7))
        }
        let gone = stored.keys.filter { listings[$0] == nil }
        if !gone.isEmpty { try connection.execute("DELETE FROM listing WHERE title_id IN \(list: gone)") }
        let rows = listings.filter { stored[$0.key] != $0.value }.sorted { $0.key < $1.key }.map { id, listing in
            [
                SQLBinding(id), SQLBinding(listing.kind), SQLBinding(listing.sortKey), SQLBinding(listing.year),
                SQLBinding(listing.certificate), SQLBinding(listing.titleText), SQLBinding(listing.searchText),
                SQLBinding(listing.addedAt),
            ]
        }
        try connection.insert(rows) {
            """
            INSERT INTO listing (title_id, kind, sort_key, year, certificate, title_text, search_text, added_at)
            VALUES \(rows: $0)
            ON CONFLICT (title_id) DO UPDATE SET kind = excluded.kind, sort_key = excluded.sort_key,
                year = excluded.year, certificate = excluded.certificate, title_text = excluded.title_text,
                search_text = excluded.search_text, added_at = excluded.added_at
            """
        }
    }

    private func writeLibraries(
        _ libraries: [TitleID: Set<MediaLibraryID>], _ ids: some Collection<TitleID>
    ) throws {
        var stored: [TitleID: Set<MediaLibraryID>] = [:]
        try connection.forEach(
            "SELECT title_id, library_id FROM title_library WHERE title_id IN \(list: ids)"
        ) { row in
            stored[try row.get(0), default: []].insert(try row.get(1))
        }
        let gone = stored.flatMap { id, old in old.subtracting(libraries[id] ?? []).map { (id, $0) } }
        if !gone.isEmpty {
            let pairs = gone.map { [Int($0.rawValue), Int($1.rawValue)] }
            try connection.execute(
                "DELETE FROM title_library WHERE (title_id, library_id) IN \(sql: .pairs(pairs))")
        }
        let new = libraries.flatMap { id, new in new.subtracting(stored[id] ?? []).map { (id, $0) } }
        try connection.insert(new.sorted { $0 < $1 }.map { [SQLBinding($0), SQLBinding($1)] }) {
            "INSERT INTO title_library (title_id, library_id) VALUES \(rows: $0)"
        }
    }
}
