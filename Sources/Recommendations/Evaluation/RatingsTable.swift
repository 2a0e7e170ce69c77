package import Basics
package import Domain

/// Ratings of many people from a file of comma-separated values, to be measured against.
///
/// The first line names the columns, in any order: `user`, `imdb_id`, `rating` (0.5–5) and `rated_at` (Unix seconds).
package struct RatingsTable: Sendable {
    /// One line.
    package struct Row: Sendable, Hashable {
        /// Numbered in the order in which they first occur.
        package let user: UserID
        package let imdbID: IMDbID
        /// 1–10.
        package let rating: Int
        package let at: Instant
    }

    /// What keeps a file from being read at all.
    package enum Problem: Error, Equatable, CustomStringConvertible {
        case missingColumns([String])

        package var description: String {
            switch self {
            case .missingColumns(let names):
                "The first line has to name the columns user, imdb_id, rating and rated_at; it lacks "
                    + names.joined(separator: ", ") + "."
            }
        }
    }

    package private(set) var rows: [Row] = []
    /// Lines that are no ratings.
    package private(set) var unreadableCount = 0
    private var places: [Column: Int] = [:]
    private var users: [Substring: UserID] = [:]

    private enum Column: String, CaseIterable {
        case user
        case imdbID = "imdb_id"
        case rating
        case ratedAt = "rated_at"
    }

    /// `header` is the first line.
    package init(header: String) throws(Problem) {
        for (place, name) in Self.values(header).enumerated() {
            if let column = Column(rawValue: name.lowercased()) { places[column] = place }
        }
        let missing = Column.allCases.filter { places[$0] == nil }
        guard missing.isEmpty else { throw .missingColumns(missing.map(\.rawValue)) }
    }

    /// Takes a line in; blank ones say nothing.
    package mutating func add(_ line: String) {
        let values = Self.values(line)
        guard values.contains(where: { !$0.isEmpty }) else { return }
        guard let row = row(values) else {
            unreadableCount += 1
            return
        }
        rows.append(row)
    }

    private mutating func row(_ values: [Substring]) -> Row? {
        func value(_ column: Column) -> Substring? {
            places[column].flatMap { values.indices.contains($0) ? values[$0] : nil }
        }
        guard let name = value(.user), !name.isEmpty, let imdbID = value(.imdbID).flatMap({ IMDbID(String($0)) }),
            let stars = value(.rating).flatMap({ Double($0) }), Self.stars.contains(stars),
            let seconds = value(.ratedAt).flatMap({ Double($0) }), Self.seconds.contains(seconds)
        else { return nil }
        let user = users[name] ?? UserID(Int32(users.count + 1))
        users[name] = user
        return Row(
            user: user, imdbID: imdbID, rating: max(1, Int((stars * 2).rounded())),
            at: Instant(milliseconds: Int64(seconds * 1000)))
    }

    private static func values(_ line: String) -> [Substring] {
        line.split(separator: ",", omittingEmptySubsequences: false).map { value in
            Substring(String(value).trimmed).trimmed("\"")
        }
    }

    private static let stars = 0.5...5.0
    /// From 1970 to 2286.
    private static let seconds = 0.0...9_999_999_999.0
}

extension Substring {
    /// Without one of these signs at either end.
    fileprivate func trimmed(_ sign: Character) -> Substring {
        guard count > 1, first == sign, last == sign else { return self }
        return dropFirst().dropLast()
    }
}
