/// What is rated at Trakt, as far as ratings are exchanged.
package enum TraktKind: String, Hashable, Sendable, Codable, CaseIterable {
    case movie
    case show

    /// Nil for episodes and scenes, whose ratings stay here.
    package init?(_ kind: TitleKind) {
        switch kind {
        case .movie: self = .movie
        case .series: self = .show
        case .episode, .scene: return nil
        }
    }

    /// What this server calls it.
    package var titleKind: TitleKind { self == .movie ? .movie : .series }
}

/// The ids that Trakt knows a title by; any may be missing.
package struct TraktIDs: Hashable, Sendable {
    package var imdb: IMDbID?
    package var tmdb: Int?
    package var tvdb: Int?
    package var trakt: Int?

    package init(imdb: IMDbID? = nil, tmdb: Int? = nil, tvdb: Int? = nil, trakt: Int? = nil) {
        self.imdb = imdb
        self.tmdb = tmdb
        self.tvdb = tvdb
        self.trakt = trakt
    }

    package var isEmpty: Bool { self == TraktIDs() }

    /// Whether any id is in both.
    package func overlaps(_ other: TraktIDs) -> Bool {
        (imdb != nil && imdb == other.imdb) || (tmdb != nil && tmdb == other.tmdb)
            || (tvdb != nil && tvdb == other.tvdb) || (trakt != nil && trakt == other.trakt)
    }
}

/// A film or series at Trakt.
package struct TraktTitle: Hashable, Sendable {
    package let kind: TraktKind
    package let ids: TraktIDs

    package init(_ kind: TraktKind, _ ids: TraktIDs) {
        self.kind = kind
        self.ids = ids
    }

    /// One id to look for in the catalogue.
    package enum Key: Hashable, Sendable {
        case imdb(IMDbID)
        case tvdb(Int)
        case tmdb(Int)
    }

    /// The ids by which the title is found in the catalogue, best first: IMDb, TVDb for series, TMDb. Names are no
    /// ids, because remakes share them.
    package var keys: [Key] {
        let tvdb = kind == .show ? ids.tvdb : nil
        return [ids.imdb.map(Key.imdb), tvdb.map(Key.tvdb), ids.tmdb.map(Key.tmdb)].compactMap(\.self)
    }

    /// What the first id that is known stands for.
    package func match<Found>(_ find: (Key) throws -> Found?) rethrows -> Found? {
        for key in keys {
            if let found = try find(key) { return found }
        }
        return nil
    }
}
