import CHost
import Glibc

/// How far a walk has come: the open folders from the root down to where it is, and what it has seen.
struct WalkState: Sendable {
    /// A folder that is open and has not been read.
    struct Folder: Sendable {
        let path: HostPath
        let descriptor: OwnedDescriptor
        let status: FileStatus
        let depth: Int
        /// Whether a link leads here, or to a folder above. Then the folder may lie in the tree a second time.
        let isLinked: Bool
    }

    /// The next folder, or the listing of one that cannot be entered.
    enum Step: Sendable {
        case folder(Folder)
        case skipped(FolderListing)
    }

    /// An open folder whose subfolders are still to come.
    private struct Frame: Sendable {
        let folder: Folder
        /// Names in falling order, so that the next one is the last.
        var subfolders: [HostPath]
    }

    /// A link to a folder, kept until the tree itself is through. Kept by name, since descriptors are few.
    struct LinkedFolder: Sendable {
        let path: HostPath
        let target: HostPath
        let depth: Int
    }

    let options: WalkOptions
    let rootPath: HostPath
    private(set) var summary: WalkSummary
    private var start: Folder?
    private var frames: [Frame] = []
    private var links: [LinkedFolder] = []
    private var nextLink = 0
    private var seenFolders: Set<FileNumber> = []
    var seenFiles: Set<FileNumber> = []
    private(set) var entriesLeft: Int

    /// Opens the root. Throws `FileError`, `.wrongKind` when it is no folder.
    init(_ walk: FolderWalk) throws(FileError) {
        guard walk.root.isAbsolute, !walk.root.hasNUL else { throw .malformed }
        let opened = walk.root.withCString { OwnedDescriptor.open($0, Self.folderFlags) }
        guard let descriptor = opened, let status = FileStatus(of: descriptor) else { throw FileError(code: errno) }
        guard let realPath = descriptor.realPath else { throw .missing }
        options = walk.options
        rootPath = realPath
        summary = WalkSummary(root: status.identity.number)
        entriesLeft = walk.options.walkEntriesMax
        start = Folder(path: "", descriptor: descriptor, status: status, depth: 0, isLinked: false)
    }

    private static let folderFlags = O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_NOCTTY

    /// The next folder with what is in it; nil at the end. Throws `CancellationError` when the flag is set.
    mutating func next(_ stop: StopFlag) throws -> FolderListing? {
        try stop.check()
        switch advance() {
        case .folder(let folder): return try read(folder, stop)
        case .skipped(let listing): return listing
        case nil: return nil
        }
    }

    /// Opens the next folder, which then has to be given to `read`.
    mutating func advance() -> Step? {
        guard summary.isComplete else { return nil }
        if let root = start {
            start = nil
            return enter(root)
        }
        while let frame = frames.indices.last {
            if let name = frames[frame].subfolders.popLast() { return open(name, in: frames[frame].folder) }
            frames.removeLast()
        }
        guard nextLink < links.count else { return nil }
        nextLink += 1
        return open(links[nextLink - 1])
    }

    private mutating func open(_ name: HostPath, in parent: Folder) -> Step {
        let path = parent.path.appending(name)
        let opened = name.withCString {
            OwnedDescriptor.open($0, in: parent.descriptor.number, Self.folderFlags | O_NOFOLLOW)
        }
        guard let descriptor = opened, let status = FileStatus(of: descriptor) else {
            return skipped(path, WalkProblem.Reason(FileError(code: errno)))
        }
        return enter(
            Folder(
                path: path, descriptor: descriptor, status: status, depth: parent.depth + 1,
                isLinked: parent.isLinked))
    }

    private mutating func open(_ link: LinkedFolder) -> Step {
        let opened = link.target.withCString { OwnedDescriptor.open($0, Self.folderFlags | O_NOFOLLOW) }
        guard let descriptor = opened, let status = FileStatus(of: descriptor) else {
            return skipped(link.path, WalkProblem.Reason(FileError(code: errno)))
        }
        // A component of the way may have become a link since the target was looked at.
        guard let realPath = descriptor.realPath, mayEnter(realPath) else { return skipped(link.path, .outside) }
        return enter(
            Folder(path: link.path, descriptor: descriptor, status: status, depth: link.depth, isLinked: true))
    }

    func mayEnter(_ realPath: HostPath) -> Bool { realPath.isInside(rootPath) || options.links.contains(realPath) }

    private mutating func enter(_ folder: Folder) -> Step {
        guard seenFolders.insert(folder.status.identity.number).inserted else {
            return skipped(folder.path, .alreadySeen)
        }
        guard folder.depth <= options.depthMax else { return skipped(folder.path, .tooDeep) }
        return .folder(folder)
    }

    private mutating func skipped(_ path: HostPath, _ reason: WalkProblem.Reason) -> Step {
        summary.problems += 1
        // Seen folders are told in full elsewhere, so their absence here hides nothing.
        let isComplete = reason == .alreadySeen
        return .skipped(
            FolderListing(path: path, content: .skipped(reason), digest: nil, isComplete: isComplete, problems: []))
    }

    /// Reads a folder and remembers what is to be entered below it.
    mutating func read(_ folder: Folder, _ stop: StopFlag) throws -> FolderListing {
        var reading = FolderReading(folder, options)
        let listing = try reading.listing(&self, stop)
        summary.folders += 1
        summary.files += listing.files.count
        summary.problems += listing.problems.count
        return listing
    }

    mutating func remember(_ subfolders: [HostPath], of folder: Folder) {
        if !subfolders.isEmpty { frames.append(Frame(folder: folder, subfolders: subfolders.reversed())) }
    }

    mutating func remember(_ link: LinkedFolder) { links.append(link) }

    mutating func take(entries: Int) {
        entriesLeft -= entries
    }

    mutating func endEarly() {
        summary.isComplete = false
    }
}
