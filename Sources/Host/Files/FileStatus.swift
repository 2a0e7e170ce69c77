import Glibc

/// What `stat` tells, in the types that the rest of the server uses.
struct FileStatus: Sendable {
    enum Kind: UInt8, Sendable {
        case folder = 1
        case file
        case link
        /// A device, socket or pipe.
        case other
    }

    let kind: Kind
    let identity: FileIdentity
    /// Names of the file; zero for a deleted one that is still open.
    let links: UInt64

    /// Nil when the file cannot be asked, and `errno` says why.
    init?(of descriptor: OwnedDescriptor) {
        var raw = stat()
        guard fstat(descriptor.number, &raw) == 0 else { return nil }
        self.init(raw)
    }

    /// The entry itself, not what a link points to.
    init?(_ name: UnsafePointer<CChar>, in folder: CInt) {
        var raw = stat()
        guard fstatat(folder, name, &raw, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
        self.init(raw)
    }

    private init(_ raw: stat) {
        kind =
            switch raw.st_mode & S_IFMT {
            case S_IFDIR: .folder
            case S_IFREG: .file
            case S_IFLNK: .link
            default: .other
            }
        identity = FileIdentity(
            device: UInt64(raw.st_dev), inode: UInt64(raw.st_ino), sizeBytes: Int64(raw.st_size),
            modifiedNanoseconds: Self.nanoseconds(raw.st_mtim))
        links = UInt64(raw.st_nlink)
    }

    /// Moments that 64 bits cannot hold (before 1677, after 2262) are moved to the nearest that they can.
    private static func nanoseconds(_ time: timespec) -> Int64 {
        let (seconds, isFar) = Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, isFarther) = seconds.addingReportingOverflow(Int64(time.tv_nsec))
        return isFar || isFarther ? (time.tv_sec < 0 ? .min : .max) : sum
    }
}
