import Glibc

/// The watches of one tree, kept in step with its folders.
struct WatchTree {
    private let inotify: Inotify
    private let root: HostPath
    private let options: WalkOptions
    private let foldersMax: Int
    private let stop: StopFlag
    private var paths: [Int32: HostPath] = [:]
    private var watches: [HostPath: Int32] = [:]
    /// Folders with a marker: watched, since the marker may go, but nothing below them is.
    private var ignored: Set<HostPath> = []

    init(_ inotify: Inotify, _ walk: FolderWalk, foldersMax: Int, stop: StopFlag) throws(FolderChange.Loss) {
        let rootPath: HostPath
        do throws(FileError) { rootPath = try RealPath(of: walk.root).path } catch { throw .rootGone }
        let links = walk.options.links
        root = rootPath
        options = WalkOptions(
            shouldEnter: walk.options.shouldEnter, shouldLook: { _ in false },
            links: LinkTargets { $0.isInside(rootPath) || links.contains($0) }, markers: walk.options.markers)
        self.inotify = inotify
        self.foldersMax = foldersMax
        self.stop = stop
    }

    var watchedFolders: [HostPath] { watches.keys.sorted() }

    /// Watches a folder and all below it, each before it is read: a folder that comes later makes an event.
    ///
    /// Returns the folders. Throws a loss that is final.
    mutating func add(_ path: HostPath, isLink: Bool = false) throws(FolderChange.Loss) -> Set<HostPath> {
        guard var walk = try walk(from: path) else { return [] }
        var added: Set<HostPath> = []
        while !stop.isSet, let step = walk.advance() {
            switch step {
            case .skipped(let listing): try check(listing.content)
            case .folder(let folder):
                let place = path.appending(folder.path)
                try watch(folder, at: place, isLink: isLink)
                added.insert(place)
                guard let content = (try? walk.read(folder, stop))?.content else { return added }
                if case .ignored = content { ignored.insert(place) }
                try check(content)
            }
        }
        return added
    }

    /// Nil when there is no folder, or a link leads elsewhere.
    private func walk(from path: HostPath) throws(FolderChange.Loss) -> WalkState? {
        do throws(FileError) {
            let walk = try WalkState(FolderWalk(root: root.appending(path), options: options))
            return options.links.contains(walk.rootPath) ? walk : nil
        } catch {
            if path.isEmpty { throw .rootGone }
            try check(.skipped(WalkProblem.Reason(error)))
            return nil
        }
    }

    /// A folder that nobody may read stays unwatched. One that was not read for want of descriptors or memory would
    /// be missed.
    private func check(_ content: FolderListing.Content) throws(FolderChange.Loss) {
        guard case .skipped(.unreadable(let code)) = content, [EMFILE, ENFILE, ENOMEM].contains(code) else { return }
        throw .unavailable(code: code)
    }

    private mutating func watch(
        _ folder: WalkState.Folder, at place: HostPath, isLink: Bool
    ) throws(FolderChange.Loss) {
        guard let watch = try inotify.watch(folder.descriptor) else { return }
        if let former = paths[watch], former != place {
            // One folder under two names. The name without a link is its own; of two such, the newer one holds.
            if isLink || folder.isLinked { return }
            watches[former] = nil
        }
        paths[watch] = place
        watches[place] = watch
        guard watches.count <= foldersMax else { throw .watchLimit }
    }

    /// Forgets a folder that was deleted, for which it had to be empty: nothing below it is looked for.
    private mutating func forget(_ path: HostPath) {
        ignored.remove(path)
        guard let watch = watches.removeValue(forKey: path) else { return }
        inotify.unwatch(watch)
        paths[watch] = nil
    }

    /// Stops watching a folder and all below it.
    private mutating func remove(_ path: HostPath) {
        guard path.isEmpty || watches[path] != nil else { return }
        for (place, watch) in watches where place.isInside(path) {
            inotify.unwatch(watch)
            watches[place] = nil
            paths[watch] = nil
        }
        ignored = ignored.filter { !$0.isInside(path) }
    }

    /// Follows one event. Adds to `changed` which folders it concerns, and returns what was lost.
    mutating func follow(_ event: InotifyEvent, _ changed: inout Set<HostPath>) -> FolderChange.Loss? {
        do throws(FolderChange.Loss) {
            if event.has(Int(IN_Q_OVERFLOW)) {
                try renew()
                return .overflow
            }
            guard let folder = paths[event.watch] else { return nil }
            if event.name.isEmpty { return followFolder(folder, event, &changed) }
            changed.insert(folder)
            changed.formUnion(try followEntry(of: folder, event))
            return nil
        } catch {
            return error
        }
    }

    /// Watches what is there now: folders may have come, gone or moved unseen.
    ///
    /// Watches that are still wanted are kept, because the end of each one is an event, and with many of them the queue
    /// would overflow again, for ever.
    private mutating func renew() throws(FolderChange.Loss) {
        let former = paths.keys
        (paths, watches, ignored) = ([:], [:], [])
        _ = try add("")
        for watch in former where paths[watch] == nil { inotify.unwatch(watch) }
    }

    private mutating func followFolder(
        _ folder: HostPath, _ event: InotifyEvent, _ changed: inout Set<HostPath>
    ) -> FolderChange.Loss? {
        let isGone = event.has(Int(IN_IGNORED | IN_UNMOUNT | IN_DELETE_SELF | IN_MOVE_SELF))
        if isGone, folder.isEmpty { return .rootGone }
        if event.has(Int(IN_IGNORED)) {
            paths[event.watch] = nil
            watches[folder] = nil
        }
        // Of a folder behind a link nothing else would tell that it has gone.
        changed.insert(isGone ? folder.folder : folder)
        return nil
    }

    /// The folders that came into view.
    private mutating func followEntry(
        of folder: HostPath, _ event: InotifyEvent
    ) throws(FolderChange.Loss) -> Set<HostPath> {
        let entry = folder.appending(event.name)
        // A folder whose rights change may have been closed before.
        let opens = event.has(Int(IN_ATTRIB)) && event.has(Int(IN_ISDIR)) && watches[entry] == nil
        let comes = event.has(Int(IN_CREATE | IN_MOVED_TO)) || opens
        let goes = event.has(Int(IN_DELETE | IN_MOVED_FROM))
        if options.markers.contains(event.name), comes || goes {
            remove(folder)
            return try add(folder)
        }
        if event.has(Int(IN_DELETE)), event.has(Int(IN_ISDIR)) {
            forget(entry)
        } else if comes || goes {
            remove(entry)
        }
        guard comes, !ignored.contains(folder), options.shouldEnter(event.name) else { return [] }
        if event.has(Int(IN_ISDIR)) { return try add(entry) }
        return isLink(entry) ? try add(entry, isLink: true) : []
    }

    private func isLink(_ entry: HostPath) -> Bool {
        root.appending(entry).withCString { FileStatus($0, in: AT_FDCWD)?.kind == .link }
    }
}
