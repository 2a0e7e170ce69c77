import Synchronization

/// Where a watcher leaves changes and one reader fetches them. It holds a bounded number of folders, however slow the
/// reader is.
final class ChangeMailbox: Sendable {
    private struct State {
        var folders: Set<HostPath> = []
        var loss: FolderChange.Loss?
        var hasEnded = false
        var reader: CheckedContinuation<FolderChange?, Never>?

        mutating func take() -> FolderChange? {
            if let loss {
                self.loss = nil
                folders = []
                if loss.isFinal { hasEnded = true }
                return .lost(loss)
            }
            guard !folders.isEmpty else { return nil }
            defer { folders = [] }
            return .changed(folders.sorted())
        }
    }

    private let state = Mutex(State())
    private let foldersMax: Int

    init(foldersMax: Int = HostLimits.pendingFoldersMax) {
        self.foldersMax = foldersMax
    }

    /// More folders than fit become an overflow.
    func post(_ folders: Set<HostPath>) {
        update { state in
            guard state.loss == nil, !state.hasEnded else { return }
            state.folders.formUnion(folders)
            if state.folders.count > foldersMax { state.loss = .overflow }
        }
    }

    /// The last word of a watcher is a final loss; later ones are not heard.
    func post(_ loss: FolderChange.Loss) {
        update { state in
            if state.loss?.isFinal != true, !state.hasEnded { state.loss = loss }
        }
    }

    /// The reader gets nil, now and in future.
    func end() {
        update { state in
            state.folders = []
            state.loss = nil
            state.hasEnded = true
        }
    }

    /// Waits for a change; nil at the end. A second reader sends the first one away with nil.
    func next() async -> FolderChange? {
        await withCheckedContinuation { continuation in
            let former = state.withLock { state in
                defer { state.reader = continuation }
                return state.reader
            }
            former?.resume(returning: nil)
            update { _ in }
        }
    }

    private func update(_ change: (inout State) -> Void) {
        let (reader, answer): (CheckedContinuation<FolderChange?, Never>?, FolderChange?) = state.withLock { state in
            change(&state)
            guard let reader = state.reader else { return (nil, nil) }
            // The end comes first: after it was said, nothing is waited for.
            let answer = state.hasEnded ? nil : state.take()
            guard answer != nil || state.hasEnded else { return (nil, nil) }
            state.reader = nil
            return (reader, answer)
        }
        reader?.resume(returning: answer)
    }
}
