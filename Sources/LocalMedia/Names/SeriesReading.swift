/// A series as the names of its files describe it.
package struct SeriesReading: Sendable, Equatable {
    package var title: String
    package var year: Int?
    package var ids = NamedIDs()
    /// The series' own folder; nil when its files lie beside those of others.
    package var folder: String?
    package var nfo: String?
    package var artwork = ArtworkReading()
    /// By number; 0 holds the specials. Only seasons that have a folder, a picture or a description.
    package var seasons: [Int: SeasonReading] = [:]
    /// Ordered by season, number and path; those without a season last.
    package var episodes: [EpisodeReading] = []
    package var extras: [ExtraReading] = []

    package init(title: String, year: Int?) {
        self.title = title
        self.year = year
    }
}

/// What belongs to one season as a whole.
package struct SeasonReading: Sendable, Equatable {
    package var folder: String?
    package var nfo: String?
    package var artwork = ArtworkReading()

    package init() {}
}

/// One episode, or several that share a file.
package struct EpisodeReading: Sendable, Equatable {
    /// 0 for specials; nil when neither name nor folder tells.
    package var season: Int?
    /// Ascending. Empty for a file that no rule matched, which is a special without a number, and for most episodes
    /// that are known by their day.
    package var numbers: [Int] = []
    /// "YYYY-MM-DD".
    package var airDate: String?
    /// Whether the number counts through all seasons.
    package var isAbsolute = false
    package var rule: EpisodeRule
    package var title: String?
    /// At least one; the first is what plays unless somebody chooses.
    package var versions: [VersionReading] = []
    package var nfoCandidates: [String] = []
    package var artwork = ArtworkReading()
    package var subtitles: [SubtitleReading] = []

    package init(rule: EpisodeRule) {
        self.rule = rule
    }
}

/// The rule by which a name was understood as an episode, in the order in which they are tried.
package enum EpisodeRule: Int, Sendable, CaseIterable, Comparable {
    /// "S01E02".
    case seasonEpisode = 1
    /// "S01E02E03", "1x02-03".
    case severalEpisodes
    /// "1x02".
    case cross
    /// "Season 1 Episode 2" in one of many languages.
    case words
    /// "2017-04-20".
    case airDate
    /// "Ep 02", "Part 2".
    case episodeOnly
    /// "Name - 679".
    case plainNumber
    /// Nothing matched.
    case none

    /// Whether the name is believed even when a description beside the file says otherwise.
    package var isDecisive: Bool { self <= .words }

    package static func < (one: EpisodeRule, two: EpisodeRule) -> Bool { one.rawValue < two.rawValue }
}
