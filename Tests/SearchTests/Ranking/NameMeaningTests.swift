import Embedding
import Search
import Synchronization
import Testing

@Suite("Names that mean what a text says")
struct NameMeaningTests {
    private static let vectors: [String: [Float]] = [
        "a walk by the sea": [1, 0, 0, 0], "Beach": .cosine(0.9), "Harbour": .cosine(0.7), "Office": .cosine(0.1),
    ]

    @Test("The closest come first, as many as are wanted")
    func order() async throws {
        let meaning = NameMeaning { [embedder = FakeEmbedder(Self.vectors)] in embedder }
        let names = ["Office", "Harbour", "Beach"]
        #expect(await meaning.closest(names: names, to: "a walk by the sea", limit: 2) == ["Beach", "Harbour"])
        #expect(await meaning.closest(names: names, to: "a walk by the sea", limit: 9).count == 3)
        #expect(await meaning.closest(names: names, to: "a walk by the sea", limit: 0).isEmpty)
        #expect(await meaning.closest(names: [], to: "a walk by the sea", limit: 9).isEmpty)
    }

    @Test("What is equally close is in the order of the names")
    func ties() async throws {
        let meaning = NameMeaning { [embedder = FakeEmbedder(dimension: 1)] in embedder }
        #expect(await meaning.closest(names: ["c", "a", "b"], to: "x", limit: 2) == ["a", "b"])
    }

    @Test("A name is compared again without another call of the model")
    func remembered() async throws {
        let embedder = FakeEmbedder(Self.vectors)
        let meaning = NameMeaning { embedder }
        _ = await meaning.closest(names: ["Beach", "Office"], to: "a walk by the sea", limit: 9)
        embedder.forgetCalls()
        _ = await meaning.closest(names: ["Office", "Beach", "Harbour"], to: "a walk by the sea", limit: 9)
        #expect(embedder.texts == ["a walk by the sea", "Harbour"])
    }

    @Test("Without a model, and with one that is down, there are none")
    func noModel() async throws {
        let none = NameMeaning { nil }
        #expect(await none.closest(names: ["Beach"], to: "sea", limit: 9).isEmpty)
        let embedder = FakeEmbedder(Self.vectors)
        embedder.fail(with: EmbeddingError.remoteAnswerInvalid("down"))
        let meaning = NameMeaning { embedder }
        #expect(await meaning.closest(names: ["Beach"], to: "sea", limit: 9).isEmpty)
        embedder.fail(with: nil)
        #expect(await meaning.closest(names: ["Beach"], to: "sea", limit: 9) == ["Beach"])
    }

    @Test("Another model's vectors are not compared with those of the last one")
    func anotherModel() async throws {
        let current = Current(FakeEmbedder(Self.vectors))
        let meaning = NameMeaning { current.embedder }
        let names = ["Beach", "Office"]
        #expect(await meaning.closest(names: names, to: "a walk by the sea", limit: 1) == ["Beach"])
        current.use(OtherModel())
        #expect(await meaning.closest(names: names, to: "a walk by the sea", limit: 1) == ["Office"])
    }
}

/// The model of the moment.
private final class Current: Sendable {
    private let chosen: Mutex<any TextEmbedder>

    init(_ embedder: any TextEmbedder) { chosen = Mutex(embedder) }

    var embedder: any TextEmbedder { chosen.withLock { $0 } }
    func use(_ embedder: any TextEmbedder) { chosen.withLock { $0 = embedder } }
}

/// A model that finds everything alike that is longer than five letters.
private struct OtherModel: TextEmbedder {
    let model = EmbeddingModelInfo(id: "other", dimension: 2)

    func embed(_ texts: [String]) async throws -> [[Float]] {
        texts.map { $0.count > 5 ? [1, 0] : [0, 1] }
    }
}
