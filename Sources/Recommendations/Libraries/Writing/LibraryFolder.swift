import Basics
package import Host

/// What became of a library's folder.
package struct LibraryChanges: Hashable, Sendable {
    /// Files, links and pictures that are new or different.
    package var written = 0
    /// Entries that are gone, a folder with all that was in it counting once.
    package var removed = 0

    package init() {}
}

/// The folder of one library. All of it is this server's: what the plan does not name is removed, and what lies beside
/// the folder is never looked at. Everything here blocks.
///
/// A plan that is applied again writes nothing. Interrupted at any moment, the next time mends it.
package struct LibraryFolder: Sendable {
    private let root: HostPath
    private let steps: [HostPath]

    /// The names of posters with what they were made from.
    static let listName = ".kinothek-pictures"

    package init(root: String, steps: [String]) {
        self.root = HostPath(root)
        self.steps = steps.map { HostPath($0) }
    }

    /// Where a file of it lies.
    func path(of name: String) -> HostPath {
        (steps + [HostPath(name)]).reduce(root) { $0.appending($1) }
    }

    package func isThere() throws -> Bool { try OwnFolder.existing(root: root, steps: steps) != nil }

    /// What there is in a folder.
    struct Content: Sendable {
        /// Files and links.
        var fileCount = 0
        var writtenAt = Instant(milliseconds: 0)
    }

    /// Nothing where there is no folder.
    func content(_ stop: StopFlag) throws -> Content {
        var content = Content()
        if let folder = try OwnFolder.existing(root: root, steps: steps) { try Self.count(folder, &content, stop) }
        return content
    }

    private static func count(
        _ folder: OwnFolder, _ content: inout Content, _ stop: StopFlag, depth: Int = 0
    ) throws {
        for (name, entry) in try folder.entries() where depth > 0 || !entry.isList(name) {
            try stop.check()
            switch entry {
            case .folder: try count(folder.folder(name), &content, stop, depth: depth + 1)
            case .link: content.fileCount += 1
            case .file(let identity):
                content.fileCount += 1
                content.writtenAt = max(content.writtenAt, Instant(milliseconds: identity.modifiedMilliseconds))
            case .other: break
            }
        }
    }

    /// Makes the folder hold what the plan says. Pictures that are there stay as they are, and new ones are not made.
    package func apply(_ plan: LibraryPlan, _ stop: StopFlag) throws -> LibraryChanges {
        var changes = LibraryChanges()
        try apply(Branch(plan), to: OwnFolder(root: root, steps: steps), &changes, stop)
        return changes
    }

    /// Puts a file at a path; false when it is there already, just like that.
    func put(_ bytes: [UInt8], at path: String) throws -> Bool {
        let names = path.split(separator: "/").map { HostPath(String($0)) }
        guard let name = names.last else { throw FileError.malformed }
        let folder = try OwnFolder(root: root, steps: steps + names.dropLast())
        return try Self.put(bytes, as: name, in: folder)
    }

    func remove(_ name: String) throws {
        try OwnFolder(root: root, steps: steps).remove(HostPath(name))
    }

    /// What the pictures that are there were made from, by their paths.
    func stamps() throws -> [String: String] {
        guard let folder = try OwnFolder.existing(root: root, steps: steps),
            let bytes = folder.bytes(of: HostPath(Self.listName), max: LibraryLimits.listBytesMax)
        else { return [:] }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        let pairs = lines.compactMap { line -> (String, String)? in
            let parts = line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, isFile(String(parts[1])) else { return nil }
            return (String(parts[1]), String(parts[0]))
        }
        return Dictionary(pairs) { first, _ in first }
    }

    func putStamps(_ stamps: [String: String]) throws {
        let lines = stamps.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)\n" }
        guard !lines.isEmpty else { return try remove(Self.listName) }
        _ = try put(Array(lines.joined().utf8), at: Self.listName)
    }

    private func isFile(_ path: String) -> Bool {
        let names = path.split(separator: "/").map { HostPath(String($0)) }
        guard let name = names.last,
            let folder = try? OwnFolder.existing(root: root, steps: steps + names.dropLast()),
            case .file = folder.entry(name)
        else { return false }
        return true
    }

    /// A plan by folders.
    private struct Branch {
        var files: [HostPath: LibraryPlan.File] = [:]
        var folders: [HostPath: Branch] = [:]

        init() {}

        init(_ plan: LibraryPlan) {
            for (path, file) in plan.files { add(file, at: path.split(separator: "/")[...]) }
        }

        private mutating func add(_ file: LibraryPlan.File, at steps: ArraySlice<Substring>) {
            guard let first = steps.first.map({ HostPath(String($0)) }) else { return }
            if steps.count == 1 {
                files[first] = file
            } else {
                folders[first, default: Branch()].add(file, at: steps.dropFirst())
            }
        }
    }

    private func apply(
        _ branch: Branch, to folder: OwnFolder, _ changes: inout LibraryChanges, _ stop: StopFlag, depth: Int = 0
    ) throws {
        for (name, entry) in try folder.entries() {
            try stop.check()
            let isKept: Bool =
                switch entry {
                case .folder: branch.folders[name] != nil
                case .file, .link, .other: branch.files[name]?.mayReplace(entry) ?? (depth == 0 && entry.isList(name))
                }
            guard !isKept else { continue }
            try folder.remove(name)
            changes.removed += 1
        }
        for (name, file) in branch.files.sorted(by: { $0.key < $1.key }) {
            try stop.check()
            if try Self.put(file, as: name, in: folder) { changes.written += 1 }
        }
        for (name, inner) in branch.folders.sorted(by: { $0.key < $1.key }) {
            try apply(inner, to: folder.makeFolder(name), &changes, stop, depth: depth + 1)
        }
    }

    private static func put(_ file: LibraryPlan.File, as name: HostPath, in folder: OwnFolder) throws -> Bool {
        switch file {
        case .text(let text): return try put(Array(text.utf8), as: name, in: folder)
        case .link(let target):
            guard folder.entry(name) != .link(HostPath(target)) else { return false }
            try folder.link(name, to: HostPath(target))
            return true
        case .picture: return false
        }
    }

    private static func put(_ bytes: [UInt8], as name: HostPath, in folder: OwnFolder) throws -> Bool {
        switch folder.entry(name) {
        case .file where folder.bytes(of: name, max: bytes.count) == bytes: return false
        case .folder: try folder.remove(name)
        default: break
        }
        try folder.write(bytes, as: name)
        return true
    }
}

extension LibraryPlan.File {
    /// Whether the entry is this file, or gives way to it when it is written.
    fileprivate func mayReplace(_ entry: OwnFolder.Entry) -> Bool {
        switch (self, entry) {
        // A picture is not written with the rest, so only a file can be one.
        case (.picture, .file): true
        case (.picture, _), (_, .folder): false
        case (_, .file), (_, .link), (_, .other): true
        }
    }
}

extension OwnFolder.Entry {
    fileprivate func isList(_ name: HostPath) -> Bool {
        if case .file = self { name == HostPath(LibraryFolder.listName) } else { false }
    }
}
