package import Domain
package import Embedding

/// Writes mood and themes of films with a chat model behind an OpenAI-compatible endpoint.
///
/// An endpoint that refuses for good (key, permission, model name, credit) is not asked again by the same writer; one
/// that fails again and again is left alone for a while. Nothing is logged, neither key nor prompt.
package struct ChatFacetWriter: FacetWriter {
    /// The present moment of a clock that only moves forward.
    package typealias Now = @Sendable () -> ContinuousClock.Instant

    private let client: ChatClient
    private let slots = RequestSlots(ConnectorsLimits.chatParallel)

    /// Changed settings need a new writer. `jitter` answers values in -1...1.
    package init(
        settings: ChatSettings, transport: any EmbeddingTransport, now: @escaping Now = { .now },
        sleep: @escaping RemoteEmbedder.Sleep, jitter: @escaping @Sendable () -> Double = { .random(in: -1...1) }
    ) {
        client = ChatClient(
            settings: settings, transport: transport, memory: ChatMemory(now: now), sleep: sleep, jitter: jitter)
    }

    package func write(_ titles: [Title]) async -> [WrittenFacets?] {
        await withTaskGroup(of: (place: Int, facets: WrittenFacets?).self) { group in
            for (place, title) in titles.enumerated() {
                group.addTask { (place, await write(title)) }
            }
            var written = [WrittenFacets?](repeating: nil, count: titles.count)
            for await (place, facets) in group { written[place] = facets }
            return written
        }
    }

    private func write(_ title: Title) async -> WrittenFacets? {
        await slots.use { await client.answer(ChatPrompt(FacetPrompt(title.metadata)))?.facets }
    }
}
