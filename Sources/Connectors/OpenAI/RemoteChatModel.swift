package import Domain
package import Embedding

/// A chat model behind an OpenAI-compatible endpoint, for texts of any kind.
///
/// As with `ChatFacetWriter` an endpoint that refuses for good is not asked again, one that fails again and again is
/// left alone for a while, and nothing is logged.
package struct RemoteChatModel: ChatModel {
    private let client: ChatClient
    private let slots = RequestSlots(ConnectorsLimits.chatParallel)

    /// Changed settings need a new one. `jitter` answers values in -1...1.
    package init(
        settings: ChatSettings, transport: any EmbeddingTransport, now: @escaping ChatFacetWriter.Now = { .now },
        sleep: @escaping RemoteEmbedder.Sleep, jitter: @escaping @Sendable () -> Double = { .random(in: -1...1) }
    ) {
        client = ChatClient(
            settings: settings, transport: transport, memory: ChatMemory(now: now), sleep: sleep, jitter: jitter)
    }

    package var name: String { client.settings.model }

    package func answer(_ question: ChatQuestion) async -> String? { await reply(to: question).text }

    package func reply(to question: ChatQuestion) async -> ChatReply {
        let answer = await slots.use { await client.answer(ChatPrompt(question)) }
        guard let answer else { return ChatReply(text: nil) }
        return ChatReply(
            text: question.form.map { answer.object(with: $0.map(\.name)) } ?? answer.words,
            promptTokens: answer.usage.prompt, completionTokens: answer.usage.completion, isTooLong: answer.isTooLong)
    }
}
