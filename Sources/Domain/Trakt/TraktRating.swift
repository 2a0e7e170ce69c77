package import Basics

/// What a user thinks of a title at Trakt.
package struct TraktRating: Hashable, Sendable {
    package let title: TraktTitle
    /// 1 to 10.
    package let value: Int
    package let ratedAt: Instant
    /// For reading only; titles are never found by it.
    package let name: String?
    package let year: Int?

    /// Nil for a value beyond 1 to 10.
    package init?(_ title: TraktTitle, value: Int, at ratedAt: Instant, name: String? = nil, year: Int? = nil) {
        guard TraktRating.values.contains(value) else { return nil }
        self.title = title
        self.value = value
        self.ratedAt = ratedAt
        self.name = name
        self.year = year
    }

    package static let values = 1...10
}

/// All ratings of one kind that a user has at Trakt.
package struct TraktRatings: Hashable, Sendable {
    package let ratings: [TraktRating]
    /// False when some could not be read or may be missing: then nothing follows from what is not there.
    package let areComplete: Bool

    package init(_ ratings: [TraktRating], areComplete: Bool) {
        self.ratings = ratings
        self.areComplete = areComplete
    }
}

/// As many entries as go into one request, at least one.
package struct TraktBatch<Entry: Sendable>: Sendable {
    package let entries: [Entry]

    private init(_ entries: [Entry]) {
        self.entries = entries
    }

    /// All entries in their order.
    package static func batches(_ entries: [Entry]) -> [TraktBatch] {
        stride(from: 0, to: entries.count, by: DomainLimits.traktBatchMax).map { start in
            TraktBatch(Array(entries[start..<min(start + DomainLimits.traktBatchMax, entries.count)]))
        }
    }
}

extension TraktBatch: Equatable where Entry: Equatable {}

/// What became of a batch.
package struct TraktRatingsAnswer: Hashable, Sendable {
    /// Ratings that were stored or removed.
    package var movies = 0
    package var shows = 0
    /// Titles that Trakt does not know, with the ids that were sent. They are no reason to try again.
    package var notFound: [TraktTitle] = []

    package init() {}

    package func isUnknown(_ title: TraktTitle) -> Bool {
        notFound.contains { $0.kind == title.kind && ($0.ids == title.ids || $0.ids.overlaps(title.ids)) }
    }
}

/// When a user last changed a rating at Trakt; nil where Trakt does not say.
package struct TraktActivity: Hashable, Sendable {
    package let moviesRatedAt: Instant?
    package let showsRatedAt: Instant?

    package init(moviesRatedAt: Instant?, showsRatedAt: Instant?) {
        self.moviesRatedAt = moviesRatedAt
        self.showsRatedAt = showsRatedAt
    }

    /// Whether the ratings have to be read again after they were read at `before`. What Trakt does not say may have
    /// changed.
    package func hasNews(of kind: TraktKind, since before: TraktActivity?) -> Bool {
        let (now, then) = (ratedAt(kind), before?.ratedAt(kind))
        return now == nil || now != then
    }

    private func ratedAt(_ kind: TraktKind) -> Instant? { kind == .movie ? moviesRatedAt : showsRatedAt }
}
