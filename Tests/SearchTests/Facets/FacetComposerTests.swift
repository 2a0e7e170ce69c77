import Domain
import Embedding
import Synchronization
import TestKit
import Testing

@testable import Search

@Suite("Who decides a facet text")
struct FacetComposerTests {
    private let embedder = FakeEmbedder()

    private func item(
        _ draft: TitleDraft, stored: [FacetText] = [], embedded: [Facet: String] = [:]
    ) -> IndexingItem {
        IndexingItem(title: .test(1, draft), facets: stored, embedded: embedded)
    }

    private func texts(_ items: [IndexingItem], writer: (any FacetWriter)? = nil) async throws -> [[Facet: FacetText]] {
        try await FacetComposer(embedder: embedder, writer: writer).compose(items).facets.map { facets in
            Dictionary(facets.current.map { ($0.facet, $0) }) { first, _ in first }
        }
    }

    @Test("Without other words all four texts are composed, and all of them are to be stored")
    func composed() async throws {
        let step = try await FacetComposer(embedder: embedder).compose([item(.complete)])
        #expect(step.facets[0].current.map(\.facet) == [.plot, .mood, .themes, .genre])
        #expect(step.facets[0].changed == step.facets[0].current)
        #expect(step.facets[0].current.allSatisfy { $0.source == .composed })
        #expect(step.vectors.keys.sorted() == [FacetTexts.everything(TitleDraft.complete.metadata)])
    }

    @Test("A person's words, then those that came with the title, then the model's, then composed ones")
    func strength() async throws {
        let stored = [
            FacetText(facet: .mood, text: "warm", source: .user), FacetText(facet: .genre, text: "noir", source: .load),
        ]
        let writer = FixedWriter([WrittenFacets(mood: "cold", themes: "duty")])
        let found = try await texts([item(.complete, stored: stored)], writer: writer)[0]
        #expect(found[.mood] == stored[0])
        #expect(found[.genre] == stored[1])
        #expect(found[.themes] == FacetText(facet: .themes, text: "duty", source: .model))
        #expect(found[.plot]?.source == .composed)
    }

    @Test("A model that said nothing, too little or nothing usable leaves the composed texts standing")
    func silentWriter() async throws {
        let composed = try await texts([item(.complete), item(.film("Alien"))])
        for answer in [[], [nil], [nil, nil], [WrittenFacets(mood: "", themes: ""), nil]] as [[WrittenFacets?]] {
            let found = try await texts([item(.complete), item(.film("Alien"))], writer: FixedWriter(answer))
            #expect(found == composed)
        }
    }

    @Test("While the metadata stand, neither the embedder nor the writer is asked and nothing is to be stored")
    func unchanged() async throws {
        let writer = FixedWriter([WrittenFacets(mood: "cold", themes: "duty")])
        let composer = FacetComposer(embedder: embedder, writer: writer)
        let first = try await composer.compose([item(.complete)]).facets[0]
        embedder.forgetCalls()
        let second = try await composer.compose([item(.complete, stored: first.current)])
        #expect(second.facets[0].current == first.current)
        #expect(second.facets[0].changed.isEmpty)
        #expect(embedder.calls.isEmpty)
        #expect(writer.asked == [["Léon"]])
    }

    @Test("A start that finds nothing to compose does not embed the vocabulary")
    func lazyVocabulary() async throws {
        let first = try await FacetComposer(embedder: embedder).compose([item(.complete)]).facets[0]
        embedder.forgetCalls()
        _ = try await FacetComposer(embedder: embedder).compose([item(.complete, stored: first.current)])
        #expect(embedder.calls.isEmpty)
    }

    @Test("Changed metadata renew the composed texts and keep what a person wrote")
    func changed() async throws {
        let composer = FacetComposer(embedder: embedder)
        var stored = try await composer.compose([item(.complete)]).facets[0].current
        stored[1] = FacetText(facet: .mood, text: "warm", source: .user)
        var draft = TitleDraft.complete
        draft.metadata.keywords = ["chess"]
        let facets = try await composer.compose([item(draft, stored: stored)]).facets[0]
        #expect(facets.changed.map(\.facet) == [.plot, .themes, .genre])
        #expect(facets.current[1].text == "warm")
        #expect(facets.current[3].text == "Crime, Drama, chess")
    }

    @Test("A film without genres and keywords is composed once, not with every run")
    func withoutGenre() async throws {
        let composer = FacetComposer(embedder: embedder)
        let first = try await composer.compose([item(.film("Alien"))]).facets[0]
        #expect(first.current.map(\.facet) == [.plot, .mood, .themes])
        #expect(first.changed.map(\.facet) == [.plot, .mood, .themes, .genre])
        embedder.forgetCalls()
        let second = try await composer.compose([item(.film("Alien"), stored: first.changed)]).facets[0]
        #expect(second.changed.isEmpty)
        #expect(embedder.calls.isEmpty)
    }

    @Test("Words that came as the plot are used as they are, and the tags are still found")
    func loadedPlot() async throws {
        let plot = FacetText(facet: .plot, text: "A ship answers a call.", source: .load)
        let found = try await texts([item(.film("Alien"), stored: [plot])])[0]
        #expect(found[.plot] == plot)
        #expect(found[.mood]?.text.isEmpty == false)
    }

    @Test("The vocabulary is embedded once, however many steps begin at the same time")
    func oneVocabulary() async throws {
        let composer = FacetComposer(embedder: embedder)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { _ = try await composer.compose([self.item(.complete)]) } }
            try await group.waitForAll()
        }
        #expect(embedder.calls.count { $0.count == Vocabulary.entries.count } == 1)
    }

    @Test("A vocabulary that could not be embedded is embedded at the next step")
    func vocabularyAgain() async throws {
        let composer = FacetComposer(embedder: embedder)
        embedder.fail(with: EmbeddingError.remoteUnavailable("down"))
        await #expect(throws: EmbeddingError.self) { try await composer.compose([self.item(.complete)]) }
        embedder.fail(with: nil)
        #expect(try await composer.compose([item(.complete)]).facets.count == 1)
    }

    @Test("A first use that fails for many is begun anew by one")
    func onceAfterFailure() async throws {
        let attempts = Mutex(0)
        let once = MadeOnce<Int> {
            let number = attempts.withLock { attempts in
                attempts += 1
                return attempts
            }
            if number == 1 { throw EmbeddingError.remoteUnavailable("down") }
            return number
        }
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<20 { group.addTask { _ = try? await once.value() } }
        }
        #expect(try await once.value() == 2)
        #expect(attempts.withLock { $0 } == 2)
    }
}

/// A language model with a fixed answer.
private final class FixedWriter: FacetWriter {
    private let answer: [WrittenFacets?]
    private let titles = Mutex<[[String]]>([])

    init(_ answer: [WrittenFacets?]) {
        self.answer = answer
    }

    /// The names of the titles of each call.
    var asked: [[String]] { titles.withLock { $0 } }

    func write(_ titles: [Title]) async -> [WrittenFacets?] {
        self.titles.withLock { $0.append(titles.map(\.metadata.title)) }
        return answer
    }
}
