/// An id that a provider gave a title.
package struct NFOIdentifier: Hashable, Sendable {
    /// Lower-case: `imdb`, `tmdb`, `tvdb`, `trakt`, `tvmaze`, `wikidata`, `anidb` and whatever else a file names.
    package let kind: String
    /// `tt` and digits for IMDb, a positive number for TMDB and TVDB, else as written.
    package let value: String
    package let isDefault: Bool

    package init(kind: String, value: String, isDefault: Bool = false) {
        self.kind = kind
        self.value = value
        self.isDefault = isDefault
    }
}

/// What the users of one source think of a title.
package struct NFORating: Hashable, Sendable {
    /// Lower-case; `tmdb` also for `themoviedb`; empty when the file names none.
    package let source: String
    /// Above 0 and up to 10, whatever the scale of the source.
    package let value: Double
    package let votes: Int?
    package let isDefault: Bool

    package init(source: String, value: Double, votes: Int? = nil, isDefault: Bool = false) {
        self.source = source
        self.value = value
        self.votes = votes
        self.isDefault = isDefault
    }
}

/// A person in front of the camera.
package struct NFOActor: Hashable, Sendable {
    package let name: String
    package let role: String?
    /// Place in the billing, from 0; the place in the file when none is written.
    package let order: Int
    /// As written, for instance `GuestStar`.
    package let type: String?
    package let pictureURL: String?

    package init(name: String, role: String? = nil, order: Int, type: String? = nil, pictureURL: String? = nil) {
        self.name = name
        self.role = role
        self.order = order
        self.type = type
        self.pictureURL = pictureURL
    }
}

/// A picture on the web that the file names.
package struct NFOPicture: Hashable, Sendable {
    /// `http` or `https`.
    package let url: String
    /// Lower-case: `poster`, `banner`, `landscape`, `clearlogo` and so on.
    package let aspect: String?
    /// The season that a picture of a series belongs to; 0 is the season of specials.
    package let season: Int?
    package let previewURL: String?

    package init(url: String, aspect: String? = nil, season: Int? = nil, previewURL: String? = nil) {
        self.url = url
        self.aspect = aspect
        self.season = season
        self.previewURL = previewURL
    }
}

/// The collection a film belongs to.
package struct NFOSet: Hashable, Sendable {
    package let name: String
    package let overview: String?
    package let tmdbID: Int?

    package init(name: String, overview: String? = nil, tmdbID: Int? = nil) {
        self.name = name
        self.overview = overview
        self.tmdbID = tmdbID
    }
}

/// Where a trailer can be seen.
package enum NFOTrailer: Hashable, Sendable {
    /// The 11 characters of a YouTube id.
    case youTube(id: String)
    /// `http` or `https`.
    case url(String)
}

/// What somebody had watched when the file was written. Never imported unless a user asks for it.
package struct NFOWatched: Hashable, Sendable {
    package var playCount: Int?
    package var isWatched: Bool?
    /// Local time: `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS`.
    package var lastPlayed: String?
    package var resumeSeconds: Double?
    package var totalSeconds: Double?

    package init() {}
}
