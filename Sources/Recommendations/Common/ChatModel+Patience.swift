import Basics
import Domain
import Jobs

extension ChatModel {
    /// What the model says; nil when it says nothing usable within some seconds, or the task is cancelled.
    func answer(_ question: ChatQuestion, within seconds: Double, _ sleeper: Sleeper) async -> String? {
        let patience = Patience(seconds: seconds) { try await sleeper(seconds: $0) }
        return await patience.answer { await self.answer(question) }
    }
}
