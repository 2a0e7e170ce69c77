import Basics
import Domain
import Host
import LocalMedia

/// Which stored file each found one is: under its path, or moved there from somewhere else.
struct FileMatching: Sendable {
    private let known: [KnownFile]
    private let byPath: [[UInt8]: KnownFile]
    /// By the new path.
    private(set) var moved: [[UInt8]: KnownFile] = [:]
    /// Of files that were read for it.
    private(set) var digests: [[UInt8]: [UInt8]] = [:]

    init(known: [KnownFile]) {
        self.known = known
        byPath = Dictionary(known.map { ($0.path.raw, $0) }) { first, _ in first }
    }

    /// Compares new paths with files that are gone, here or in other libraries: first by their number on the disk, then
    /// by size and both ends.
    mutating func follow(_ tree: ScannedTree, _ store: any MediaStore, _ threads: HostThreads) async throws {
        let unread = tree.files.values.filter { MediaKinds.isPlayed($0.path.text) && !isKnown($0) }
        guard !unread.isEmpty else { return }
        let new = unread.filter { byPath[$0.path.bytes] == nil }
        var candidates = known.filter { tree.files[$0.path.text]?.path.bytes != $0.path.raw }
        let ids = Set(candidates.map(\.id))
        let sizes = Set(new.map(\.identity.sizeBytes))
        candidates += try await store.missingFiles(sizes: sizes).filter { !ids.contains($0.id) }
        var bySize = Dictionary(grouping: candidates, by: \.facts.sizeBytes)
        let read = try await unread.sorted { $0.path < $1.path }
            .mapConcurrently(atMost: CatalogueLimits.digestsAtOnce) { file in
                (file, try await Self.digest(of: file, tree, threads))
            }
        for (file, digest) in read {
            digests[file.path.bytes] = digest
            guard byPath[file.path.bytes] == nil else { continue }
            let facts = FileFacts(file.identity)
            let place = bySize[facts.sizeBytes]?.firstIndex { $0.isSame(as: facts, digest) }
            guard let place, let candidate = bySize[facts.sizeBytes]?.remove(at: place) else { continue }
            moved[file.path.bytes] = candidate
        }
    }

    /// Whether the file at this path is, by size and moment, what it was. Its numbers change with a new mount.
    private func isKnown(_ file: FoundFile) -> Bool {
        guard let facts = byPath[file.path.bytes]?.facts else { return false }
        return facts.sizeBytes == file.identity.sizeBytes
            && facts.modifiedNanoseconds == file.identity.modifiedNanoseconds
    }

    private static func digest(of file: FoundFile, _ tree: ScannedTree, _ threads: HostThreads) async throws -> [UInt8]?
    {
        let path = tree.root.appending(file.path)
        return try await threads.run { _ in
            (try? FileFingerprint(of: path)).map { Array($0.digest.description.utf8) }
        }
    }

    /// The stored file at a path; nil for a new one.
    func known(at path: HostPath) -> KnownFile? {
        byPath[path.bytes] ?? moved[path.bytes]
    }

    /// Nil for a file whose ends could not be read since it changed.
    func digest(of file: FoundFile) -> [UInt8]? {
        digests[file.path.bytes] ?? (isKnown(file) ? byPath[file.path.bytes]?.digest : nil)
    }

    /// Stored files that are there no longer, neither under their path nor under another.
    func gone(in tree: ScannedTree) -> [MediaFileID] {
        let found = Set(tree.files.values.map(\.path.bytes))
        let elsewhere = Set(moved.values.map(\.id))
        return known.filter { !$0.isMissing && !found.contains($0.path.raw) && !elsewhere.contains($0.id) }.map(\.id)
    }
}

extension KnownFile {
    fileprivate func isSame(as facts: FileFacts, _ digest: [UInt8]?) -> Bool {
        guard self.facts.sizeBytes == facts.sizeBytes else { return false }
        let isSameNumber = self.facts.device == facts.device && self.facts.inode == facts.inode
        if isSameNumber, self.facts.modifiedNanoseconds == facts.modifiedNanoseconds { return true }
        guard let digest, let own = self.digest else { return false }
        return own == digest
    }
}
