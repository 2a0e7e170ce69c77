/// A playlist of a media server.
package struct MediaServerPlaylist: Hashable, Sendable {
    package let id: MediaServerID
    package let name: String

    package init(id: MediaServerID, name: String) {
        self.id = id
        self.name = name
    }
}

/// A place in a playlist.
package struct MediaServerPlaylistEntry: Hashable, Sendable {
    /// By which the place is taken out: the item's own id on newer Jellyfin servers, an id of its own elsewhere.
    package let entryID: MediaServerID
    package let itemID: MediaServerID
    package let name: String

    package init(entryID: MediaServerID, itemID: MediaServerID, name: String) {
        self.entryID = entryID
        self.itemID = itemID
        self.name = name
    }
}
