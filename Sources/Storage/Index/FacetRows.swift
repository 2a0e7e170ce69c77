import Domain
import SQL

/// Reads and writes the table `facet_text`.
enum FacetRows {
    static func facets(_ ids: [TitleID], _ connection: any SQLConnection) throws -> [TitleID: [FacetText]] {
        var facets: [TitleID: [FacetText]] = [:]
        let rows = try connection.query(
            "SELECT title_id, facet, text, source FROM facet_text WHERE title_id IN \(list: ids)")
        for row in rows {
            let text = FacetText(facet: try row.get(1), text: try row.text(2), source: try row.get(3))
            facets[try row.get(0), default: []].append(text)
        }
        return facets.mapValues { $0.sorted { $0.facet.position < $1.facet.position } }
    }

    /// Stores texts, except where a text of a stronger source stands. One multi-row statement per source.
    static func put(_ texts: [(TitleID, FacetText)], _ connection: any SQLConnection) throws {
        for source in FacetSource.allCases {
            let rows = texts.filter { $0.1.source == source }.map { id, text in
                [SQLBinding(id), SQLBinding(text.facet), SQLBinding(Folding.storable(text.text)), SQLBinding(source)]
            }
            try connection.insert(rows) {
                """
                INSERT INTO facet_text (title_id, facet, text, source) VALUES \(rows: $0)
                ON CONFLICT (title_id, facet) DO UPDATE SET text = excluded.text, source = excluded.source
                WHERE facet_text.source IN \(values: source.replaceable)
                """
            }
        }
    }
}

extension FacetSource {
    /// The sources whose texts this one may replace.
    fileprivate var replaceable: [FacetSource] { Self.allCases.filter { $0.strength <= strength } }
}
