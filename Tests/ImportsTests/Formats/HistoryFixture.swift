import Basics
import Domain
import Imports

/// A file of a test, read as an import reads it.
enum HistoryFixture {
    static func options(_ change: (inout HistoryFileOptions) -> Void = { _ in }) -> HistoryFileOptions {
        var options = HistoryFileOptions(thisYear: 2026)
        change(&options)
        return options
    }

    static func read(
        _ text: String, _ change: (inout HistoryFileOptions) -> Void = { _ in }
    ) throws -> ReadHistory {
        try HistoryFile.read(Array(text.utf8), options(change))
    }

    /// An archive of these members, in their order.
    static func read(
        archive members: [(name: String, text: String)], _ change: (inout HistoryFileOptions) -> Void = { _ in }
    ) throws -> ReadHistory {
        try HistoryFile.read(archive(members), options(change))
    }

    static func archive(_ members: [(name: String, text: String)]) throws -> [UInt8] {
        let writer = try ZIPWriter(at: Instant(milliseconds: 0))
        for member in members { try writer.add(name: member.name, bytes: Array(member.text.utf8)) }
        return try writer.finish()
    }

    /// A day, or a moment of one: `2024-01-02`, `2024-01-02 20:15:00`.
    static func moment(_ text: String) throws -> Instant {
        guard let moment = DateReading().date(text).moment else { throw NoMoment(text: text) }
        return moment
    }

    private struct NoMoment: Error {
        let text: String
    }
}

extension ReadHistory {
    func film(_ title: String) -> ImportedFilm? { films.first { $0.title == title } }
}
