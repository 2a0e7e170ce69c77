import Domain
import Embedding
import TestKit
import Testing

@testable import Search

@Suite("Composed facet texts and the tagger behind them")
struct FacetTextsTests {
    private let tags = ZeroShotTagger.Tags(moods: ["tense", "bleak"], themes: ["revenge", "trust"])

    @Test("The plot is everything that is known, the overview last; the others are tags with genres or keywords")
    func everything() {
        let texts = FacetTexts(TitleDraft.complete.metadata, tags: tags).all
        #expect(
            texts[.plot] == """
                Léon. He moves without sound.. Crime, Drama. new york city, hitman, corrupt police. \
                A hired killer looks after a girl.\nShe learns his trade.
                """)
        #expect(texts[.mood] == "tense, bleak. Crime, Drama")
        #expect(texts[.themes] == "revenge, trust, new york city, hitman, corrupt police")
        #expect(texts[.genre] == "Crime, Drama, new york city, hitman, corrupt police")
    }

    @Test("A film of which only the title is known has a plot of its title and no genre")
    func titleAlone() {
        let texts = FacetTexts(TitleMetadata(title: "Alien"), tags: tags).all
        #expect(texts == [.plot: "Alien", .mood: "tense, bleak", .themes: "revenge, trust", .genre: ""])
    }

    @Test("A film of which nothing is known has no words at all")
    func nothing() {
        let texts = FacetTexts(TitleMetadata(title: ""), tags: .init(moods: [], themes: [])).all
        #expect(texts.values.allSatisfy { $0.isEmpty })
        #expect(FacetTexts.everything(TitleMetadata(title: "")).isEmpty)
    }

    @Test("The vocabulary has at least 150 different labels, some of every kind, and each with a phrase of its own")
    func vocabulary() {
        let entries = Vocabulary.entries
        #expect(entries.count >= 150)
        #expect(Set(entries.map { $0.label.lowercased() }).count == entries.count)
        #expect(Set(entries.map(\.phrase)).count == entries.count)
        for kind in [VocabularyEntry.Kind.mood, .theme, .trope] {
            let labels = entries.filter { $0.kind == kind }
            #expect(labels.count >= 20, "too few of kind \(kind)")
        }
        let wordless = entries.filter { $0.label.isEmpty || $0.phrase.split(separator: " ").count < 2 }
        #expect(wordless.isEmpty)
        #expect(entries == entries.sorted { ($0.kind.rawValue, $0.label) < ($1.kind.rawValue, $1.label) })
    }

    @Test("A text gets the label whose description it is, moods and themes apart, and always the same ones")
    func tagging() async throws {
        let embedder = FakeEmbedder(dimension: 256)
        let tagger = try await ZeroShotTagger(embedder: embedder)
        for entry in Vocabulary.entries.prefix(40) + Vocabulary.entries.suffix(40) {
            let tags = tagger.tags(for: embedder.vector(of: "\(entry.label): \(entry.phrase)"))
            #expect(tags.moods.count == SearchLimits.moodsPerTitle)
            #expect(tags.themes.count == SearchLimits.themesPerTitle)
            #expect((entry.kind == .mood ? tags.moods : tags.themes).first == entry.label)
        }
        let again = try await ZeroShotTagger(embedder: embedder)
        let vector = embedder.vector(of: "two friends rob a bank and lose each other")
        #expect(tagger.tags(for: vector) == again.tags(for: vector))
        let moods = Set(Vocabulary.entries.filter { $0.kind == .mood }.map(\.label))
        #expect(moods.isSuperset(of: tagger.tags(for: vector).moods))
        #expect(moods.isDisjoint(with: tagger.tags(for: vector).themes))
    }

    @Test("A label that is near to everything loses to one that is near to this text alone")
    func commonness() async throws {
        let common = "\(Vocabulary.entries[0].label): \(Vocabulary.entries[0].phrase)"
        let special = "\(Vocabulary.entries[1].label): \(Vocabulary.entries[1].phrase)"
        var known: [String: [Float]] = [:]
        // All other labels point where the first one does; the second stands apart.
        for entry in Vocabulary.entries { known["\(entry.label): \(entry.phrase)"] = [1, 0, 0, 0] }
        known[special] = [0, 1, 0, 0]
        let tagger = try await ZeroShotTagger(embedder: FakeEmbedder(known))
        #expect(common != special)
        #expect(tagger.tags(for: [Float].cosine(0.8)).moods.first == Vocabulary.entries[1].label)
    }
}
