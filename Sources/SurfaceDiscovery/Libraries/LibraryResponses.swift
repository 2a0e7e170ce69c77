import Basics
import Domain

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
        collectionType = library.kind == .series ? "tvshows" : "movies"
        isEnabled = library.isEnabled
        createdAt = library.createdAt.iso8601WithMilliseconds
        updatedAt = library.updatedAt.iso8601WithMilliseconds
    }
}
