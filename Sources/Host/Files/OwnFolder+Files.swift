import Glibc
import Synchronization

// Files are written beside their place and renamed, so that nobody ever reads half of one.
extension OwnFolder {
    /// What a file holds; nil for what is no file, is longer than `bytesMax`, or cannot be read.
    package func bytes(of name: HostPath, max bytesMax: Int) -> [UInt8]? {
        let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
        guard Self.isName(name),
            let file = name.withCString({ OwnedDescriptor.open($0, in: descriptor.number, flags) }),
            let status = FileStatus(of: file), status.kind == .file, status.identity.sizeBytes <= Int64(bytesMax)
        else { return nil }
        return Self.bytes(of: file, count: Int(status.identity.sizeBytes))
    }

    /// Puts a file in the place of whatever has the name, except of a folder.
    package func write(_ bytes: [UInt8], as name: HostPath) throws(FileError) {
        guard Self.isName(name) else { throw .outside }
        let unfinished = Self.unfinished()
        try unlink(unfinished, 0)
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let number = unfinished.withCString { openat(descriptor.number, $0, flags, Self.fileMode) }
        guard let file = OwnedDescriptor(number) else { throw FileError(code: errno) }
        try Self.write(bytes, to: file)
        try rename(unfinished, to: name)
    }

    /// Puts a link in the place of whatever has the name, except of a folder. It may lead to nothing here: whoever
    /// follows it may see other folders.
    package func link(_ name: HostPath, to target: HostPath) throws(FileError) {
        guard Self.isName(name), !target.isEmpty, !target.hasNUL else { throw .outside }
        let unfinished = Self.unfinished()
        try unlink(unfinished, 0)
        let result = target.withCString { target in
            unfinished.withCString { symlinkat(target, descriptor.number, $0) }
        }
        guard result == 0 else { throw FileError(code: errno) }
        try rename(unfinished, to: name)
    }

    private func rename(_ old: HostPath, to name: HostPath) throws(FileError) {
        let result = old.withCString { old in
            name.withCString { renameat(descriptor.number, old, descriptor.number, $0) }
        }
        guard result == 0 else { throw FileError(code: errno) }
    }

    /// A name for what is not finished; no two writers of this server have the same.
    private static func unfinished() -> HostPath {
        HostPath(".kinothek-unfinished-\(count.add(1, ordering: .relaxed).newValue)")
    }

    private static let count = Atomic(0)
    private static let fileMode: mode_t = 0o644

    private static func write(_ bytes: [UInt8], to file: OwnedDescriptor) throws(FileError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(file.number, $0.baseAddress?.advanced(by: done), bytes.count - done)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw FileError(code: errno) }
            done += count
        }
    }

    /// Fewer when the file became shorter.
    private static func bytes(of file: OwnedDescriptor, count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let got = bytes.withUnsafeMutableBytes {
                read(file.number, $0.baseAddress?.advanced(by: done), count - done)
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { return nil }
            if got == 0 { break }
            done += got
        }
        return Array(bytes[..<done])
    }
}
