#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The bytes of an archive, read by position.
struct ZipSource {
    let sizeBytes: Int64
    let read: APKFile.Read

    /// Exactly `count` bytes. Throws `damaged` where the file is too short for them, `unreadable` where reading fails.
    func record(at offset: Int64, count: Int) throws(APKFileError) -> ZipRecord {
        guard offset >= 0, count >= 0, offset <= sizeBytes, Int64(count) <= sizeBytes - offset else { throw .damaged }
        guard let bytes = try? read(offset, count), bytes.count == count else { throw .unreadable }
        return ZipRecord(bytes: bytes[...])
    }
}

/// Bytes with little-endian numbers in them. Reading beyond the end throws `damaged`.
struct ZipRecord {
    let bytes: ArraySlice<UInt8>

    func uint16(_ offset: Int) throws(APKFileError) -> Int { Int(try number(offset, width: 2)) }
    func uint32(_ offset: Int) throws(APKFileError) -> Int64 { Int64(try number(offset, width: 4)) }

    /// Throws `damaged` for a number that no file can have, too.
    func uint64(_ offset: Int) throws(APKFileError) -> Int64 {
        guard let value = Int64(exactly: try number(offset, width: 8)) else { throw .damaged }
        return value
    }

    func part(_ offset: Int, count: Int) throws(APKFileError) -> ZipRecord {
        guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else { throw .damaged }
        return ZipRecord(bytes: bytes.dropFirst(offset).prefix(count))
    }

    private func number(_ offset: Int, width: Int) throws(APKFileError) -> UInt64 {
        try part(offset, count: width).bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}

/// The first four bytes of each record, as numbers.
enum ZipSignature {
    static let localHeader: Int64 = 0x0403_4b50
    static let directoryEntry: Int64 = 0x0201_4b50
    static let end: Int64 = 0x0605_4b50
    static let end64: Int64 = 0x0606_4b50
    static let end64Locator: Int64 = 0x0706_4b50
}

/// An open file that is read by position.
final class PositionedFile {
    private let descriptor: Int32
    let sizeBytes: Int64

    init(path: String) throws(APKFileError) {
        // Without O_NONBLOCK, opening a named pipe would wait for a writer.
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw .unreadable
        }
        sizeBytes = Int64(facts.st_size)
    }

    deinit {
        close(descriptor)
    }

    /// Up to `count` bytes from `offset` on; fewer at the end of the file or after an error.
    func read(at offset: Int64, count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count, let base = buffer.baseAddress {
                let got = pread(descriptor, base + filled, count - filled, off_t(offset) + off_t(filled))
                if got < 0, errno == EINTR { continue }
                guard got > 0 else { return }
                filled += got
            }
        }
    }
}
