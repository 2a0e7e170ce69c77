package import Domain

/// Lets each person bring a few files at a time, so that what is held of files in memory has a bound. Further ones wait
/// unread until an earlier one was taken in.
package actor FileTurns {
    private struct Waiting {
        let ticket: Int
        let user: UserID
        let turn: CheckedContinuation<Bool, Never>
    }

    private var present: [UserID: Int] = [:]
    private var waiting: [Waiting] = []
    private var lastTicket = 0

    package init() {}

    var waitingCount: Int { waiting.count }

    /// Takes a file in when its turn comes. Throws `CancellationError` when the task is cancelled before, and what the
    /// work throws.
    package nonisolated func take<Value: Sendable>(
        of user: UserID, _ work: () async throws -> Value
    ) async throws -> Value {
        guard await enter(user) else { throw CancellationError() }
        let outcome: Result<Value, any Error>
        do {
            outcome = .success(try await work())
        } catch {
            outcome = .failure(error)
        }
        await leave(user)
        return try outcome.get()
    }

    private func enter(_ user: UserID) async -> Bool {
        guard !Task.isCancelled else { return false }
        let count = present[user] ?? 0
        guard count >= ImportsLimits.filesAtOnce else {
            present[user] = count + 1
            return true
        }
        lastTicket += 1
        let ticket = lastTicket
        return await withTaskCancellationHandler {
            await withCheckedContinuation { queue(Waiting(ticket: ticket, user: user, turn: $0)) }
        } onCancel: {
            Task { await self.giveUp(ticket) }
        }
    }

    private func queue(_ file: Waiting) {
        waiting.append(file)
    }

    /// Hands the turn on to the same person's next file.
    private func leave(_ user: UserID) {
        if let next = waiting.firstIndex(where: { $0.user == user }) {
            waiting.remove(at: next).turn.resume(returning: true)
        } else {
            let count = (present[user] ?? 1) - 1
            present[user] = count > 0 ? count : nil
        }
    }

    private func giveUp(_ ticket: Int) {
        guard let place = waiting.firstIndex(where: { $0.ticket == ticket }) else { return }
        waiting.remove(at: place).turn.resume(returning: false)
    }
}
