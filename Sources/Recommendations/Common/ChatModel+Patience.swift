import Domain
import Jobs

extension ChatModel {
    /// What the model says; nil when it says nothing usable within some seconds, or the task is cancelled.
    func answer(_ question: ChatQuestion, within seconds: Double, _ sleeper: Sleeper) async -> String? {
        guard seconds > 0 else { return nil }
        return await withTaskGroup(of: String?.self) { group in
            group.addTask { await self.answer(question) }
            group.addTask {
                try? await sleeper(seconds: seconds)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }
}
