import Glibc

/// The folders that an administrator may browse and turn into libraries.
package struct AllowedRoots: Sendable {
    /// Folders of the system that never hold films and tell too much: processes, devices, passwords.
    package static let systemFolders: [HostPath] = ["/proc", "/sys", "/dev", "/run", "/boot", "/etc"]

    private let roots: [HostPath]
    private let hidden: [HostPath]
    private let threads: HostThreads

    /// `roots` as the setting names them; `dataFolder` is the server's own. Both are resolved at every question, since
    /// disks come and go while the server runs.
    package init(_ roots: [HostPath], dataFolder: HostPath?, threads: HostThreads) {
        self.roots = roots
        hidden = Self.systemFolders + [dataFolder].compactMap { $0 }
        self.threads = threads
    }

    /// Whether `path` is absolute and leads to a folder inside the roots that this server can list and enter.
    package func isValidFolder(_ path: String) async -> Bool {
        (try? await threads.run { _ in try folder(path) }) != nil
    }

    /// The names of the folders in a folder, links to folders among them, sorted by their bytes, at most 10,000.
    ///
    /// Left out are names that begin with a dot, names that are no UTF-8 (no request could name them), and folders
    /// that `isValidFolder` would refuse for where they lie. Throws `FileError` when `path` is not valid.
    package func subfolders(of path: String) async throws -> [String] {
        try await threads.run { stop in
            let bounds = bounds()
            let found = try folder(path, within: bounds)
            let names = try Self.names(in: found)
            var subfolders: [String] = []
            for name in names where subfolders.count < HostLimits.subfoldersMax {
                try stop.check()
                guard let child = try? RealPath(of: found.path.appending(HostPath(name))) else { continue }
                if child.isFolder, bounds.contains(child.path) { subfolders.append(name) }
            }
            return subfolders
        }
    }

    /// Where links of a library may lead when it may hold anything that an administrator could have chosen.
    ///
    /// Resolved now: call it at the start of a scan, on a thread that may block.
    package func linkTargets() -> LinkTargets {
        let bounds = bounds()
        return LinkTargets { bounds.contains($0) }
    }

    private struct Bounds: Sendable {
        let roots: [HostPath]
        let hidden: [HostPath]

        func contains(_ path: HostPath) -> Bool {
            roots.contains { path.isInside($0) } && !hidden.contains { path.isInside($0) }
        }
    }

    private func bounds() -> Bounds {
        Bounds(
            roots: roots.compactMap { try? RealPath(of: $0).path },
            // A hidden folder that does not exist yet stays hidden under the name that it was given.
            hidden: hidden.map { (try? RealPath(of: $0).path) ?? $0 })
    }

    private func folder(_ path: String) throws(FileError) -> RealPath { try folder(path, within: bounds()) }

    private func folder(_ path: String, within bounds: Bounds) throws(FileError) -> RealPath {
        let found = try RealPath(of: HostPath(path))
        guard bounds.contains(found.path) else { throw .outside }
        guard found.isFolder else { throw .wrongKind }
        let isReadable = found.path.withCString { access($0, R_OK | X_OK) == 0 }
        guard isReadable else { throw .permissionDenied }
        return found
    }

    private static func names(in folder: RealPath) throws(FileError) -> [String] {
        let opened = folder.path.withCString { OwnedDescriptor.open($0, O_RDONLY | O_DIRECTORY | O_NONBLOCK) }
        guard let descriptor = opened else { throw FileError(code: errno) }
        let entries = try FolderEntries(of: descriptor, atMost: HostLimits.folderEntriesMax)
        return entries.list.compactMap { entry in
            guard entry.kind != .file, entry.kind != .other else { return nil }
            let name = entries.name(of: entry)
            return name.first == UInt8(ascii: ".") ? nil : String(validating: name, as: UTF8.self)
        }
    }
}
