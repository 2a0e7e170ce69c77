package import Basics

/// A title as a person's exports name it.
package struct RecordedTitle: Sendable, Hashable {
    package let kind: TitleKind
    package let title: String
    package let year: Int?
    package let imdbID: IMDbID?
    package let tmdbID: Int?
    /// Of an episode: the series, the season and the number.
    package var episode: RecordedEpisode?

    package init(kind: TitleKind, title: String, year: Int?, imdbID: IMDbID?, tmdbID: Int?) {
        self.kind = kind
        self.title = title
        self.year = year
        self.imdbID = imdbID
        self.tmdbID = tmdbID
    }
}

/// Where an episode stands in its series.
package struct RecordedEpisode: Sendable, Hashable {
    package let series: String
    package let season: Int
    package let number: Int

    package init(series: String, season: Int, number: Int) {
        self.series = series
        self.season = season
        self.number = number
    }
}

/// A rating as it is taken out.
package struct RecordedRating: Sendable, Hashable {
    package let title: RecordedTitle
    /// 1 to 10.
    package let value: Int
    package let ratedAt: Instant
    package let source: RatingSource

    package init(title: RecordedTitle, value: Int, ratedAt: Instant, source: RatingSource) {
        self.title = title
        self.value = value
        self.ratedAt = ratedAt
        self.source = source
    }
}

/// A viewing as it is taken out.
package struct RecordedViewing: Sendable, Hashable {
    package let title: RecordedTitle
    /// `WatchEvent.undated` when nobody knows.
    package let watchedAt: Instant
    /// At least 1.
    package let plays: Int
    package let source: WatchSource
    package let device: String?

    package init(title: RecordedTitle, watchedAt: Instant, plays: Int, source: WatchSource, device: String?) {
        self.title = title
        self.watchedAt = watchedAt
        self.plays = plays
        self.source = source
        self.device = device
    }
}

/// A title that is kept for later, as it is taken out.
package struct RecordedKept: Sendable, Hashable {
    package let title: RecordedTitle
    package let addedAt: Instant

    package init(title: RecordedTitle, addedAt: Instant) {
        self.title = title
        self.addedAt = addedAt
    }
}

/// Where a page of records ends, and the next begins.
package struct RecordPage<Record: Sendable>: Sendable {
    package let records: [Record]
    /// Nil after the last.
    package let next: Int64?

    package init(records: [Record], next: Int64?) {
        self.records = records
        self.next = next
    }
}

/// What a person rated, watched and kept, in pages and the order in which it was stored. Reading only.
package protocol PersonalRecordStore: Sendable {
    /// Films and series.
    func ratings(of user: UserID, after: Int64?, limit: Int) async throws -> RecordPage<RecordedRating>
    func viewings(of profile: ProfileID, after: Int64?, limit: Int) async throws -> RecordPage<RecordedViewing>
    func kept(of profile: ProfileID, after: Int64?, limit: Int) async throws -> RecordPage<RecordedKept>
}
