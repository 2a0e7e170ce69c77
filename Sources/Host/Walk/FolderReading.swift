import CHost
import Glibc

/// The reading of one folder of a walk.
struct FolderReading {
    private let folder: WalkState.Folder
    private let options: WalkOptions
    private var files: [FoundFile] = []
    private var linked: [FoundFile] = []
    private var problems: [WalkProblem] = []
    private var isComplete = true

    init(_ folder: WalkState.Folder, _ options: WalkOptions) {
        self.folder = folder
        self.options = options
    }

    mutating func listing(_ walk: inout WalkState, _ stop: StopFlag) throws -> FolderListing {
        let entries: FolderEntries
        do throws(FileError) {
            entries = try FolderEntries(
                of: folder.descriptor, atMost: min(options.folderEntriesMax, walk.entriesLeft))
        } catch {
            return listed(.skipped(WalkProblem.Reason(error)), digest: nil)
        }
        limit(entries, &walk)
        let digest = entries.isComplete ? digest(of: entries) : nil
        guard !isMarked(entries) else { return listed(.ignored, digest: digest) }
        let isUnchanged = digest != nil && digest == options.known(folder.path)
        walk.remember(subfolders(in: entries), of: folder)
        try look(at: entries, isUnchanged: isUnchanged, &walk, stop)
        return listed(isUnchanged ? .unchanged : .files(files + linked), digest: digest)
    }

    private func listed(_ content: FolderListing.Content, digest: Digest128?) -> FolderListing {
        var isComplete = isComplete
        if case .skipped = content { isComplete = false }
        return FolderListing(
            path: folder.path, content: content, digest: digest, isComplete: isComplete, problems: problems)
    }

    private mutating func limit(_ entries: FolderEntries, _ walk: inout WalkState) {
        walk.take(entries: entries.list.count)
        guard !entries.isComplete else { return }
        isComplete = false
        let reason = entries.failure.map { WalkProblem.Reason(FileError(code: $0)) } ?? .tooManyEntries
        problems.append(WalkProblem(path: folder.path, reason: reason))
        if walk.entriesLeft <= 0 { walk.endEarly() }
    }

    /// The moment of change was asked for before the names were, so a change in between is seen the next time.
    private func digest(of entries: FolderEntries) -> Digest128 {
        var digest = Digest128()
        digest.add(folder.status.identity.modifiedNanoseconds)
        for entry in entries.list {
            digest.add(CollectionOfOne(entry.kind.rawValue))
            digest.add(entries.name(of: entry))
            digest.add(CollectionOfOne(0))
        }
        return digest
    }

    private func isMarked(_ entries: FolderEntries) -> Bool {
        options.markers.contains { marker in
            entries.list.contains { $0.kind != .folder && entries.name(of: $0).elementsEqual(marker.bytes) }
        }
    }

    private func subfolders(in entries: FolderEntries) -> [HostPath] {
        entries.list.compactMap { entry in
            guard entry.kind == .folder else { return nil }
            let name = HostPath(bytes: Array(entries.name(of: entry)))
            return options.shouldEnter(name) ? name : nil
        }
    }

    /// Links come last, so that a file is told under its own name when a link beside it leads to it.
    private mutating func look(
        at entries: FolderEntries, isUnchanged: Bool, _ walk: inout WalkState, _ stop: StopFlag
    ) throws {
        var links: [HostPath] = []
        for (place, entry) in entries.list.enumerated() where entry.kind != .folder {
            if place.isMultiple(of: HostLimits.filesBetweenLooks) { try stop.check() }
            let name = HostPath(bytes: Array(entries.name(of: entry)))
            if entry.kind == .link {
                links.append(name)
            } else {
                look(at: entry, name, isUnchanged: isUnchanged, &walk)
            }
        }
        for link in links {
            try stop.check()
            follow(link, isUnchanged: isUnchanged, &walk)
        }
    }

    private mutating func look(
        at entry: FolderEntries.Entry, _ name: HostPath, isUnchanged: Bool, _ walk: inout WalkState
    ) {
        guard !isUnchanged else {
            // Told at the last walk; a link elsewhere that leads here is still the same file.
            let number = FileNumber(device: folder.status.identity.device, inode: entry.inode)
            if entry.kind == .file { walk.seenFiles.insert(number) }
            return
        }
        guard options.shouldLook(name) else { return }
        guard entry.kind == .file else { return leaveOut(name, .notAFile) }
        let asked = name.withCString { FileStatus($0, in: folder.descriptor.number) }
        guard let status = asked else { return leaveOut(name, WalkProblem.Reason(FileError(code: errno))) }
        guard status.kind == .file else { return leaveOut(name, .vanished) }
        guard walk.seenFiles.insert(status.identity.number).inserted else { return leaveOut(name, .alreadySeen) }
        files.append(FoundFile(path: folder.path.appending(name), identity: status.identity, isLink: false))
    }

    /// Links are followed with the folder open, so nobody can exchange the link between the check and the use.
    private mutating func follow(_ name: HostPath, isUnchanged: Bool, _ walk: inout WalkState) {
        let opened = name.withCString { OwnedDescriptor.open($0, in: folder.descriptor.number, kinothek_path_only) }
        guard let descriptor = opened, let status = FileStatus(of: descriptor) else {
            let reason = WalkProblem.Reason(FileError(code: errno))
            return leaveOut(name, reason == .vanished ? .brokenLink : reason)
        }
        guard let target = descriptor.realPath else { return leaveOut(name, .vanished) }
        switch status.kind {
        case .folder:
            guard options.shouldEnter(name) else { return }
            guard walk.mayEnter(target) else { return leaveOut(name, .outside) }
            let path = folder.path.appending(name)
            walk.remember(WalkState.LinkedFolder(path: path, target: target, depth: folder.depth + 1))
        case .file:
            guard options.shouldLook(name) else { return }
            guard walk.mayEnter(target) else { return leaveOut(name, .outside) }
            let isNew = walk.seenFiles.insert(status.identity.number).inserted
            guard !isUnchanged else { return }
            guard isNew else { return leaveOut(name, .alreadySeen) }
            linked.append(FoundFile(path: folder.path.appending(name), identity: status.identity, isLink: true))
        case .link, .other:
            leaveOut(name, .notAFile)
        }
    }

    private mutating func leaveOut(_ name: HostPath, _ reason: WalkProblem.Reason) {
        problems.append(WalkProblem(path: folder.path.appending(name), reason: reason))
    }
}
