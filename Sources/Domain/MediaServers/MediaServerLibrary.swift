/// What a library of a media server holds.
package enum MediaServerLibraryKind: Hashable, Sendable {
    case films
    case series
    /// Made without a type.
    case mixed
    /// Music, books and the like, by the server's word for it.
    case other(String)

    /// What titles it holds; nil for libraries that are not taken over.
    package var titles: TitleKind? {
        switch self {
        case .films: .movie
        case .series: .series
        case .mixed, .other: nil
        }
    }
}

/// A library of a media server.
package struct MediaServerLibrary: Hashable, Sendable {
    /// By which its items are listed.
    package let id: MediaServerID
    package let name: String
    package let kind: MediaServerLibraryKind
    /// By which its options are changed; another id on Emby.
    package let optionsID: MediaServerID
    /// By which users are let in; another id on Emby.
    package let policyID: MediaServerID
    /// Folders as the server sees them.
    package var paths: [String] = []
    package var isScanning = false

    /// `others` where they differ from `id`.
    package init(
        id: MediaServerID, name: String, kind: MediaServerLibraryKind,
        others: (options: MediaServerID?, policy: MediaServerID?) = (nil, nil)
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        optionsID = others.options ?? id
        policyID = others.policy ?? id
    }
}

/// A library that is to be made.
package struct MediaServerLibraryDraft: Hashable, Sendable {
    package let name: String
    package let kind: MediaServerLibraryKind
    /// As the server sees it, which it has to.
    package let path: String

    package init(name: String, kind: MediaServerLibraryKind, path: String) {
        self.name = name
        self.kind = kind
        self.path = path
    }
}
