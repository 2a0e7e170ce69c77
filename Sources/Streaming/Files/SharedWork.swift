/// Pieces of work that are each done once, however many wait for them, a bounded number of them at a time; the others
/// stand in a line, in the order in which they came.
///
/// Whoever is cancelled stops waiting at once. A piece that was begun goes on all the same, so that nothing that it
/// came to is lost; one that nobody waits for any more is not begun. So each piece needs a bound of its own.
actor SharedWork<Key: Hashable & Sendable, Value: Sendable> {
    /// The line is as long as it may be.
    struct LineTooLong: Error, Equatable {}

    private struct Piece {
        let work: @Sendable () async throws -> Value
        var isRunning = false
        /// Those who wait, by their tickets.
        var waiting: [Int: CheckedContinuation<Value, any Error>]
    }

    private let atOnceMax: Int
    private let lineMax: Int
    private var pieces: [Key: Piece] = [:]
    /// Pieces that are not begun, the oldest first.
    private var line: [Key] = []
    private var running = 0
    private var lastTicket = 0

    init(atOnceMax: Int, lineMax: Int = .max) {
        self.atOnceMax = max(1, atOnceMax)
        self.lineMax = lineMax
    }

    /// Pieces that stand in the line.
    var lineCount: Int { line.count }

    /// How many wait for a piece.
    func waitingCount(for key: Key) -> Int { pieces[key]?.waiting.count ?? 0 }

    /// What `work` comes to, or what the piece of the same key comes to that is there already.
    ///
    /// Throws what the work throws, `CancellationError` when the task that waits is cancelled, and `LineTooLong`.
    func value(of key: Key, _ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
        try Task.checkCancellation()
        lastTicket += 1
        let ticket = lastTicket
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { enter(key, ticket, $0, work) }
        } onCancel: {
            Task { await self.giveUp(ticket, of: key) }
        }
    }

    private func enter(
        _ key: Key, _ ticket: Int, _ continuation: CheckedContinuation<Value, any Error>,
        _ work: @escaping @Sendable () async throws -> Value
    ) {
        if pieces[key] != nil {
            pieces[key]?.waiting[ticket] = continuation
        } else if running < atOnceMax || line.count < lineMax {
            pieces[key] = Piece(work: work, waiting: [ticket: continuation])
            line.append(key)
            beginNext()
        } else {
            continuation.resume(throwing: LineTooLong())
        }
    }

    private func beginNext() {
        while running < atOnceMax, !line.isEmpty {
            let key = line.removeFirst()
            guard let work = pieces[key]?.work else { continue }
            pieces[key]?.isRunning = true
            running += 1
            Task { await self.run(key, work) }
        }
    }

    private func run(_ key: Key, _ work: @Sendable () async throws -> Value) async {
        let result: Result<Value, any Error>
        do {
            result = .success(try await work())
        } catch {
            result = .failure(error)
        }
        running -= 1
        let waiting = pieces.removeValue(forKey: key)?.waiting ?? [:]
        beginNext()
        for continuation in waiting.values { continuation.resume(with: result) }
    }

    private func giveUp(_ ticket: Int, of key: Key) {
        guard let continuation = pieces[key]?.waiting.removeValue(forKey: ticket) else { return }
        continuation.resume(throwing: CancellationError())
        guard let piece = pieces[key], !piece.isRunning, piece.waiting.isEmpty else { return }
        pieces[key] = nil
        line.removeAll { $0 == key }
    }
}
