import Basics
import Domain
import SurfaceKit
import Synchronisation

struct LibrariesResponse: Encodable {
    let libraries: [LibraryRow]
}

struct RefreshedLibrariesResponse: Encodable {
    let message: String
    let libraries: [LibraryRow]
}

struct LibraryResponse: Encodable {
    let library: LibraryRow
}

/// A library of the media server.
struct LibraryRow: Encodable {
    let id: String
    let providerLibraryId: String
    let name: String
    /// In the media server's words.
    let collectionType: String
    let isEnabled: Bool
    let createdAt: String
    let updatedAt: String

    init(_ library: ServerLibrary) {
        id = library.id.description
        providerLibraryId = library.itemID.description
        name = library.name
        collectionType = library.kind.collectionType
        isEnabled = library.isEnabled
        createdAt = library.createdAt.iso8601WithMilliseconds
        updatedAt = library.updatedAt.iso8601WithMilliseconds
    }
}

struct AvailableLibrariesResponse: Encodable {
    struct Row: Encodable {
        let id: String
        let name: String
        let collectionType: String
        /// Whether it is in the list of libraries here.
        let isKnown: Bool
    }

    let libraries: [Row]
    let movieCount: Int
    let tvShowCount: Int

    init(_ available: [AvailableLibrary]) {
        libraries = available.map { library in
            Row(
                id: library.itemID.description, name: library.name, collectionType: library.kind.collectionType,
                isKnown: library.isKnown)
        }
        movieCount = available.count { $0.kind == .movie }
        tvShowCount = available.count { $0.kind == .series }
    }
}

struct WrittenLibrariesResponse: Encodable {
    let libraries: [WrittenLibraryRow]
}

/// A library that this server writes.
struct WrittenLibraryRow: Encodable {
    let id: String
    @OrNull var userId: String?
    @OrNull var userName: String?
    let name: String
    let path: String
    @OrNull var providerLibraryId: String?
    let mediaType: String
    let fileCount: Int
    let lastSyncedAt: String

    init(_ library: WrittenLibrary) {
        id = library.id
        _userId = OrNull(wrappedValue: library.owner?.id.description)
        _userName = OrNull(wrappedValue: library.owner?.name)
        name = library.name
        path = library.path
        _providerLibraryId = OrNull(wrappedValue: library.itemID?.description)
        mediaType = library.kind == .series ? "series" : "movies"
        fileCount = library.fileCount
        lastSyncedAt = library.writtenAt.iso8601WithMilliseconds
    }
}

extension TitleKind {
    /// In the media server's words.
    fileprivate var collectionType: String { self == .series ? "tvshows" : "movies" }
}
