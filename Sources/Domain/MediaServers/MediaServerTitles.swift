package import Basics

/// One file behind a film or an episode; several are versions of it.
package struct MediaServerCopy: Hashable, Sendable {
    package let id: String
    /// As the server sees it; an address for what it only links to.
    package var path: String?
    package var container: String?
    package var sizeBytes: Int64?
    package var runtimeMilliseconds: Int64?
    package var videoCodec: String?
    package var width: Int?
    package var height: Int?
    /// As the server writes them, mostly three letters.
    package var audioLanguages: [String] = []

    package init(id: String) {
        self.id = id
    }
}

/// A film of a media server.
package struct MediaServerFilm: Hashable, Sendable {
    package let item: MediaServerItem
    package let copies: [MediaServerCopy]

    package init(item: MediaServerItem, copies: [MediaServerCopy]) {
        self.item = item
        self.copies = copies
    }
}

/// A series of a media server.
package struct MediaServerSeries: Hashable, Sendable {
    package let item: MediaServerItem
    /// `Continuing`, `Ended` or `Unreleased`.
    package var status: String?
    package var endDate: CivilDate?
    package var airDays: [String] = []
    package var seasonCount: Int?
    /// Counts episodes without a number too.
    package var episodeCount: Int?

    package init(item: MediaServerItem) {
        self.item = item
    }
}

/// An episode of a media server that has its place in a series.
package struct MediaServerEpisode: Hashable, Sendable {
    package let item: MediaServerItem
    package let seriesID: MediaServerID
    /// 0 are specials.
    package let season: Int
    package let number: Int
    /// Of a file that holds several episodes.
    package let lastNumber: Int?
    package let copies: [MediaServerCopy]

    package init(
        item: MediaServerItem, seriesID: MediaServerID, place: (season: Int, number: Int, lastNumber: Int?),
        copies: [MediaServerCopy]
    ) {
        self.item = item
        self.seriesID = seriesID
        season = place.season
        number = place.number
        lastNumber = place.lastNumber
        self.copies = copies
    }
}
