import Domain

/// Lets a bounded number of requests run at a time; the others wait in the order in which they came, those that
/// somebody waits for before all others.
actor RequestSlots {
    private struct Waiting {
        let ticket: Int
        let urgency: RequestUrgency
        let turn: CheckedContinuation<Bool, Never>
    }

    private(set) var free: Int
    private var waiting: [Waiting] = []
    var waitingCount: Int { waiting.count }
    private var lastTicket = 0

    init(_ count: Int) {
        free = count
    }

    /// Runs the work when there is room; nil when the task is cancelled before that.
    func use<Value: Sendable>(
        _ urgency: RequestUrgency = .bulk, _ work: @Sendable () async throws -> Value?
    ) async rethrows -> Value? {
        guard await enter(urgency) else { return nil }
        defer { leave() }
        return try await work()
    }

    private func enter(_ urgency: RequestUrgency) async -> Bool {
        guard !Task.isCancelled else { return false }
        if free > 0 {
            free -= 1
            return true
        }
        lastTicket += 1
        let ticket = lastTicket
        return await withTaskCancellationHandler {
            await withCheckedContinuation { queue(Waiting(ticket: ticket, urgency: urgency, turn: $0)) }
        } onCancel: {
            Task { await self.giveUp(ticket) }
        }
    }

    private func queue(_ request: Waiting) {
        let firstBulk = request.urgency == .interactive ? waiting.firstIndex { $0.urgency == .bulk } : nil
        waiting.insert(request, at: firstBulk ?? waiting.endIndex)
    }

    /// Hands the slot on, so that nobody can come in between.
    private func leave() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().turn.resume(returning: true)
        }
    }

    private func giveUp(_ ticket: Int) {
        guard let place = waiting.firstIndex(where: { $0.ticket == ticket }) else { return }
        waiting.remove(at: place).turn.resume(returning: false)
    }
}
