import Glibc

/// A folder that this server fills, held open: whatever happens to names on the way to it, what is written lands in it.
///
/// Names are followed nowhere: a link below it is an entry like any other. Everything here blocks.
package struct OwnFolder: Sendable {
    /// What an entry is.
    package enum Entry: Hashable, Sendable {
        case folder
        case file(FileIdentity)
        /// With the text of the link.
        case link(HostPath)
        /// A device, socket or pipe, or what could not be looked at.
        case other
    }

    let descriptor: OwnedDescriptor

    init(_ descriptor: OwnedDescriptor) {
        self.descriptor = descriptor
    }

    /// Opens the folder at the end of `steps` below `root`, and makes what is missing of it. `root` is absolute and may
    /// be a link. None of the steps may be one: that throws `.outside`, and so does what is no plain name.
    package init(root: HostPath, steps: [HostPath]) throws(FileError) {
        try Self.make(root)
        var folder = try Self.root(root)
        for step in steps { folder = try folder.makeFolder(step) }
        self = folder
    }

    /// The same when it is there; nil when it is not.
    package static func existing(root path: HostPath, steps: [HostPath]) throws(FileError) -> OwnFolder? {
        do throws(FileError) {
            var folder = try root(path)
            for step in steps { folder = try folder.folder(step) }
            return folder
        } catch .missing {
            return nil
        }
    }

    /// Names that begin with a dot too, sorted. Throws `.unreadable` rather than leaving some out.
    package func entries() throws(FileError) -> [(name: HostPath, entry: Entry)] {
        let found = try FolderEntries(of: descriptor, atMost: HostLimits.folderEntriesMax)
        guard found.isComplete else { throw .unreadable(code: found.failure ?? EOVERFLOW) }
        return found.list.map { raw in
            let name = HostPath(bytes: Array(found.name(of: raw)))
            return (name, entry(name) ?? .other)
        }
    }

    /// Nil for what is not there.
    package func entry(_ name: HostPath) -> Entry? {
        guard Self.isName(name), let status = name.withCString({ FileStatus($0, in: descriptor.number) }) else {
            return nil
        }
        switch status.kind {
        case .folder: return .folder
        case .file: return .file(status.identity)
        case .link: return target(of: name).map { .link($0) } ?? .other
        case .other: return .other
        }
    }

    /// A folder in it. Throws `.outside` for a link, `.wrongKind` for a file.
    package func folder(_ name: HostPath) throws(FileError) -> OwnFolder {
        guard Self.isName(name) else { throw .outside }
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW
        if let opened = name.withCString({ OwnedDescriptor.open($0, in: descriptor.number, flags) }) {
            return OwnFolder(opened)
        }
        let code = errno
        if case .link = entry(name) { throw .outside }
        throw FileError(code: code)
    }

    /// The same, made where there is none.
    package func makeFolder(_ name: HostPath) throws(FileError) -> OwnFolder {
        guard Self.isName(name) else { throw .outside }
        let result = name.withCString { mkdirat(descriptor.number, $0, Self.folderMode) }
        guard result == 0 || errno == EEXIST else { throw FileError(code: errno) }
        return try folder(name)
    }

    /// Removes an entry, a folder with everything below it. Nothing happens to what is not there. Throws `.malformed`
    /// for more folders inside each other than are entered.
    package func remove(_ name: HostPath) throws(FileError) { try remove(name, depth: 0) }

    private func remove(_ name: HostPath, depth: Int) throws(FileError) {
        guard Self.isName(name) else { throw .outside }
        guard depth <= HostLimits.folderDepthMax else { throw .malformed }
        switch entry(name) {
        case nil: return
        case .folder:
            let inner = try folder(name)
            for (name, _) in try inner.entries() { try inner.remove(name, depth: depth + 1) }
            try unlink(name, AT_REMOVEDIR)
        case .file, .link, .other: try unlink(name, 0)
        }
    }

    func unlink(_ name: HostPath, _ flags: CInt) throws(FileError) {
        let result = name.withCString { unlinkat(descriptor.number, $0, flags) }
        guard result == 0 || errno == ENOENT else { throw FileError(code: errno) }
    }

    private func target(of name: HostPath) -> HostPath? {
        var buffer = [CChar](repeating: 0, count: HostLimits.pathBytesMax)
        let count = name.withCString { readlinkat(descriptor.number, $0, &buffer, buffer.count) }
        guard count >= 0, count < buffer.count else { return nil }
        return HostPath(bytes: buffer[..<count].map { UInt8(bitPattern: $0) })
    }

    /// Readable for others: a media server mostly runs as somebody else.
    private static let folderMode: mode_t = 0o755

    private static func root(_ path: HostPath) throws(FileError) -> OwnFolder {
        guard path.isAbsolute, !path.hasNUL else { throw .malformed }
        guard let opened = path.withCString({ OwnedDescriptor.open($0, O_RDONLY | O_DIRECTORY) }) else {
            throw FileError(code: errno)
        }
        return OwnFolder(opened)
    }

    private static func make(_ path: HostPath) throws(FileError) {
        guard path.isAbsolute, !path.hasNUL else { throw .malformed }
        let isThere = path.withCString { access($0, F_OK) == 0 }
        guard !isThere, !path.folder.isEmpty, path.folder != path else { return }
        try make(path.folder)
        let result = path.withCString { mkdir($0, folderMode) }
        guard result == 0 || errno == EEXIST else { throw FileError(code: errno) }
    }

    /// Whether it names an entry, and nothing else.
    static func isName(_ name: HostPath) -> Bool {
        !name.isEmpty && !name.hasNUL && !name.bytes.contains(HostPath.slash) && name != "." && name != ".."
    }
}
