import Domain

/// Viewings as Netflix hands them out, with days that nobody can misread. Episodes are called by their series first.
enum NetflixExport {
    static func file(_ profiles: [Profile]) -> ExportFile {
        ExportFile(
            name: "NetflixViewingHistory.csv",
            sections: [.text(CSVLine.bytes(["Title", "Date"]))] + profiles.map { .viewings($0, viewing) })
    }

    @Sendable private static func viewing(_ record: RecordedViewing) -> [UInt8]? {
        guard record.title.kind != .scene else { return nil }
        return CSVLine.bytes([name(of: record.title), record.day ?? ""], quotesAll: true)
    }

    private static func name(of title: RecordedTitle) -> String {
        guard let episode = title.episode else { return title.title }
        return "\(episode.series): Season \(episode.season): \(title.title)"
    }
}
