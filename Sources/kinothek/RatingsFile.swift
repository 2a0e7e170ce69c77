import Catalogue
import Recommendations
import Server

/// Reads a file of ratings, plain or gzip.
enum RatingsFile {
    private static let linesPerStep = 5_000

    /// Throws `LoadError`, and `RatingsTable.Problem` when the first line does not name the columns.
    static func read(_ path: String, by installation: Installation) async throws -> RatingsTable {
        let file = try LineFile(path: path, threads: installation.engines.threads)
        let bar = ProgressBar("Reading  ")
        defer { bar.end() }
        var table: RatingsTable?
        while true {
            let lines = try await file.next(linesPerStep)
            guard !lines.isEmpty else { break }
            for line in lines {
                let text = String(decoding: line.bytes ?? [], as: UTF8.self)
                if table == nil { table = try RatingsTable(header: text) } else { table?.add(text) }
            }
            bar.show(file.readBytes, of: file.sizeBytes, "\(table?.rows.count ?? 0) ratings")
        }
        return try table ?? RatingsTable(header: "")
    }
}
