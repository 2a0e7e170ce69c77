/// One media server of all: what it is, and the id that it gave itself. Ids of items mean nothing without it.
package struct MediaServerKey: Hashable, Sendable, CustomStringConvertible {
    package let kind: MediaServerKind
    package let id: MediaServerID

    package init(kind: MediaServerKind, id: MediaServerID) {
        self.kind = kind
        self.id = id
    }

    /// Reads what `description` wrote; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let kind = MediaServerKind(rawValue: String(parts[0])),
            let id = MediaServerID(parts[1])
        else { return nil }
        self.init(kind: kind, id: id)
    }

    /// Such as `jellyfin:5d1b3c6f9e8a47b2a1c0d9e8f7a6b5c4`.
    package var description: String { "\(kind.rawValue):\(id)" }
}

extension MediaServerKind {
    /// The source of plays and favourites that come from such a server.
    package var watchSource: WatchSource {
        switch self {
        case .jellyfin: .jellyfin
        case .emby: .emby
        }
    }
}
