package import Domain
package import Embedding

/// Decides the four facet texts of a title: a person's words, then those that came with the title, then a language
/// model's, then texts composed from the metadata and the zero-shot tags.
package struct FacetComposer: Sendable {
    private let embedder: any TextEmbedder
    private let writer: (any FacetWriter)?
    private let tagger: MadeOnce<ZeroShotTagger>

    /// The vocabulary is embedded at first use, not here.
    package init(embedder: any TextEmbedder, writer: (any FacetWriter)? = nil) {
        self.embedder = embedder
        self.writer = writer
        tagger = MadeOnce { try await ZeroShotTagger(embedder: embedder) }
    }

    /// The facets of each item, in order. Throws what the embedder throws.
    func compose(_ items: [IndexingItem]) async throws -> ComposedStep {
        let stale = items.indices.filter { needsText(items[$0]) }
        guard !stale.isEmpty else {
            return ComposedStep(facets: items.map { ComposedFacets(stored: $0.facets) }, vectors: [:])
        }
        let texts = stale.map { FacetTexts.everything(items[$0].title.metadata) }
        let vectors = try await embedder.embed(texts)
        let tagger = try await tagger.value()
        let written = await writer?.write(stale.map { items[$0].title }) ?? []
        var facets = items.map { ComposedFacets(stored: $0.facets) }
        for (place, index) in stale.enumerated() {
            let tags = tagger.tags(for: vectors[place])
            let composed = FacetTexts(items[index].title.metadata, tags: tags)
            facets[index].offer(composed.all, from: .composed)
            if place < written.count, let words = written[place] {
                let said = [Facet.mood: words.mood, .themes: words.themes].filter { !$0.value.isEmpty }
                facets[index].offer(said, from: .model)
            }
        }
        return ComposedStep(facets: facets, vectors: Dictionary(zip(texts, vectors)) { first, _ in first })
    }

    /// The composed plot text holds every input of the other composed texts, so while it stands, they do.
    private func needsText(_ item: IndexingItem) -> Bool {
        let plot = FacetText(facet: .plot, text: FacetTexts.everything(item.title.metadata), source: .composed)
        guard item.facets.contains(where: { $0.facet == .genre }) else { return true }
        let stored = item.facets.first { $0.facet == .plot }
        return stored?.source == .composed ? stored?.text != plot.text : true
    }
}

/// The facets of a step's titles, and vectors that were made on the way and need not be made again.
struct ComposedStep {
    let facets: [ComposedFacets]
    let vectors: [String: [Float]]
}

/// The facet texts of one title while they are being decided.
struct ComposedFacets: Sendable {
    private var texts: [Facet: FacetText]
    private let stored: [Facet: FacetText]

    init(stored: [FacetText]) {
        self.stored = Dictionary(stored.map { ($0.facet, $0) }) { first, _ in first }
        texts = self.stored
    }

    /// The texts in force, in the order of the facets; a facet without words is left out.
    var current: [FacetText] { Facet.allCases.compactMap { texts[$0] }.filter { !$0.text.isEmpty } }

    /// Those that differ from what is stored.
    var changed: [FacetText] { Facet.allCases.compactMap { texts[$0] }.filter { stored[$0.facet] != $0 } }

    /// Takes each text unless a stronger source has spoken.
    mutating func offer(_ offered: [Facet: String], from source: FacetSource) {
        for (facet, text) in offered where (texts[facet]?.source.strength ?? -1) <= source.strength {
            texts[facet] = FacetText(facet: facet, text: text, source: source)
        }
    }
}
