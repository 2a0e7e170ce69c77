package import Basics
package import Domain

/// What one person did with, or thinks of, one film or series.
package struct HistoryEntry: Sendable, Hashable {
    package let title: TitleID
    /// Of a film: how often it was played to its end. Of a series: how many different episodes were.
    package var plays = 0
    /// Of a series: whether it or any of its episodes is one.
    package var isFavourite = false
    package var lastPlayed: Instant?
    /// The person's own opinion, 1...10.
    package var rating: Int?
    package var ratedAt: Instant?
    /// Of a series: the share of its episodes that was played, 0...1. Of a film that was never played to its end: how
    /// far it was.
    package var completion = 0.0

    package init(title: TitleID) {
        self.title = title
    }

    /// Rated 1, 2 or 3.
    package var isDisliked: Bool { rating.map { $0 <= Opinion.dislikeMax } ?? false }

    /// Rated 7 or more.
    package var isLiked: Bool { rating.map { $0 >= Opinion.likeMin } ?? false }

    /// Played, or started for more than a moment.
    package var isWatched: Bool { plays > 0 || completion > Opinion.startedMin }

    /// Whether it says what the person likes. A dislike does not; it has a term of its own.
    var tellsOfTaste: Bool { !isDisliked && (plays > 0 || isFavourite || isLiked) }

    /// The last play, or else when the opinion was given.
    var moment: Instant { lastPlayed ?? ratedAt ?? Instant(milliseconds: .min) }
}

/// Where an opinion begins to be one.
package enum Opinion {
    /// A title rated at most this is disliked.
    package static let dislikeMax = 3
    /// A title rated at least this is liked, also without having been played here: what one person says to whom titles
    /// are recommended.
    package static let likeMin = 7
    /// A title rated at least this is liked where others are to learn from it, and where it is foretold: four stars of
    /// five, as in published measurements. There 7 of 10 is neither yes nor no.
    package static let firmLikeMin = 8
    /// What was played for no more than this share was only looked into.
    package static let startedMin = 0.05
}
