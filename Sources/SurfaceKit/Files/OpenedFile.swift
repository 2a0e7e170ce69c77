import CFiles
import NIOCore
package import Streaming

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Why a file cannot be sent.
package enum FileError: Error, Equatable {
    /// There is nothing at this path.
    case missing
    /// A folder, a pipe, a device or a socket.
    case notRegular
    /// The server may not read it.
    case denied
    /// More than `SurfaceKitLimits.fileBytesMax`.
    case tooLarge
    /// It was cut short while it was sent.
    case shrunk
    /// Nobody took a byte for `SurfaceKitLimits.streamStalledSeconds`.
    case stalled
    /// Whoever was told of its bytes wants no more of them to leave.
    case unwanted
    /// The server stops.
    case stopping
    /// Anything else, by its number (`errno`).
    case failed(CInt)
}

/// A regular file that is open for reading, as it was at the moment of opening.
///
/// The descriptor is closed when the last reference goes, so exactly once however a request ends. Reads name their
/// position, so several readers do not disturb each other.
package final class OpenedFile: Sendable {
    package let version: FileVersion
    let descriptor: CInt

    /// Opens a file. Waits for the disk, so it belongs on a thread that may; `FileReplies.open` sees to that.
    convenience init(path: String) throws(FileError) {
        let descriptor = kinothek_open(path, false)
        guard descriptor >= 0 else { throw FileError(opening: -descriptor) }
        try self.init(owning: descriptor)
    }

    /// The same for a path as the file system spells it, which need not be UTF-8.
    convenience init(rawPath: [UInt8]) throws(FileError) {
        guard !rawPath.contains(0) else { throw .missing }
        let descriptor = kinothek_open(rawPath.map { CChar(bitPattern: $0) } + [0], false)
        guard descriptor >= 0 else { throw FileError(opening: -descriptor) }
        try self.init(owning: descriptor)
    }

    /// Opens a file whose path the system has in its memory, as it does for a film that is being watched. Nil when it
    /// has not, or when anything else is in the way: then the slow way finds out what.
    convenience init?(cachedPath path: String) {
        let descriptor = kinothek_open(path, true)
        guard descriptor >= 0 else { return nil }
        do {
            try self.init(owning: descriptor)
        } catch {
            return nil
        }
    }

    private init(owning descriptor: CInt) throws(FileError) {
        do {
            version = try Self.version(of: descriptor)
            self.descriptor = descriptor
        } catch {
            close(descriptor)
            throw error
        }
    }

    deinit {
        close(descriptor)
    }

    private static func version(of descriptor: CInt) throws(FileError) -> FileVersion {
        var facts = kinothek_file_facts()
        let problem = kinothek_file_facts(descriptor, &facts)
        guard problem == 0 else { throw .failed(problem) }
        guard facts.is_regular else { throw .notRegular }
        guard facts.size <= SurfaceKitLimits.fileBytesMax else { throw .tooLarge }
        return FileVersion(
            FileStatusFacts(
                device: facts.device, inode: facts.inode, size: facts.size, modifiedSeconds: facts.modified_seconds,
                modifiedNanoseconds: facts.modified_nanoseconds))
    }

    /// Whether the file still reaches to the end of `span`.
    func reaches(_ span: FileSpan) -> Bool {
        var facts = kinothek_file_facts()
        return kinothek_file_facts(descriptor, &facts) == 0 && facts.size >= span.end
    }
}

extension FileError {
    fileprivate init(opening number: CInt) {
        switch number {
        case ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG: self = .missing
        case EACCES, EPERM: self = .denied
        case ENXIO: self = .notRegular
        default: self = .failed(number)
        }
    }
}

/// Some bytes of a file, few enough to be dealt with at once.
struct FileSpan: Equatable {
    let offset: Int64
    let count: Int

    /// The position behind the last byte.
    var end: Int64 { offset + Int64(count) }
}

extension OpenedFile {
    /// Reads all of `span`. Waits for the disk. Throws `FileError` `shrunk` where the file ends before it.
    func read(_ span: FileSpan) throws(FileError) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.reserveCapacity(span.count)
        while buffer.readableBytes < span.count {
            let position = span.offset + Int64(buffer.readableBytes)
            let wanted = span.count - buffer.readableBytes
            let count = buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: wanted) { place in
                max(0, pread(descriptor, place.baseAddress, wanted, off_t(position)))
            }
            if count == 0 { throw reaches(span) ? .failed(errno) : .shrunk }
        }
        return buffer
    }

    /// Reads `span` where the system has all of it in its memory; nil where it has not.
    func readCached(_ span: FileSpan) -> ByteBuffer? {
        var buffer = ByteBuffer()
        let count = buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: span.count) { place in
            max(0, kinothek_read_cached(descriptor, place.baseAddress, span.count, span.offset))
        }
        return count == span.count ? buffer : nil
    }

    /// Whether `span` can be sent without waiting for a disk, judged by a byte here and there and the last one: the
    /// system reads what lies between together with them.
    func isCached(_ span: FileSpan) -> Bool {
        let places = stride(from: span.offset, to: span.end, by: SurfaceKitLimits.fileProbeBytes)
        return isCached(at: span.end - 1) && places.allSatisfy(isCached(at:))
    }

    private func isCached(at position: Int64) -> Bool {
        var byte: UInt8 = 0
        return kinothek_read_cached(descriptor, &byte, 1, position) == 1
    }

    /// Waits until `span` has been read into the system's memory, and asks for as much again. An event loop that sent
    /// it unread would stand still until a sleeping disk turns, and with it every connection that it serves.
    func fetch(_ span: FileSpan) {
        withUnsafeTemporaryAllocation(byteCount: SurfaceKitLimits.fileReadBytes, alignment: 16) { place in
            var position = span.offset
            while position < span.end {
                let wanted = min(place.count, Int(span.end - position))
                let count = pread(descriptor, place.baseAddress, wanted, off_t(position))
                if count <= 0 { break }
                position += Int64(count)
            }
        }
        posix_fadvise(descriptor, off_t(span.end), off_t(span.count), POSIX_FADV_WILLNEED)
    }
}
