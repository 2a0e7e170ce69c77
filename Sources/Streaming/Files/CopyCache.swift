import Basics
import Foundation
import Glibc
import Host
import Synchronization

/// A folder of copies that can be made again, up to a number of bytes; beyond it those go that were not used longest.
final class CopyCache: Sendable {
    private let folder: String
    private let bytesMax: Int64
    private let threads: HostThreads
    private let world: World
    private let sweptAt = Mutex<Instant?>(nil)

    /// `folder` is made when the first copy comes; it can be deleted at any time.
    init(folder: String, bytesMax: Int64, threads: HostThreads, world: World) {
        self.folder = folder
        self.bytesMax = bytesMax
        self.threads = threads
        self.world = world
    }

    /// Nil for what is not there, or is larger than `max`.
    func bytes(named name: String, max: Int) async -> [UInt8]? {
        let path = HostPath(folder + "/" + name)
        return try? await threads.run { _ in try BoundedFile.bytes(of: path, max: max) }
    }

    /// Keeps a copy, if it can: what cannot be kept is made again the next time.
    ///
    /// Now and then this begins to look through the folder, and returns what does so; nobody has to wait for it.
    @discardableResult
    func keep(_ bytes: [UInt8], as name: String) async -> Task<Void, Never>? {
        let place = folder
        do {
            try await threads.run { _ in
                try BoundedFile.keep(bytes, as: HostPath(place + "/" + name), in: place)
            }
        } catch {
            return nil
        }
        return isSweepDue() ? Task { await self.sweep() } : nil
    }

    /// Looking through the whole folder costs more than a copy, so it is not done for each.
    private func isSweepDue() -> Bool {
        let now = world.now()
        return sweptAt.withLock { sweptAt in
            // A clock that was set back must not put it off for ever.
            if let before = sweptAt, (0..<StreamingLimits.sweepSeconds).contains(now.seconds(since: before)) {
                return false
            }
            sweptAt = now
            return true
        }
    }

    private func sweep() async {
        let (place, bytesMax) = (folder, bytesMax)
        try? await threads.run { stop in
            let files = CopyFile.all(in: place, atMost: StreamingLimits.sweptFilesMax)
            for file in CopyFile.surplus(of: files, bytesMax: bytesMax, countMax: StreamingLimits.copyFilesMax) {
                try stop.check()
                try? FileManager.default.removeItem(atPath: place + "/" + file.name)
            }
        }
    }
}

/// A file in such a folder.
struct CopyFile: Hashable, Sendable {
    let name: String
    let byteCount: Int64
    /// When it was last written or, as far as the system notes that, read: seconds since 1970.
    let usedAtSeconds: Int64

    /// The files of a folder, in any order; none where there is no folder. Blocks.
    static func all(in folder: String, atMost countMax: Int) -> [CopyFile] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.prefix(countMax).compactMap { name in
            var status = stat()
            guard lstat(folder + "/" + name, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
            return CopyFile(
                name: name, byteCount: Int64(status.st_size),
                usedAtSeconds: Int64(max(status.st_atim.tv_sec, status.st_mtim.tv_sec)))
        }
    }

    /// What is to be removed when there are more bytes or files than allowed: those that were not used longest, until
    /// a quarter is free, so that it is not over at once again.
    static func surplus(of files: [CopyFile], bytesMax: Int64, countMax: Int) -> [CopyFile] {
        var bytes = files.reduce(0) { $0 + $1.byteCount }
        var count = files.count
        guard bytes > bytesMax || count > countMax else { return [] }
        let (bytesKept, countKept) = (bytesMax / 4 * 3, countMax / 4 * 3)
        var surplus: [CopyFile] = []
        for file in files.sorted(by: { ($0.usedAtSeconds, $0.name) < ($1.usedAtSeconds, $1.name) }) {
            guard bytes > bytesKept || count > countKept else { break }
            bytes -= file.byteCount
            count -= 1
            surplus.append(file)
        }
        return surplus
    }
}
