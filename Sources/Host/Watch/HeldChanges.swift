/// Changed folders that are held back until the tree is quiet.
struct HeldChanges: Sendable {
    private let timing: ChangeTiming
    private var firstAt: Int64?
    private var lastAt: Int64 = 0
    private(set) var folders: Set<HostPath> = []

    init(_ timing: ChangeTiming) {
        self.timing = timing
    }

    /// Adds what changed at a moment, in milliseconds of any clock that only goes forward.
    mutating func add(_ more: Set<HostPath>, at moment: Int64) {
        guard !more.isEmpty else { return }
        folders.formUnion(more)
        firstAt = firstAt ?? moment
        lastAt = moment
    }

    /// When the changes are to be told; nil when there are none.
    var dueAt: Int64? {
        firstAt.map { first in
            min(lastAt + Int64(timing.quietMilliseconds), first + Int64(timing.heldBackMillisecondsMax))
        }
    }

    /// Empties this and returns what was in it.
    mutating func take() -> Set<HostPath> {
        defer { forget() }
        return folders
    }

    mutating func forget() {
        folders = []
        firstAt = nil
    }
}
