import Synchronization

/// Tells which folders of a tree change by walking through it again and again: for network shares, which tell nothing
/// by themselves, and for trees with more folders than the system watches.
package struct FolderPoll: Sendable {
    private let walk: FolderWalk
    private let interval: Duration
    private let threads: HostThreads
    private let sleep: @Sendable (Duration) async throws -> Void

    /// Each round asks for every file's size and moment of change, so `interval` should fit the tree. `sleep` is handed
    /// in by tests.
    package init(
        root: HostPath, options: WalkOptions = WalkOptions(), every interval: Duration = HostLimits.comparisonInterval,
        on threads: HostThreads,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        var options = options
        options.known = { _ in nil }
        walk = FolderWalk(root: root, options: options)
        self.interval = interval
        self.threads = threads
        self.sleep = sleep
    }

    /// Returns when the tree has been looked at once: what happens from then on is told.
    ///
    /// The stream is like that of `FolderWatch`, except that rounds are made only while the reader waits.
    package func changes() async -> AsyncStream<FolderChange> {
        let rounds = Rounds()
        let first = await look()
        rounds.state.withLock { state in
            switch first {
            case .success(let digests): state.digests = digests
            case .failure(let loss): state.loss = loss
            }
        }
        return AsyncStream { await next(rounds) }
    }

    private final class Rounds: Sendable {
        struct State {
            var digests: [HostPath: Digest128] = [:]
            var loss: FolderChange.Loss?
            var hasEnded = false
        }

        let state = Mutex(State())
    }

    private func next(_ rounds: Rounds) async -> FolderChange? {
        while !Task.isCancelled {
            if let told = rounds.state.withLock({ Self.end(&$0) }) { return told }
            guard !rounds.state.withLock({ $0.hasEnded }), (try? await sleep(interval)) != nil else { return nil }
            let digests: [HostPath: Digest128]
            switch await look() {
            case .success(let found): digests = found
            case .failure(let loss):
                rounds.state.withLock { $0.loss = loss }
                continue
            }
            let changed = rounds.state.withLock { Self.compare(&$0, with: digests) }
            if changed.count > HostLimits.pendingFoldersMax { return .lost(.overflow) }
            if !changed.isEmpty { return .changed(changed) }
        }
        return nil
    }

    private static func end(_ state: inout Rounds.State) -> FolderChange? {
        guard let loss = state.loss else { return nil }
        state.loss = nil
        state.hasEnded = true
        return .lost(loss)
    }

    /// Folders that have gone are known by the names in the folder above.
    private static func compare(_ state: inout Rounds.State, with digests: [HostPath: Digest128]) -> [HostPath] {
        let changed = digests.filter { state.digests[$0.key] != $0.value }.keys.sorted()
        state.digests = digests
        return changed
    }

    /// Folders that cannot be read are left out, and told as changed when they can be read again.
    private func look() async -> Result<[HostPath: Digest128], FolderChange.Loss> {
        var digests: [HostPath: Digest128] = [:]
        do {
            _ = try await walk.visitFolders(on: threads) { listing in
                guard var digest = listing.entriesDigest else { return }
                for file in listing.files {
                    digest.add(file.identity.sizeBytes)
                    digest.add(file.identity.modifiedNanoseconds)
                }
                digests[listing.path] = digest
            }
        } catch is FileError {
            return .failure(.rootGone)
        } catch {
            return .failure(.unavailable(code: 0))
        }
        return .success(digests)
    }
}
