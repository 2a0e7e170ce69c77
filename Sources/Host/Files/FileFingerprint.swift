import Glibc

/// A file's state and a digest of its size and its two ends, both of the same open file.
///
/// A renamed or moved file keeps its digest, so what is known about it stays. Changes in the middle of a file of more
/// than 128 KiB that leave its length alone are not seen. Expectations about collisions: `Digest128`.
package struct FileFingerprint: Hashable, Sendable {
    package let identity: FileIdentity
    package let digest: Digest128

    /// Reads up to 64 KiB at the beginning and at the end; the whole file when it is shorter than both. Blocks.
    ///
    /// A file that changes meanwhile is told as `.unreadable(EAGAIN)`: look again when it stands still.
    package init(of path: HostPath) throws(FileError) {
        guard !path.hasNUL else { throw .malformed }
        // Without O_NONBLOCK a pipe would wait for its writer.
        let opened = path.withCString { OwnedDescriptor.open($0, O_RDONLY | O_NONBLOCK | O_NOCTTY) }
        guard let descriptor = opened, let status = FileStatus(of: descriptor) else { throw FileError(code: errno) }
        guard status.kind == .file else { throw .wrongKind }
        identity = status.identity
        digest = try Self.digest(of: descriptor, sizeBytes: Int(status.identity.sizeBytes))
        guard FileStatus(of: descriptor)?.identity == status.identity else { throw .unreadable(code: EAGAIN) }
    }

    private static func digest(of descriptor: OwnedDescriptor, sizeBytes: Int) throws(FileError) -> Digest128 {
        let edge = HostLimits.fingerprintEdgeBytes
        var digest = Digest128()
        digest.add(UInt64(sizeBytes))
        if sizeBytes <= 2 * edge {
            digest.add(try read(descriptor, from: 0, count: sizeBytes))
        } else {
            digest.add(try read(descriptor, from: 0, count: edge))
            digest.add(try read(descriptor, from: sizeBytes - edge, count: edge))
        }
        return digest
    }

    /// Exactly `count` bytes: fewer mean that the file has become shorter.
    private static func read(
        _ descriptor: OwnedDescriptor, from start: Int, count: Int
    ) throws(FileError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let got = bytes.withUnsafeMutableBytes {
                pread(descriptor.number, $0.baseAddress?.advanced(by: done), count - done, off_t(start + done))
            }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { throw got < 0 ? FileError(code: errno) : .unreadable(code: EAGAIN) }
            done += got
        }
        return bytes
    }
}
