import Basics
import Domain

/// This server's own table: one record a row, with all that it keeps of it.
enum RecordExport {
    static func file(_ name: String, _ profiles: [Profile]) -> ExportFile {
        ExportFile(
            name: name,
            sections: [header, ratings] + profiles.map { viewings($0) } + profiles.map { kept($0) })
    }

    static let header = ExportSection.text(
        CSVLine.bytes([
            "Record", "Kind", "Title", "Year", "IMDb ID", "TMDB ID", "Watched At", "Plays", "Rating", "Rated At",
            "Kept At", "Series", "Season", "Episode", "Profile", "Source", "Device",
        ]))

    static let ratings = ExportSection.ratings { record in
        var row = Row("rating", record.title)
        row.rating = String(record.value)
        row.ratedAt = record.ratedAt.iso8601WithMilliseconds
        row.source = record.source.rawValue
        return row.bytes
    }

    static func viewings(_ profile: Profile) -> ExportSection {
        .viewings(profile) { record in
            var row = Row("viewing", record.title)
            row.watchedAt = record.moment?.iso8601WithMilliseconds ?? ""
            row.plays = String(record.plays)
            row.profile = profile.name
            row.source = record.source.rawValue
            row.device = record.device ?? ""
            return row.bytes
        }
    }

    static func kept(_ profile: Profile) -> ExportSection {
        .kept(profile) { record in
            var row = Row("kept", record.title)
            row.keptAt = record.addedAt.iso8601WithMilliseconds
            row.profile = profile.name
            return row.bytes
        }
    }

    private struct Row {
        let record: String
        let title: RecordedTitle
        var watchedAt = ""
        var plays = ""
        var rating = ""
        var ratedAt = ""
        var keptAt = ""
        var profile = ""
        var source = ""
        var device = ""

        init(_ record: String, _ title: RecordedTitle) {
            self.record = record
            self.title = title
        }

        var bytes: [UInt8] {
            let names = [record, title.kind.rawValue, title.title, title.yearText, title.imdbText, title.tmdbText]
            let facts = [watchedAt, plays, rating, ratedAt, keptAt]
            let episode = [
                title.episode?.series, title.episode.map { String($0.season) }, title.episode.map { String($0.number) },
            ].map { $0 ?? "" }
            return CSVLine.bytes(names + facts + episode + [profile, source, device])
        }
    }
}
