import Glibc

/// One queue of the kernel's events about folders.
struct Inotify: Sendable {
    let descriptor: OwnedDescriptor

    /// Entries that come, go or are renamed, files that were written and closed, and times or rights that were set.
    /// Not each write: a download would fill the queue.
    private static let interest =
        IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_CLOSE_WRITE | IN_ATTRIB | IN_DELETE_SELF
        | IN_MOVE_SELF | IN_ONLYDIR | IN_EXCL_UNLINK

    init() throws(FolderChange.Loss) {
        let result = inotify_init1(CInt(IN_NONBLOCK | IN_CLOEXEC))
        guard let descriptor = OwnedDescriptor(result) else { throw .unavailable(code: errno) }
        self.descriptor = descriptor
    }

    /// The watch's number: the same one when the folder is watched already. Nil when the folder has just gone.
    func watch(_ folder: OwnedDescriptor) throws(FolderChange.Loss) -> Int32? {
        // By its open descriptor, so that it is this folder and no other that took its name.
        let path = "/proc/self/fd/\(folder.number)"
        let watch = inotify_add_watch(descriptor.number, path, UInt32(bitPattern: Int32(Self.interest)))
        if watch >= 0 { return watch }
        switch errno {
        case ENOSPC: throw .watchLimit
        case ENOENT, ENOTDIR, EACCES, ESTALE: return nil
        default: throw .unavailable(code: errno)
        }
    }

    func unwatch(_ watch: Int32) {
        _ = inotify_rm_watch(descriptor.number, watch)
    }

    /// What has been queued, at most `HostLimits.eventBytesMax` of it. Does not wait.
    func events() -> [InotifyEvent] {
        var buffer = [UInt8](repeating: 0, count: HostLimits.eventBytesMax)
        let count = read(descriptor.number, &buffer, buffer.count)
        return count > 0 ? InotifyEvent.events(in: buffer[..<count]) : []
    }
}

/// One event: what happened, in which watched folder, to which entry.
struct InotifyEvent: Hashable, Sendable {
    let watch: Int32
    let mask: UInt32
    /// Empty when it happened to the folder itself.
    let name: HostPath

    init(watch: Int32, mask: Int, name: HostPath = "") {
        self.watch = watch
        self.mask = UInt32(truncatingIfNeeded: mask)
        self.name = name
    }

    /// Whether any of the bits is set.
    func has(_ bits: Int) -> Bool { mask & UInt32(truncatingIfNeeded: bits) != 0 }

    /// Reads the kernel's form: four 32-bit numbers (watch, mask, cookie, length of the name) and the name, filled up
    /// with NUL (`man 7 inotify`). A piece at the end that is cut off is left out.
    static func events(in bytes: ArraySlice<UInt8>) -> [InotifyEvent] {
        var events: [InotifyEvent] = []
        var rest = bytes
        while rest.count >= headerBytes {
            let watch = Int32(bitPattern: number(in: rest, at: 0))
            let mask = number(in: rest, at: 4)
            let nameBytes = Int(number(in: rest, at: 12))
            guard nameBytes <= rest.count - headerBytes else { break }
            let name = rest.dropFirst(headerBytes).prefix(nameBytes).prefix { $0 != 0 }
            events.append(InotifyEvent(watch: watch, mask: Int(mask), name: HostPath(bytes: Array(name))))
            rest = rest.dropFirst(headerBytes + nameBytes)
        }
        return events
    }

    private static let headerBytes = 16

    private static func number(in bytes: ArraySlice<UInt8>, at offset: Int) -> UInt32 {
        bytes.dropFirst(offset).prefix(4).withUnsafeBytes { $0.loadUnaligned(as: UInt32.self) }
    }
}
