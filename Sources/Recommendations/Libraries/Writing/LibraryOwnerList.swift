import Domain
import Host

/// The people for whom libraries of a kind were ever written, as a file beside their folders. By it the folder of
/// somebody whose account is gone is known as this server's, and what others put beside it is left alone. Everything
/// here blocks.
struct LibraryOwnerList: Sendable {
    private let root: HostPath
    private let folder: HostPath

    init(_ kind: TitleKind, root: String) {
        self.root = HostPath(root)
        folder = HostPath(LibraryOwner.peopleFolder(kind))
    }

    /// Those who are in the list already, and adds these to it.
    func adding(_ owners: Set<MediaServerID>) throws -> Set<MediaServerID> {
        let known = try Self.owners(in: OwnFolder.existing(root: root, steps: [folder]))
        guard !owners.isSubset(of: known) else { return known }
        let lines = known.union(owners).sorted().map { "\($0)\n" }
        try OwnFolder(root: root, steps: [folder]).write(Array(lines.joined().utf8), as: Self.name)
        return known
    }

    private static func owners(in folder: OwnFolder?) -> Set<MediaServerID> {
        let bytes = folder?.bytes(of: Self.name, max: LibraryLimits.listBytesMax) ?? []
        return Set(String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { MediaServerID($0) })
    }

    private static let name: HostPath = ".kinothek-libraries"
}
