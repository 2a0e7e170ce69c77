#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A new file beside its target, which it replaces in one step when it is complete. Left alone, it is deleted.
final class TemporaryFile {
    private let target: String
    private let path: String
    private let descriptor: Int32
    private var isInPlace = false

    init(replacing target: String) throws(VectorIndexError) {
        self.target = target
        var template = Array((target + ".XXXXXX").utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw .snapshot(.unwritable(errno: errno)) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        close(descriptor)
        if !isInPlace { unlink(path) }
    }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(VectorIndexError) {
        var done = 0
        while done < bytes.count, let base = bytes.baseAddress {
            let size = min(bytes.count - done, VectorIndexLimits.writeChunkBytes)
            let written = pwrite(descriptor, base + done, size, off_t(offset + done))
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { throw .snapshot(.unwritable(errno: written < 0 ? errno : ENOSPC)) }
            done += written
        }
    }

    /// Makes the bytes durable, then the name.
    func moveIntoPlace() throws(VectorIndexError) {
        guard fsync(descriptor) == 0, rename(path, target) == 0 else { throw .snapshot(.unwritable(errno: errno)) }
        isInPlace = true
        let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? "."
        let opened = open(folder, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw .snapshot(.unwritable(errno: errno)) }
        defer { close(opened) }
        guard fsync(opened) == 0 else { throw .snapshot(.unwritable(errno: errno)) }
    }
}
