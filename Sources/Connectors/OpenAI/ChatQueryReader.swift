import Basics
package import Domain
package import Embedding

/// Reads queries with a chat model behind an OpenAI-compatible endpoint, within the time that a person waits.
package struct ChatQueryReader: QueryReader {
    private let client: ChatClient
    private let patience: Patience

    /// Changed settings need a new reader.
    package init(
        settings: ChatSettings, transport: any EmbeddingTransport, now: @escaping ChatFacetWriter.Now = { .now },
        sleep: @escaping RemoteEmbedder.Sleep
    ) {
        client = ChatClient(
            settings: settings, transport: transport, memory: ChatMemory(now: now), sleep: sleep,
            jitter: { .random(in: -1...1) })
        patience = Patience(seconds: ConnectorsLimits.querySeconds, sleep: sleep)
    }

    package func read(_ query: String) async -> WrittenFacets? {
        await patience.answer { await client.answer(ChatPrompt(FacetPrompt(query: query)))?.facets }
    }
}
