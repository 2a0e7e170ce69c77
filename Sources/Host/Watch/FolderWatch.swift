import Glibc

/// Tells which folders of a tree change, as soon as the kernel does. Network shares tell nothing: see `FolderPoll`.
package struct FolderWatch: Sendable {
    private let walk: FolderWalk
    private let timing: ChangeTiming
    private let foldersMax: Int

    /// `options` say which folders belong to the tree, and where its links may lead; its files are not asked about.
    package init(
        root: HostPath, options: WalkOptions = WalkOptions(), timing: ChangeTiming = ChangeTiming(),
        foldersMax: Int = HostLimits.watchedFoldersMax
    ) {
        walk = FolderWalk(root: root, options: options)
        self.timing = timing
        self.foldersMax = foldersMax
    }

    /// Returns when every folder is watched, so that a walk that begins now misses nothing.
    ///
    /// The stream is for one reader. It ends after a final loss, when the reader's task is cancelled, and when nobody
    /// holds it any more. What happens while the reader is busy is gathered for it. One thread works until the end.
    package func changes() async -> AsyncStream<FolderChange> {
        let mailbox = ChangeMailbox()
        guard let wakeup = Wakeup() else {
            mailbox.post(.unavailable(code: errno))
            return AsyncStream { await mailbox.next() }
        }
        let watcher = Watcher(mailbox: mailbox, wakeup: wakeup)
        await withTaskCancellationHandler {
            await start(watcher)
        } onCancel: {
            watcher.stop()
        }
        return AsyncStream {
            await watcher.mailbox.next()
        } onCancel: {
            watcher.stop()
        }
    }

    private func start(_ watcher: Watcher) async {
        let (mailbox, wakeup, stop) = (watcher.mailbox, watcher.wakeup, watcher.flag)
        await withCheckedContinuation { continuation in
            let hasThread = OwnThread.start {
                do throws(FolderChange.Loss) {
                    let inotify = try Inotify()
                    var tree = try WatchTree(inotify, walk, foldersMax: foldersMax, stop: stop)
                    _ = try tree.add("")
                    continuation.resume()
                    var loop = WatchLoop(inotify: inotify, tree: tree, held: HeldChanges(timing))
                    loop.run(until: stop, wakeup, mailbox)
                } catch {
                    mailbox.post(error)
                    continuation.resume()
                }
            }
            guard !hasThread else { return }
            mailbox.post(.unavailable(code: EAGAIN))
            continuation.resume()
        }
    }
}

/// What a stream holds of its thread. The thread does not hold this, so it ends with the stream.
private final class Watcher: Sendable {
    let mailbox: ChangeMailbox
    let wakeup: Wakeup
    let flag = StopFlag()

    init(mailbox: ChangeMailbox, wakeup: Wakeup) {
        self.mailbox = mailbox
        self.wakeup = wakeup
    }

    deinit {
        stop()
    }

    func stop() {
        flag.set()
        wakeup.signal()
        mailbox.end()
    }
}

/// The work of a watching thread: wait, follow the events, tell when it is time.
private struct WatchLoop {
    let inotify: Inotify
    var tree: WatchTree
    var held: HeldChanges

    mutating func run(until stop: StopFlag, _ wakeup: Wakeup, _ mailbox: ChangeMailbox) {
        while !stop.isSet {
            rest(wakeup)
            for event in inotify.events() {
                var changed: Set<HostPath> = []
                let loss = tree.follow(event, &changed)
                held.add(changed, at: SteadyClock.milliseconds)
                guard let loss else { continue }
                held.forget()
                mailbox.post(loss)
                if loss.isFinal { return }
            }
            if held.folders.count > HostLimits.pendingFoldersMax {
                held.forget()
                mailbox.post(.overflow)
            }
            if let due = held.dueAt, due <= SteadyClock.milliseconds { mailbox.post(held.take()) }
        }
    }

    private func rest(_ wakeup: Wakeup) {
        var polled = [inotify.descriptor, wakeup.descriptor].map {
            pollfd(fd: $0.number, events: Int16(POLLIN), revents: 0)
        }
        let left = held.dueAt.map { CInt(clamping: max(0, $0 - SteadyClock.milliseconds)) }
        _ = poll(&polled, nfds_t(polled.count), left ?? -1)
        wakeup.clear()
    }
}
