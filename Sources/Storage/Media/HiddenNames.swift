import Domain
import SQL

/// The titles of episodes that a viewer's limit keeps from them, so that no search tells that there are such.
struct HiddenNames {
    /// As the search text has them, by series.
    private var lines: [TitleID: Set<String>] = [:]

    /// For the series among the titles; nothing is read for viewers without a limit.
    init(in titles: some Collection<TitleID>, from viewer: Viewer, _ connection: any SQLConnection) throws {
        guard let visible = VideoConditions.isVisible("e.certificate", to: viewer), !titles.isEmpty else { return }
        try connection.forEach(
            """
            SELECT e.series_id, t.title FROM episode e JOIN title t ON t.id = e.title_id
            WHERE e.series_id IN \(list: titles) AND NOT (\(sql: visible))
            """
        ) { row in
            let line = "\(NameMark.episode.rawValue)\(Folding.searchText(try row.text(1)))"
            lines[try row.get(0), default: []].insert(line)
        }
    }

    /// The titles of which something is hidden.
    var concerned: Set<TitleID> { Set(lines.keys) }

    /// What is left of a title's search text.
    func visible(_ searchText: String, of title: TitleID) -> String {
        guard let hidden = lines[title] else { return searchText }
        return searchText.split(separator: "\n").filter { !hidden.contains(String($0)) }.joined(separator: "\n")
    }
}
