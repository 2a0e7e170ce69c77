/// Lets a bounded number of requests run at a time; the others wait in the order in which they came.
actor ChatSlots {
    private var free: Int
    private var waiting: [(ticket: Int, turn: CheckedContinuation<Bool, Never>)] = []
    private var lastTicket = 0

    init(_ count: Int) {
        free = count
    }

    /// Runs the work when there is room; nil when the task is cancelled before that.
    func use<Value: Sendable>(_ work: @Sendable () async -> Value?) async -> Value? {
        guard await enter() else { return nil }
        let value = await work()
        leave()
        return value
    }

    private func enter() async -> Bool {
        guard !Task.isCancelled else { return false }
        if free > 0 {
            free -= 1
            return true
        }
        lastTicket += 1
        let ticket = lastTicket
        return await withTaskCancellationHandler {
            await withCheckedContinuation { waiting.append((ticket, $0)) }
        } onCancel: {
            Task { await self.giveUp(ticket) }
        }
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
