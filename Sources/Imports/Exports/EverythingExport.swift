import Basics
import Domain

/// All that there is of a person: tables and lists of what they rated, and of what all of their profiles watched and
/// keep.
struct EverythingExport {
    let user: User
    let profiles: [Profile]
    /// Profiles whose history is taken out.
    let open: Set<ProfileID>
    let moment: Instant

    init(user: User, profiles: [Profile], open: Set<ProfileID>, at moment: Instant) {
        self.user = user
        self.profiles = profiles
        self.open = open
        self.moment = moment
    }

    var files: [ExportFile] {
        get throws {
            let shown = profiles.filter { open.contains($0.id) }
            return [
                ExportFile(name: "account.json", sections: [.text(try account)]),
                table("ratings.csv", [RecordExport.ratings]),
                ExportJSON.list("ratings.json", [Self.ratings]),
                table("viewings.csv", shown.map(RecordExport.viewings)),
                ExportJSON.list("viewings.json", shown.map(Self.viewings)),
                table("watchlist.csv", shown.map(RecordExport.kept)),
                ExportJSON.list("kept.json", shown.map(Self.kept)),
            ]
        }
    }

    private func table(_ name: String, _ sections: [ExportSection]) -> ExportFile {
        ExportFile(name: name, sections: [RecordExport.header] + sections)
    }

    private var account: [UInt8] {
        get throws {
            try ExportJSON.bytes(
                AccountRecord(
                    name: user.name, displayName: user.displayName, email: user.email,
                    createdAt: user.createdAt.iso8601WithMilliseconds, exportedAt: moment.iso8601WithMilliseconds,
                    profiles: profiles.map { ProfileRecord(name: $0.name, isIncluded: open.contains($0.id)) }))
        }
    }

    private static let ratings = ExportSection.ratings(separator: ExportJSON.separator) { record in
        try ExportJSON.bytes(
            RatingRecord(
                title: TitleRecord(record.title), rating: record.value,
                ratedAt: record.ratedAt.iso8601WithMilliseconds, source: record.source.rawValue))
    }

    private static func viewings(of profile: Profile) -> ExportSection {
        .viewings(profile, separator: ExportJSON.separator) { record in
            try ExportJSON.bytes(
                ViewingRecord(
                    title: TitleRecord(record.title), profile: profile.name,
                    watchedAt: record.moment?.iso8601WithMilliseconds, plays: record.plays,
                    source: record.source.rawValue, device: record.device))
        }
    }

    private static func kept(of profile: Profile) -> ExportSection {
        .kept(profile, separator: ExportJSON.separator) { record in
            try ExportJSON.bytes(
                KeptRecord(
                    title: TitleRecord(record.title), profile: profile.name,
                    keptAt: record.addedAt.iso8601WithMilliseconds))
        }
    }
}

private struct AccountRecord: Encodable {
    let name: String
    let displayName: String?
    let email: String
    let createdAt: String
    let exportedAt: String
    let profiles: [ProfileRecord]
}

private struct ProfileRecord: Encodable {
    let name: String
    /// Whether its history is in the archive.
    let isIncluded: Bool
}

private struct RatingRecord: Encodable {
    let title: TitleRecord
    let rating: Int
    let ratedAt: String
    let source: String
}

private struct ViewingRecord: Encodable {
    let title: TitleRecord
    let profile: String
    let watchedAt: String?
    let plays: Int
    let source: String
    let device: String?
}

private struct KeptRecord: Encodable {
    let title: TitleRecord
    let profile: String
    let keptAt: String
}

private struct TitleRecord: Encodable {
    let kind: String
    let title: String
    let year: Int?
    let imdb: String?
    let tmdb: Int?
    let series: String?
    let season: Int?
    let episode: Int?

    init(_ title: RecordedTitle) {
        kind = title.kind.rawValue
        self.title = title.title
        year = title.year
        imdb = title.imdbID?.rawValue
        tmdb = title.tmdbID
        (series, season, episode) = (title.episode?.series, title.episode?.season, title.episode?.number)
    }
}
