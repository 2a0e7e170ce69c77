package import Basics

/// A title that several people watched lately.
package struct PopularTitle: Hashable, Sendable {
    package let titleID: TitleID
    package let title: String
    package let year: Int?
    /// As its source has it.
    package let contentRating: String?
    /// Profiles that watched it to its end, of a series an episode.
    package let viewers: Int
    /// Viewings by these people, also those of long ago; 0 for series.
    package let plays: Int
    /// Watched episodes of a series, each once, whoever watched it; 0 for films.
    package let episodes: Int
    /// Of a series the mean share of its episodes that its viewers watched, of a film 1.
    package let completion: Double

    package init(
        titleID: TitleID, title: String, year: Int?, contentRating: String?, viewers: Int, plays: Int, episodes: Int,
        completion: Double
    ) {
        self.titleID = titleID
        self.title = title
        self.year = year
        self.contentRating = contentRating
        self.viewers = viewers
        self.plays = plays
        self.episodes = episodes
        self.completion = completion
    }

    /// What ranks it.
    package func score(_ weights: TopPicksWeights) -> Double {
        let watched = episodes > 0 ? Double(episodes) / Self.episodesPerPlay : Double(plays)
        return Double(viewers) * weights.viewers + watched * weights.plays + 100 * completion * weights.completion
    }

    private static let episodesPerPlay = 10.0
}

/// What everybody watches, summed up from all viewings.
package protocol TopPicksStore: Sendable {
    /// Films or series in lists that at least so many profiles watched for the last time at or after a moment, in no
    /// order. Of series each episode counts by itself. Viewings of unknown moments do not count. One statement.
    func popular(_ kind: TitleKind, since moment: Instant, viewersMin: Int) async throws -> [PopularTitle]
}
