#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file in the address space, for reading only, until the last user is gone.
///
/// Safe to share: the memory is never written. Snapshots are replaced by renaming, never rewritten in place, so that a
/// mapped file keeps its bytes.
final class MappedFile: @unchecked Sendable {
    let base: UnsafeMutableRawPointer
    let sizeBytes: Int

    init(path: String) throws(VectorIndexError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw .snapshot(errno == ENOENT ? .missing : .unreadable(errno: errno))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .snapshot(.unreadable(errno: errno)) }
        guard status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else { throw .snapshot(.notASnapshot) }
        sizeBytes = Int(status.st_size)
        guard let mapped = mmap(nil, sizeBytes, PROT_READ, MAP_PRIVATE, descriptor, 0), mapped != MAP_FAILED else {
            throw .snapshot(.unreadable(errno: errno))
        }
        base = mapped
    }

    deinit { munmap(base, sizeBytes) }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: sizeBytes) }
}
