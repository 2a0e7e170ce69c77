import Domain
import Foundation
import Imports

/// Seconds of processor time, the best of the rounds.
enum Measurements {
    struct Reading: Encodable {
        let rows: Int
        let filmRows: Int
        let films: Int
        let seconds: Double
    }

    /// From the bytes of a file to its films: dates, search titles and merged rows included.
    static func reading(_ path: String, rounds: Int) throws -> Reading {
        let bytes = Array(try Data(contentsOf: URL(filePath: path)))
        var history: ReadHistory?
        let seconds = best(of: rounds) { history = AmazonPrimeFile.read(FileText.utf8(bytes), thisYear: 2026) }
        return Reading(
            rows: history?.counts.totalEntries ?? 0, filmRows: history?.counts.filmRows ?? 0,
            films: history?.films.count ?? 0, seconds: seconds)
    }

    struct Comparing: Encodable {
        let pairs: Int
        let seconds: Double
        let sum: Double
        /// The first ones, to compare with another implementation.
        let values: [Double]
    }

    /// Lines of a title in a file, the title of a match, the year of the viewing and that of the match, with tabs.
    static func comparing(_ path: String, rounds: Int) throws -> Comparing {
        let pairs = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            var film = ImportedFilm(title: cells[0], searchTitle: cells[0])
            film.watchYear = Int(cells[2])
            var match = ImportMatch(tmdbID: 1, title: cells[1])
            match.year = Int(cells[3])
            return (film: film, match: match)
        }
        var values = [Double](repeating: 0, count: pairs.count)
        let seconds = best(of: rounds) {
            for place in pairs.indices {
                values[place] = MatchConfidence(pairs[place].film, pairs[place].match, isOnlyExact: false).value
            }
        }
        return Comparing(
            pairs: pairs.count, seconds: seconds, sum: values.reduce(0, +), values: Array(values.prefix(1_000)))
    }

    private static func best(of rounds: Int, _ work: () -> Void) -> Double {
        (0..<max(rounds, 1)).map { _ in
            let start = processorSeconds()
            work()
            return processorSeconds() - start
        }.min() ?? 0
    }

    private static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
