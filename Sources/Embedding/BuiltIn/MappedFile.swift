#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file in memory, read by the system page by page when touched.
///
/// Unchecked: the mapping is private, read-only and never changes between `init` and `deinit`.
final class MappedFile: @unchecked Sendable {
    let path: String
    let bytes: UnsafeRawBufferPointer

    /// Throws `EmbeddingError.fileMissing` when the file cannot be opened, `.fileDamaged` when it is empty.
    init(path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw EmbeddingError.fileMissing(path: path, reason: Self.reason()) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw EmbeddingError.fileMissing(path: path, reason: "it is no ordinary file")
        }
        guard status.st_size > 0 else { throw EmbeddingError.fileDamaged(path: path, reason: "it is empty") }
        let size = Int(status.st_size)
        guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
            throw EmbeddingError.fileMissing(path: path, reason: Self.reason())
        }
        self.path = path
        self.bytes = UnsafeRawBufferPointer(start: start, count: size)
    }

    deinit {
        munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    }

    /// The whole content of a small file. Throws as `init` does, and for files beyond the limit.
    static func contents(of path: String) throws -> [UInt8] {
        let file = try MappedFile(path: path)
        guard file.bytes.count <= EmbeddingLimits.textFileSizeBytesMax else {
            throw EmbeddingError.fileDamaged(path: path, reason: "it is too large")
        }
        return Array(file.bytes)
    }

    private static func reason() -> String {
        String(cString: strerror(errno))
    }
}
