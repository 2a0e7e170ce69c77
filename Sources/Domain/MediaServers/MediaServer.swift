package import Basics

/// The media servers that are spoken with.
package enum MediaServerKind: String, Hashable, Sendable, Codable, CaseIterable {
    case jellyfin
    case emby
}

/// What a media server says of itself.
package struct MediaServerInfo: Hashable, Sendable {
    package let id: MediaServerID
    package let name: String
    package let version: String
    /// Emby does not say.
    package let product: String?

    package init(id: MediaServerID, name: String, version: String, product: String?) {
        self.id = id
        self.name = name
        self.version = version
        self.product = product
    }
}

/// A playlist that is to be made.
package struct MediaServerPlaylistDraft: Hashable, Sendable {
    /// Whose it is.
    package let userID: MediaServerID
    package let name: String
    /// In their order; items that the server does not know are left out by it without a word.
    package let items: [MediaServerID]

    package init(userID: MediaServerID, name: String, items: [MediaServerID]) {
        self.userID = userID
        self.name = name
        self.items = items
    }
}

/// Another server's library with its users, their histories and their playlists.
///
/// All methods throw `MediaServerFailure` or `CancellationError`; listings do so while they are read. A server that is
/// down is a normal state.
package protocol MediaServer: Sendable {
    var kind: MediaServerKind { get }

    /// Proves that the address and the key are good.
    func info() async throws -> MediaServerInfo
    /// A wrong name or password is `MediaServerFailure.unauthorised`, a disabled account `.forbidden`.
    func signIn(name: String, password: String) async throws -> MediaServerSession
    /// Disabled and hidden ones included.
    func users() async throws -> [MediaServerUser]
    func user(_ id: MediaServerID) async throws -> MediaServerUser
    func libraries() async throws -> [MediaServerLibrary]

    /// A library that is gone is `MediaServerFailure.notFound`; the servers themselves would list everything.
    func films(in library: MediaServerID) -> Listing<MediaServerFilm>
    /// As `films`.
    func series(in library: MediaServerID) -> Listing<MediaServerSeries>
    /// As `films`. Episodes without a season or number are left out.
    func episodes(in library: MediaServerID) -> Listing<MediaServerEpisode>
    /// A series that is gone is `MediaServerFailure.notFound`.
    func episodes(of series: MediaServerID) -> Listing<MediaServerEpisode>

    /// A user's items, last played first. With `since` the listing ends at the first that was played before, a day
    /// being added for clocks that differ; favourites have no such order, so they ignore it.
    func plays(of user: MediaServerID, _ filter: UserPlayFilter, since: Instant?) -> Listing<UserPlay>
    /// Takes every play of the item back; of a series or season those of all episodes. Nothing happens to an item
    /// that was not played.
    func markUnplayed(_ item: MediaServerID, of user: MediaServerID) async throws

    /// Nil when it is gone, or no playlist.
    func playlist(_ id: MediaServerID, of user: MediaServerID) async throws -> MediaServerPlaylist?
    /// The first that the user sees under exactly this name.
    func playlist(named name: String, of user: MediaServerID) async throws -> MediaServerPlaylist?
    func entries(ofPlaylist id: MediaServerID, of user: MediaServerID) async throws -> [MediaServerPlaylistEntry]
    /// Seen by its owner only.
    func createPlaylist(_ draft: MediaServerPlaylistDraft) async throws -> MediaServerID
    /// Makes the playlist hold exactly these items in this order, each once.
    func replacePlaylist(_ id: MediaServerID, of user: MediaServerID, with items: [MediaServerID]) async throws
    func renamePlaylist(_ id: MediaServerID, of user: MediaServerID, to name: String) async throws
    /// Nothing happens to one that is gone, and to what is no playlist.
    func deletePlaylist(_ id: MediaServerID, of user: MediaServerID) async throws

    /// Makes a library and has it scanned. A name that is taken is another one afterwards.
    func createLibrary(_ draft: MediaServerLibraryDraft) async throws -> MediaServerLibrary
    /// Gives a library another name, which has to be free, and returns it as it is then. Jellyfin takes it for another
    /// library under another id, which nobody may see who was let into the former one.
    func renameLibrary(_ library: MediaServerLibrary, to name: String) async throws -> MediaServerLibrary
    /// Has the server look for what changed in a library's folders. It does so on its own time.
    func refresh(_ library: MediaServerID) async throws
    /// Lets a user see a library beside what they see already, and changes nothing else of their rights. False when
    /// they saw it before.
    func admit(_ user: MediaServerID, to library: MediaServerLibrary) async throws -> Bool

    /// The first collection under exactly this name.
    func collection(named name: String) async throws -> MediaServerID?
    func createCollection(named name: String, of items: [MediaServerID]) async throws -> MediaServerID
    /// Makes the collection hold exactly these items, added in this order. In which order it shows them is up to the
    /// server.
    func replaceCollection(_ id: MediaServerID, with items: [MediaServerID]) async throws

    /// Where the server has a picture, without any key: for fetching, not for handing out.
    func imageURL(of item: MediaServerID, _ kind: MediaServerImageKind, tag: String?, widthMax: Int?) -> String
    /// Where the server has a user's portrait, likewise.
    func imageURL(ofUser user: MediaServerID, tag: String?) -> String
    /// The page of an item in the server's own web client.
    func webURL(of item: MediaServerID, server: MediaServerID) -> String
}
