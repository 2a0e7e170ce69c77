import Foundation

/// What somebody watched on Prime, and a catalogue that has it.
enum PrimeHistory {
    struct Counts {
        var ratings: Int
        var viewings: Int
    }

    private static let adjectives = [
        "Silver", "Crimson", "Hollow", "Quiet", "Broken", "Golden", "Frozen", "Distant", "Velvet", "Bitter", "Endless",
        "Hidden", "Burning", "Wooden", "Pale", "Restless",
    ]
    private static let nouns = [
        "Lantern", "Harbour", "Orchard", "Mirror", "Station", "Kingdom", "Letter", "Garden", "Compass", "Bridge",
        "Signal", "Winter", "Island", "Theatre", "Journey",
    ]

    /// The catalogue has one film of each name.
    static let sure = adjectives.flatMap { adjective in nouns.map { "\(adjective) \($0)" } }
    /// The catalogue has two films that may be meant by each.
    static let doubtful = (11...30).map { "Northern Line \($0)" }
    /// Sure ones with a second date.
    static let seenAgain = sure[20..<30]

    /// 300 rows. A few films have no date.
    static var table: String {
        var rows: [String] = []
        for (number, title) in (sure[..<120] + doubtful + sure[120...]).enumerated() {
            rows.append(row(number % 50 == 7 ? "" : date(number, in: 2025), "Movie", title))
        }
        for (number, title) in seenAgain.enumerated() { rows.append(row(date(number, in: 2024), "Movie", title)) }
        for number in 0..<25 { rows.append(row(date(number, in: 2023), "Series", "Marsh Lane")) }
        for number in 0..<5 { rows.append(row(date(number, in: 2022), "Movie", "")) }
        return table(of: rows)
    }

    static func table(of rows: [String]) -> String {
        let header = "Date Watched,Type,Title,Episode Title,Global Title Identifier,Image URL"
        return ([header] + rows).joined(separator: "\n") + "\n"
    }

    static func row(_ date: String, _ type: String, _ title: String) -> String { "\(date),\(type),\(title),,," }

    /// Another evening for each of 336 numbers.
    private static func date(_ number: Int, in year: Int) -> String {
        let (month, day) = (number / 28 + 1, number % 28 + 1)
        return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day) 20:15:00.250"
    }

    /// A file in the format of `catalogue load`.
    static func catalogue(in sandbox: Sandbox) throws -> String {
        let titles = sure + doubtful.flatMap { [$0 + ": Departure", $0 + ": Arrival"] }
        let lines = titles.enumerated().map { number, title in
            #"{"title": "\#(title)", "year": \#(1950 + number % 50), "imdb_id": "tt\#(8_000_000 + number)", "#
                + #""tmdb_id": \#(100_001 + number), "genres": ["Drama"], "overview": "The \#(number)th story."}"#
        }
        let path = sandbox.folder.appending(path: "films.jsonl").path
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: path))
        return path
    }
}
