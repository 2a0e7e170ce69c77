import Foundation

/// A file whose every byte is known, in a folder that goes away with it.
final class MediaFile: Sendable {
    let path: String
    let size: Int64
    private let folder: URL

    /// A file of `size` bytes, of which only those of `written` are on the disk; the others are zero.
    init(size: Int64, written: [Range<Int64>]? = nil, name: String = "film.mp4") throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "kinothek-files-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appending(path: name).path
        self.size = size
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        try write(written ?? [0..<size])
        truncate(to: size)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    private func write(_ ranges: [Range<Int64>]) throws {
        let handle = try present(FileHandle(forWritingAtPath: path))
        for range in ranges {
            try handle.seek(toOffset: UInt64(range.lowerBound))
            try handle.write(contentsOf: Data(Self.bytes(range)))
        }
        try handle.synchronize()
        try handle.close()
    }

    /// What stands at these positions of a file that was written there.
    static func bytes(_ range: Range<Int64>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        while bytes.count < range.count {
            let start = Int((range.lowerBound + Int64(bytes.count)) % Int64(pattern.count))
            bytes += pattern[start..<min(pattern.count, start + range.count - bytes.count)]
        }
        return bytes
    }

    /// Its length is prime, so that no two places at round distances look alike.
    private static let pattern = (0..<65_537).map { UInt8(truncatingIfNeeded: ($0 &* 31) ^ ($0 >> 8)) }

    func truncate(to size: Int64) {
        Foundation.truncate(path, off_t(size))
    }

    /// Puts another file in this one's place, as a download that is finished does.
    func replace(with text: String) throws {
        let next = folder.appending(path: "next")
        try Data(text.utf8).write(to: next)
        rename(next.path, path)
    }

    /// Makes the system forget what it has read of the file.
    func evict() {
        let descriptor = open(path, O_RDONLY)
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
        close(descriptor)
    }

    /// How many descriptors of this process are open on the file.
    var openDescriptors: Int {
        let folder = "/proc/self/fd"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.count { name in
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(name)"))?.hasPrefix(path) == true
        }
    }
}

struct MissingFile: Error {}

private func present<T>(_ value: T?) throws -> T {
    guard let value else { throw MissingFile() }
    return value
}
