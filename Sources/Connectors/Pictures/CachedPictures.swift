package import Domain
import Foundation
package import NIOPosix
import Synchronization

/// Keeps the pictures of another source in a folder, up to a number of bytes; beyond it the oldest files go.
///
/// A picture never changes under its name; it is fetched anew only because it may not be kept for ever. Files are
/// written beside their place and renamed, so that a reader never sees half of one.
package struct CachedPictures: PictureSource {
    private let source: any PictureSource
    private let files: PictureFiles
    private let threads: NIOThreadPool
    private let fetches = PictureFetches()

    package init(
        source: any PictureSource, folder: String, threads: NIOThreadPool,
        bytesMax: Int = ConnectorsLimits.pictureCacheBytesMax
    ) {
        self.source = source
        self.threads = threads
        files = PictureFiles(folder: folder, bytesMax: bytesMax)
    }

    package func picture(_ path: String, _ size: PictureSize) async throws -> Picture {
        guard let name = PictureFiles.name(path, size) else { throw PictureError.invalidPath }
        if let kept = try await threads.runIfActive({ [files] in files.read(name) }) { return kept }
        return try await fetches.once(name) { [source, files, threads] in
            let picture = try await source.picture(path, size)
            // A full or read-only disk must not take the pictures away.
            try? await threads.runIfActive { try files.write(picture, as: name) }
            return picture
        }
    }
}

/// One request for each picture, however many ask for it at the same time.
private actor PictureFetches {
    private var running: [String: Task<Picture, any Error>] = [:]

    func once(_ name: String, _ fetch: @escaping @Sendable () async throws -> Picture) async throws -> Picture {
        if let task = running[name] { return try await task.value }
        let task = Task { try await fetch() }
        running[name] = task
        defer { running[name] = nil }
        return try await task.value
    }
}

/// The folder of kept pictures. Blocks, so it is used on threads that may.
final class PictureFiles: Sendable {
    private let folder: String
    private let bytesMax: Int
    private let writes = Mutex(0)

    init(folder: String, bytesMax: Int) {
        self.folder = folder
        self.bytesMax = bytesMax
    }

    /// One flat name for size and path; nil for a path that is no plain file name.
    static func name(_ path: String, _ size: PictureSize) -> String? {
        let name = path.dropFirst()
        let isPlain: (Character) -> Bool = { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
        guard path.hasPrefix("/"), !name.isEmpty, path.utf8.count <= ConnectorsLimits.picturePathBytesMax,
            name.allSatisfy(isPlain), name.first != "."
        else { return nil }
        return "\(size.rawValue)-\(name)"
    }

    /// Nil for what is not there, is damaged, or was kept long enough.
    func read(_ name: String) -> Picture? {
        let path = folder + "/" + name
        guard let facts = try? FileManager.default.attributesOfItem(atPath: path),
            let written = facts[.modificationDate] as? Date,
            -written.timeIntervalSinceNow < ConnectorsLimits.pictureSecondsKept,
            let data = FileManager.default.contents(atPath: path)
        else { return nil }
        let bytes = Array(data)
        return PictureFormat(bytes).map { Picture(bytes: bytes, contentType: $0.rawValue) }
    }

    /// What is not what it is called is not kept.
    func write(_ picture: Picture, as name: String) throws {
        guard PictureFormat(picture.bytes)?.rawValue == picture.contentType else { throw PictureError.unusable }
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try Data(picture.bytes).write(to: URL(fileURLWithPath: folder + "/" + name), options: .atomic)
        // Looking through the whole folder costs more than a picture, so it is not done for each.
        let count = writes.withLock { count in
            defer { count += 1 }
            return count
        }
        if count.isMultiple(of: ConnectorsLimits.pictureWritesPerSweep) { makeRoom(keeping: name) }
    }

    /// Removes the oldest files until a good part is free.
    private func makeRoom(keeping kept: String) {
        var all = entries()
        var total = all.reduce(0) { $0 + $1.bytes }
        guard total > bytesMax else { return }
        let wanted = bytesMax / ConnectorsLimits.pictureCacheShare * (ConnectorsLimits.pictureCacheShare - 1)
        all.sort { $0.written < $1.written }
        for entry in all where total > wanted && entry.name != kept {
            guard (try? FileManager.default.removeItem(atPath: folder + "/" + entry.name)) != nil else { continue }
            total -= entry.bytes
        }
    }

    private func entries() -> [(name: String, bytes: Int, written: Double)] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.compactMap { name in
            guard let facts = try? FileManager.default.attributesOfItem(atPath: folder + "/" + name),
                let bytes = facts[.size] as? Int, let written = facts[.modificationDate] as? Date
            else { return nil }
            return (name, bytes, written.timeIntervalSinceReferenceDate)
        }
    }
}
