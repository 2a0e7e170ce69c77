import Basics
import Catalogue
import Domain
import Host
import Logging
import ServiceLifecycle

/// Has libraries scanned when something changes in their folders: at once where the system tells, else by looking
/// again and again.
struct MediaWatcher: Service {
    let media: MediaLibraries
    let threads: HostThreads
    /// Folders behind links that lead here are watched as well.
    var links = LinkTargets.nowhereElse
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown { await follow() }
    }

    /// Begins anew whenever the folders of libraries are not what they were.
    private func follow() async {
        while !Task.isCancelled {
            let libraries = (try? await media.all()) ?? []
            await withTaskGroup(of: Void.self) { group in
                for library in libraries {
                    for folder in library.folders {
                        group.addTask { await watch(folder) }
                    }
                }
                group.addTask { await waitForOther(than: libraries) }
                // Whoever ends first: the folders changed, or nobody waits any more.
                if libraries.isEmpty {
                    await group.next()
                } else {
                    await waitForOther(than: libraries)
                }
                group.cancelAll()
            }
        }
    }

    private func waitForOther(than libraries: [MediaLibrary]) async {
        let folders = Set(libraries.flatMap(\.folders).map(\.path))
        while !Task.isCancelled {
            try? await Task.sleep(for: ServerLimits.folderListInterval)
            guard let now = try? await media.all() else { continue }
            if Set(now.flatMap(\.folders).map(\.path)) != folders { return }
        }
    }

    private func watch(_ folder: MediaFolder) async {
        let root = HostPath(folder.path)
        while !Task.isCancelled {
            for await change in await FolderWatch(root: root, options: WalkOptions(links: links)).changes() {
                await scan(folder)
                if case .lost(let loss) = change, loss.isForGood {
                    logger.warning(
                        "too many folders to watch, comparing them instead", metadata: ["folder": "\(folder.path)"])
                    return await compare(folder)
                }
            }
            // The folder is gone for the moment: it may be mounted again.
            try? await Task.sleep(for: ServerLimits.folderRetryInterval)
        }
    }

    private func compare(_ folder: MediaFolder) async {
        let poll = FolderPoll(root: HostPath(folder.path), options: WalkOptions(links: links), on: threads)
        for await _ in await poll.changes() { await scan(folder) }
    }

    private func scan(_ folder: MediaFolder) async {
        do {
            try await media.requestScan(of: folder.libraryID)
        } catch {
            logger.warning("a scan could not be queued", metadata: ["error": "\(error)"])
        }
    }
}

extension FolderChange.Loss {
    /// The system will not tell anything of this folder, now or later.
    fileprivate var isForGood: Bool {
        switch self {
        case .watchLimit, .unavailable: true
        case .overflow, .rootGone: false
        }
    }
}
