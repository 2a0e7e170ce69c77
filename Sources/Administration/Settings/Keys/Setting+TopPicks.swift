import Domain

/// The settings of what is written of one kind of title that everybody watches.
package struct TopPicksKeys: Sendable {
    package let count: Setting
    package let libraryName: Setting
    package let collectionName: Setting
    package let hasLibrary: Setting
    package let hasCollection: Setting
    package let hasPlaylist: Setting
    package let links: Setting

    init(_ kind: String, _ standard: TopPicksOutput) {
        func setting(_ name: String, _ kindOf: SettingKind, _ value: String, _ summary: String) -> Setting {
            Setting("top_picks.\(kind)_\(name)", kindOf, value, summary, effect: .atOnce)
        }
        count = setting("count", .int(1...1_000), String(standard.count), "How many \(kind) there are at most.")
        libraryName = setting(
            "library_name", .text(.libraryName), standard.libraryName, "What their library is called.")
        collectionName = setting(
            "collection_name", .text(.libraryName), standard.collectionName,
            "What their collection and playlist are called.")
        hasLibrary = setting("library_enabled", .flag, String(standard.hasLibrary), "Whether there is a library.")
        hasCollection = setting(
            "collection_enabled", .flag, String(standard.hasCollection), "Whether there is a collection.")
        hasPlaylist = setting("playlist_enabled", .flag, String(standard.hasPlaylist), "Whether there is a playlist.")
        links = setting(
            "use_symlinks", .flag, String(standard.links), "Whether the library holds links instead of `.strm` files.")
    }

    package var all: [Setting] {
        [count, libraryName, collectionName, hasLibrary, hasCollection, hasPlaylist, links]
    }
}

extension Setting {
    package static let topPicksEnabled = topPick(
        "enabled", .flag, "false", "Whether what everybody watches is written for the media server.")
    package static let topPicksDays = topPick("time_window_days", .int(1...3_650), "30", "Days that are looked at.")
    package static let topPicksViewersMin = topPick(
        "min_unique_viewers", .int(1...1_000), "2", "People who must have watched a title.")
    package static let topPicksViewersWeight = topPick(
        "unique_viewers_weight", .number(0...1), "0.5", "How much the number of people counts.")
    package static let topPicksPlaysWeight = topPick(
        "play_count_weight", .number(0...1), "0.3", "How much the number of plays counts.")
    package static let topPicksCompletionWeight = topPick(
        "completion_weight", .number(0...1), "0.2", "How much it counts that people watched to the end.")
    package static let movieTopPicks = TopPicksKeys("movies", TopPicksSettings().movies)
    package static let seriesTopPicks = TopPicksKeys("series", TopPicksSettings().series)

    static let topPicks =
        [
            topPicksEnabled, topPicksDays, topPicksViewersMin, topPicksViewersWeight, topPicksPlaysWeight,
            topPicksCompletionWeight,
        ] + movieTopPicks.all + seriesTopPicks.all

    private static func topPick(
        _ name: String, _ kind: SettingKind, _ standard: String, _ summary: String
    ) -> Setting {
        Setting("top_picks." + name, kind, standard, summary, effect: .atOnce)
    }
}
