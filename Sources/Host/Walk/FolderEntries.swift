import Glibc

/// The names in one folder, sorted by their bytes, and what kind each is, as far as the folder itself tells.
struct FolderEntries {
    struct Entry {
        fileprivate let start: Int
        fileprivate let count: Int
        let kind: FileStatus.Kind
        /// Zero when the entry had to be asked for its kind and was gone.
        let inode: UInt64
    }

    private(set) var list: [Entry] = []
    /// False when there are more entries than were asked for, or reading broke off.
    private(set) var isComplete = true
    /// Why reading broke off (`errno`).
    private(set) var failure: CInt?
    /// All names, each followed by a NUL, in one piece: a folder may hold a hundred thousand of them.
    private var names: [UInt8] = []

    /// Reads the folder once, from its beginning. Throws when not even the beginning can be read.
    init(of folder: OwnedDescriptor, atMost limit: Int) throws(FileError) {
        // The stream closes its descriptor, so it gets one of its own.
        let copy = fcntl(folder.number, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { throw FileError(code: errno) }
        guard let stream = fdopendir(copy) else {
            let code = errno
            close(copy)
            throw FileError(code: code)
        }
        defer { closedir(stream) }
        rewinddir(stream)
        try read(stream, of: folder, atMost: limit)
        sort()
    }

    func name(of entry: Entry) -> ArraySlice<UInt8> { names[entry.start..<(entry.start + entry.count)] }

    private mutating func read(
        _ stream: OpaquePointer, of folder: OwnedDescriptor, atMost limit: Int
    ) throws(FileError) {
        while true {
            errno = 0
            guard let raw = readdir(stream) else {
                guard errno != 0 else { return }
                failure = errno
                isComplete = false
                if list.isEmpty { throw FileError(code: errno) }
                return
            }
            guard list.count < limit else {
                isComplete = false
                return
            }
            add(raw, of: folder)
        }
    }

    private mutating func add(_ raw: UnsafeMutablePointer<dirent>, of folder: OwnedDescriptor) {
        guard let place = MemoryLayout<dirent>.offset(of: \.d_name) else { return }
        let name = UnsafeRawPointer(raw).advanced(by: place).assumingMemoryBound(to: CChar.self)
        let count = strlen(name)
        let bytes = UnsafeRawBufferPointer(start: name, count: count)
        // The folder itself and the one above it: never a way on.
        guard !bytes.elementsEqual(".".utf8), !bytes.elementsEqual("..".utf8) else { return }
        let start = names.count
        names.append(contentsOf: bytes)
        names.append(0)
        let kind = Self.kind(raw.pointee.d_type) ?? FileStatus(name, in: folder.number)?.kind
        list.append(Entry(start: start, count: count, kind: kind ?? .other, inode: UInt64(raw.pointee.d_ino)))
    }

    /// Nil when the file system does not say.
    private static func kind(_ type: UInt8) -> FileStatus.Kind? {
        switch Int(type) {
        case Int(DT_DIR): .folder
        case Int(DT_REG): .file
        case Int(DT_LNK): .link
        case Int(DT_UNKNOWN): nil
        default: .other
        }
    }

    private mutating func sort() {
        names.withUnsafeBytes { raw in
            guard let base = raw.baseAddress?.assumingMemoryBound(to: CChar.self) else { return }
            list.sort { strcmp(base + $0.start, base + $1.start) < 0 }
        }
    }
}
