import Administration
import Basics
import Domain
import SurfaceKit

/// The settings of top picks as the client's form has them.
struct TopPicksConfig: Encodable {
    struct Moments {
        let lastRefreshed: Instant?
        let created: Instant
        let updated: Instant
    }

    let isEnabled: Bool
    let timeWindowDays: Int
    let moviesCount: Int
    let seriesCount: Int
    let uniqueViewersWeight: Double
    let playCountWeight: Double
    let completionWeight: Double
    let refreshCron: String
    @OrNull var lastRefreshedAt: String?
    let moviesLibraryName: String
    let seriesLibraryName: String
    let minUniqueViewers: Int
    let moviesUseSymlinks: Bool
    let seriesUseSymlinks: Bool
    let moviesLibraryEnabled: Bool
    let moviesCollectionEnabled: Bool
    let moviesPlaylistEnabled: Bool
    let seriesLibraryEnabled: Bool
    let seriesCollectionEnabled: Bool
    let seriesPlaylistEnabled: Bool
    let moviesCollectionName: String
    let seriesCollectionName: String
    let createdAt: String
    let updatedAt: String

    init(_ settings: TopPicksSettings, cron: String, _ moments: Moments) {
        let (movies, series) = (settings.movies, settings.series)
        isEnabled = settings.isEnabled
        timeWindowDays = settings.timeWindowDays
        minUniqueViewers = settings.viewersMin
        uniqueViewersWeight = settings.weights.viewers
        playCountWeight = settings.weights.plays
        completionWeight = settings.weights.completion
        refreshCron = cron
        _lastRefreshedAt = OrNull(wrappedValue: moments.lastRefreshed?.iso8601WithMilliseconds)
        (moviesCount, seriesCount) = (movies.count, series.count)
        (moviesLibraryName, seriesLibraryName) = (movies.libraryName, series.libraryName)
        (moviesUseSymlinks, seriesUseSymlinks) = (movies.links, series.links)
        (moviesLibraryEnabled, seriesLibraryEnabled) = (movies.hasLibrary, series.hasLibrary)
        (moviesCollectionEnabled, seriesCollectionEnabled) = (movies.hasCollection, series.hasCollection)
        (moviesPlaylistEnabled, seriesPlaylistEnabled) = (movies.hasPlaylist, series.hasPlaylist)
        (moviesCollectionName, seriesCollectionName) = (movies.collectionName, series.collectionName)
        createdAt = moments.created.iso8601WithMilliseconds
        updatedAt = moments.updated.iso8601WithMilliseconds
    }

    static let members =
        [
            SettingMember("isEnabled", .topPicksEnabled), SettingMember("timeWindowDays", .topPicksDays),
            SettingMember("minUniqueViewers", .topPicksViewersMin),
            SettingMember("uniqueViewersWeight", .topPicksViewersWeight),
            SettingMember("playCountWeight", .topPicksPlaysWeight),
            SettingMember("completionWeight", .topPicksCompletionWeight),
        ] + members("movies", Setting.movieTopPicks) + members("series", Setting.seriesTopPicks)

    private static func members(_ kind: String, _ keys: TopPicksKeys) -> [SettingMember] {
        [
            SettingMember(kind + "Count", keys.count), SettingMember(kind + "LibraryName", keys.libraryName),
            SettingMember(kind + "CollectionName", keys.collectionName),
            SettingMember(kind + "LibraryEnabled", keys.hasLibrary),
            SettingMember(kind + "CollectionEnabled", keys.hasCollection),
            SettingMember(kind + "PlaylistEnabled", keys.hasPlaylist), SettingMember(kind + "UseSymlinks", keys.links),
        ]
    }
}

/// The settings, and the libraries that were made of them.
struct TopPicksWithLibrariesResponse: Encodable {
    let config: TopPicksConfig
    let libraries: TopPicksLibraries

    func encode(to encoder: any Encoder) throws {
        try config.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(libraries, forKey: .libraries)
    }

    private enum CodingKeys: String, CodingKey {
        case libraries
    }
}

struct TopPicksLibraries: Encodable {
    struct Library: Encodable {
        let id: String
        let guid: String
        let name: String
    }

    @OrNull var movies: Library?
    @OrNull var series: Library?

    /// Those that the media server shows.
    init(_ written: [WrittenLibrary]) {
        func library(_ kind: TitleKind) -> Library? {
            guard let written = written.first(where: { $0.kind == kind && $0.owner == nil }), let id = written.itemID
            else { return nil }
            return Library(
                id: id.description, guid: (written.policyID ?? id).description, name: written.name)
        }
        _movies = OrNull(wrappedValue: library(.movie))
        _series = OrNull(wrappedValue: library(.series))
    }
}
