package import Basics

/// By what other services know a title.
package struct MediaServerReferences: Hashable, Sendable {
    package var imdbID: IMDbID?
    package var tmdbID: Int?
    package var tvdbID: Int?

    package init() {}
}

/// A person of a title.
package struct MediaServerPerson: Hashable, Sendable {
    /// What a person did; the servers have some more words for it.
    package enum Part: Hashable, Sendable {
        case actor
        case guest
        case director
        case writer
        /// Who thought a series up.
        case creator
        case other
    }

    package let name: String
    package let part: Part
    /// Whom an actor plays.
    package var role: String?
    package var id: MediaServerID?
    package var imageTag: String?

    package init(name: String, part: Part) {
        self.name = name
        self.part = part
    }
}

/// The kinds of pictures that an item can have.
package enum MediaServerImageKind: String, Hashable, Sendable, CaseIterable {
    case primary = "Primary"
    case backdrop = "Backdrop"
    case thumb = "Thumb"
    case banner = "Banner"
    case logo = "Logo"
}

/// The facts that films, series and episodes of a media server have in common.
package struct MediaServerItem: Hashable, Sendable {
    package let id: MediaServerID
    package let name: String
    package var originalTitle: String?
    package var sortName: String?
    package var references = MediaServerReferences()
    /// As the server sees it.
    package var path: String?
    package var overview: String?
    package var tagline: String?
    package var genres: [String] = []
    package var tags: [String] = []
    /// Of a series its network first.
    package var studios: [String] = []
    /// English names, as the server has them.
    package var countries: [String] = []
    package var people: [MediaServerPerson] = []
    package var contentRating: String?
    /// 0...10.
    package var communityRating: Double?
    /// 0...100.
    package var criticRating: Double?
    package var year: Int?
    package var premiereDate: CivilDate?
    package var addedAt: Instant?
    package var runtimeMilliseconds: Int64?
    /// The tag changes with the picture.
    package var imageTags: [MediaServerImageKind: String] = [:]

    package init(id: MediaServerID, name: String) {
        self.id = id
        self.name = name
    }

    /// Whole minutes; nil for unknown and for less than half of one.
    package var runtimeMinutes: Int? {
        guard let runtimeMilliseconds else { return nil }
        let minutes = Int((Double(runtimeMilliseconds) / 60_000).rounded())
        return minutes > 0 ? minutes : nil
    }
}
