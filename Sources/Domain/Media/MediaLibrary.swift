package import Basics

/// What the folders of a library hold.
package enum MediaLibraryKind: String, Sendable, Codable, CaseIterable {
    case movies
    case series
    case mixed
}

/// A named set of folders with this server's own media.
package struct MediaLibrary: Hashable, Sendable {
    package let id: MediaLibraryID
    package let name: String
    package let kind: MediaLibraryKind
    /// By id, so in the order in which they were added.
    package let folders: [MediaFolder]
    package let createdAt: Instant
    /// When the last scan ended; nil before the first.
    package let scannedAt: Instant?
    /// What the last scan came to, in words.
    package let scanStatus: String?

    package init(
        id: MediaLibraryID, name: String, kind: MediaLibraryKind, folders: [MediaFolder], createdAt: Instant,
        scan: (endedAt: Instant, status: String)?
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.folders = folders
        self.createdAt = createdAt
        scannedAt = scan?.endedAt
        scanStatus = scan?.status
    }
}

package typealias MediaLibraryID = ID<MediaLibrary>

/// A root folder of a library.
package struct MediaFolder: Hashable, Sendable {
    package let id: MediaFolderID
    package let libraryID: MediaLibraryID
    /// Absolute.
    package let path: String
    /// The device at the last scan; another one means that something else is mounted there now.
    package let device: Int64?
    /// Digest of what the last scan saw.
    package let digest: [UInt8]?

    package init(id: MediaFolderID, libraryID: MediaLibraryID, path: String, device: Int64?, digest: [UInt8]?) {
        self.id = id
        self.libraryID = libraryID
        self.path = path
        self.device = device
        self.digest = digest
    }
}

package typealias MediaFolderID = ID<MediaFolder>

/// How much a library holds.
package struct MediaCounts: Hashable, Sendable {
    /// Clips of an archive included.
    package var movies = 0
    package var series = 0
    package var episodes = 0
    /// Files that are played, missing ones included.
    package var files = 0
    package var missing = 0
    package var bytes: Int64 = 0

    package init() {}
}

/// What can be wrong with a library of media.
package enum MediaError: Error, Equatable, Sendable {
    case nameTaken(String)
    case nameInvalid
    /// Another library, or this one, has the folder already.
    case folderTaken(String)
    case unknownLibrary(String)
    /// The folder is missing, empty where it was not, or on another device, so nothing was touched.
    case rootUnavailable(path: String, reason: String)
}
