package import Basics

/// A film or episode with its files, or a series, as it stands in front of one profile.
package struct Video: Hashable, Sendable {
    package let title: Title
    /// Of episodes.
    package let place: EpisodePlace?
    /// Default version first, its parts in order; none on series.
    package let files: [VideoFile]
    package let artwork: [ArtworkKind: Artwork]
    /// What the profile watched of it; nil for nothing.
    package let state: WatchState?
    /// When the newest file came.
    package let addedAt: Instant
    /// On series cards.
    package let series: SeriesNumbers?

    package init(
        title: Title, place: EpisodePlace?, files: [VideoFile], artwork: [ArtworkKind: Artwork], state: WatchState?,
        addedAt: Instant, series: SeriesNumbers?
    ) {
        self.title = title
        self.place = place
        self.files = files
        self.artwork = artwork
        self.state = state
        self.addedAt = addedAt
        self.series = series
    }
}

/// Where an episode belongs.
package struct EpisodePlace: Hashable, Sendable {
    package let series: Title
    /// 0 are specials.
    package let season: Int
    package let number: Int?
    package let airDate: String?
    /// The pictures of the series.
    package let seriesArtwork: [ArtworkKind: Artwork]

    package init(
        series: Title, season: Int, number: Int?, airDate: String?, seriesArtwork: [ArtworkKind: Artwork]
    ) {
        self.series = series
        self.season = season
        self.number = number
        self.airDate = airDate
        self.seriesArtwork = seriesArtwork
    }
}

/// What a series card counts.
package struct SeriesNumbers: Hashable, Sendable {
    package let episodes: Int
    /// The first episode in order, which stands for the series; nil when there is none.
    package let first: TitleID?

    package init(episodes: Int, first: TitleID?) {
        self.episodes = episodes
        self.first = first
    }
}

/// A file of a video.
package struct VideoFile: Hashable, Sendable {
    package let file: MediaFile
    package let version: Int
    package let label: String?
    package let part: Int
    package let subtitles: [StoredSubtitle]

    package init(file: MediaFile, version: Int, label: String?, part: Int, subtitles: [StoredSubtitle]) {
        self.file = file
        self.version = version
        self.label = label
        self.part = part
        self.subtitles = subtitles
    }
}

/// A picture of a title that lies beside its files.
package struct Artwork: Hashable, Sendable {
    package let titleID: TitleID
    package let kind: ArtworkKind
    /// The library's folder, absolute.
    package let root: String
    package let rawPath: [UInt8]
    package let stamp: String

    package init(titleID: TitleID, kind: ArtworkKind, root: String, rawPath: [UInt8], stamp: String) {
        self.titleID = titleID
        self.kind = kind
        self.root = root
        self.rawPath = rawPath
        self.stamp = stamp
    }
}

/// For whom videos are listed, and how far that person may see.
package struct Viewer: Hashable, Sendable {
    package let profile: ProfileID
    /// Rank on the ladder up to which titles are shown; nil shows all.
    package let certificateMax: Int?
    /// The rank of titles without a certificate.
    package let unratedAs: Int

    package init(profile: ProfileID, certificateMax: Int?, unratedAs: Int) {
        self.profile = profile
        self.certificateMax = certificateMax
        self.unratedAs = unratedAs
    }

    /// Whether a title of this certificate is shown.
    package func maySee(_ certificate: Certificate?) -> Bool {
        certificateMax.map { (certificate?.rank.rawValue ?? unratedAs) <= $0 } ?? true
    }
}

/// A page of a list and how long the whole is.
package struct VideoPage: Sendable {
    package let ids: [TitleID]
    package let total: Int

    package init(ids: [TitleID], total: Int) {
        self.ids = ids
        self.total = total
    }
}

extension Video {
    /// What is played when nobody chooses: the parts of the default version.
    package var standardFiles: [VideoFile] {
        guard let version = files.first?.version else { return [] }
        return files.filter { $0.version == version }
    }

    /// Measured length in whole seconds; nil while it is unknown.
    package var lengthSeconds: Int? { standardFiles.lengthSeconds }

    /// Intro and credits, where the title is one file.
    package var markers: (intro: SkipMarker?, credits: SkipMarker?) {
        guard standardFiles.count == 1, let details = standardFiles.first?.file.probe.details else {
            return (nil, nil)
        }
        return (details.intro, details.credits)
    }

    /// Its own certificate, an episode's else that of its series.
    package var certificate: Certificate? {
        let own = title.metadata.contentRating ?? place?.series.metadata.contentRating
        return own.flatMap { CertificateReading(of: $0)?.certificate }
    }
}
