import Domain
import SQL

/// Finds the titles whose name was meant.
struct NameSearch {
    private let name: String
    private let letters: [Unicode.Scalar]
    private let connection: any SQLConnection

    /// A name folded like the stored ones.
    init(_ name: String, _ connection: any SQLConnection) {
        self.name = name
        letters = Array(name.unicodeScalars)
        self.connection = connection
    }

    /// Titles of exactly this name; when there are none, titles whose name is one slip away, or two for long names.
    /// The nearest first, then those that most people voted on, then by id.
    func titles() throws -> [TitleID] {
        guard !letters.isEmpty else { return [] }
        let exact = try connection.query("SELECT title_id, vote_count FROM name WHERE folded = \(name)")
        let found =
            exact.isEmpty
            ? try candidates().compactMap(match)
            : try exact.map { Match(distance: 0, voteCount: try $0.int(1), id: try $0.get(0)) }
        var seen: Set<TitleID> = []
        return found.sorted().map(\.id).filter { seen.insert($0).inserted }
    }

    private struct Match: Comparable {
        let distance: Int
        let voteCount: Int
        let id: TitleID

        static func < (left: Match, right: Match) -> Bool {
            (left.distance, right.voteCount, left.id) < (right.distance, left.voteCount, right.id)
        }
    }

    private var distanceMax: Int { letters.count <= StorageLimits.oneSlipLettersMax ? 1 : 2 }

    private func match(_ row: SQLRow) throws -> Match? {
        let other = Array(try row.text(2).unicodeScalars)
        guard let distance = SlipDistance.between(letters, other, limit: distanceMax) else { return nil }
        return Match(distance: distance, voteCount: try row.int(1), id: try row.get(0))
    }

    /// Rows of title, votes and folded name, of about the same length; none for what is too long to be a title.
    private func candidates() throws -> [SQLRow] {
        guard letters.count <= StorageLimits.slipLettersMax else { return [] }
        let lengths = (letters.count - distanceMax, letters.count + distanceMax)
        guard letters.count > StorageLimits.shortNameLettersMax else {
            return try connection.query(
                "SELECT title_id, vote_count, folded FROM name WHERE length BETWEEN \(lengths.0) AND \(lengths.1)")
        }
        return try connection.query(
            """
            SELECT title_id, vote_count, folded FROM name WHERE id IN (
                SELECT name_id FROM trigram
                WHERE gram IN \(list: TitleNames.trigrams(name)) AND length BETWEEN \(lengths.0) AND \(lengths.1)
                GROUP BY name_id ORDER BY COUNT(*) DESC, name_id LIMIT \(StorageLimits.slipCandidatesMax))
            """)
    }
}
