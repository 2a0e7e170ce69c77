import Basics
import Embedding
import Foundation
import Testing

@testable import Search

@Suite("What is made of typed text")
struct TextTests {
    @Test("A query is bounded, whatever its size")
    func longQuery() {
        let query = QueryText(String(repeating: "word ", count: 200_000))
        #expect(query.text.unicodeScalars.count == SearchLimits.queryCharactersMax - 1)
        #expect(query.text.hasSuffix("word"))
        // A single character can have any number of accents.
        let accents = QueryText("e" + String(repeating: "\u{301}", count: 1_000_000))
        #expect(accents.text.unicodeScalars.count == SearchLimits.queryCharactersMax)
        #expect(QueryText(String(repeating: " ", count: 1_000_000)).isBlank)
    }

    @Test(
        "Control characters and runs of blanks are one blank, none at the ends; everything else stays",
        arguments: [
            ("\u{0}a\u{0}\u{1}b\u{7F}", "a b"), ("\t two \r\n  words\u{A0}", "two words"), ("\u{2003}x\u{3000}", "x"),
            ("👩‍🚀 in space 🛸", "👩‍🚀 in space 🛸"), ("\u{85}", ""), ("", ""), ("% OR \"x\" *", "% OR \"x\" *"),
        ])
    func cleaning(raw: String, text: String) {
        #expect(QueryText(raw).text == text)
        #expect(QueryText(raw).isBlank == text.isEmpty)
    }

    @Test(
        "Case, accents, punctuation and width do not count",
        arguments: [
            ("Amélie: Le Fabuleux Destin", "amelie le fabuleux destin"), ("WALL·E", "wall e"), ("Don't", "dont"),
            ("don’t", "dont"), ("Spider-Man", "spider man"), ("Fast & Furious", "fast and furious"),
            ("Ａｌｉｅｎ", "alien"), ("Łódź", "lodz"), ("Straße", "strasse"), ("Cœur", "coeur"), ("Æon Flux", "aeon flux"),
            ("İstanbul", "istanbul"), ("  ¡Qué  tal?! ", "que tal"), ("七人の侍", "七人の侍"), ("Сталкер", "сталкер"),
            ("½ Prince", "1 2 prince"), ("!!!", ""), ("", ""), ("👽", ""),
        ])
    func folding(text: String, folded: String) {
        #expect(TextFolding.folded(text) == folded)
    }

    @Test("Composed and decomposed spellings are the same", arguments: ["Amélie", "Ångström", "Việt Nam", "한국"])
    func normalisation(text: String) {
        let composed = TextFolding.folded(text.precomposedStringWithCanonicalMapping)
        #expect(composed == TextFolding.folded(text.decomposedStringWithCanonicalMapping))
        #expect(composed == TextFolding.folded(composed))
        #expect(!composed.isEmpty)
    }

    @Test(
        "A leading article does not count, unless it is all there is",
        arguments: [
            ("The Matrix", "matrix"), ("Der Himmel über Berlin", "himmel uber berlin"),
            ("Les Misérables", "miserables"),
            ("The", "the"), ("Them", "them"), ("A", "a"), ("The The", "the"), ("L'Avventura", "avventura"),
            ("l’eclisse", "eclisse"), ("L.A. Story", "a story"), ("L", "l"), ("L'", "l"), ("$", "$"), ("...", "..."),
            (" ", ""),
        ])
    func articles(title: String, folded: String) {
        #expect(TextFolding.foldedTitle(title) == folded)
    }

    @Test("The least recently used value is forgotten first, and replacing one forgets none")
    func boundedCache() {
        var cache = BoundedCache<String, Int>(capacity: 2)
        (cache["a"], cache["b"]) = (1, 2)
        #expect(cache["a"] == 1)
        cache["c"] = 3
        #expect((cache["a"], cache["b"], cache["c"]) == (1, nil, 3))
        cache["c"] = 4
        #expect((cache["a"], cache["c"]) == (1, 4))
        cache["a"] = nil
        #expect((cache["a"], cache["c"]) == (nil, 4))
        var none = BoundedCache<String, Int>(capacity: 0)
        none["a"] = 1
        #expect(none["a"] == nil)
    }
}

@Suite("Vectors of queries")
struct QueryEmbeddingsTests {
    @Test("A query that was asked before is not embedded again")
    func remembered() async throws {
        let embedder = FakeEmbedder()
        let queries = QueryEmbeddings(embedder: embedder)
        let first = try await queries.vector(of: "space")
        #expect(try await queries.vector(of: "space") == first)
        _ = try await queries.vector(of: "time")
        #expect(embedder.queries == ["space", "time"])
    }

    @Test("Only the latest are remembered")
    func bounded() async throws {
        let embedder = FakeEmbedder()
        let queries = QueryEmbeddings(embedder: embedder)
        for number in 0...SearchLimits.queryVectorsKept { _ = try await queries.vector(of: "query \(number)") }
        embedder.forgetCalls()
        _ = try await queries.vector(of: "query \(SearchLimits.queryVectorsKept)")
        #expect(embedder.queries.isEmpty)
        _ = try await queries.vector(of: "query 0")
        #expect(embedder.queries == ["query 0"])
    }

    @Test("A failure is not remembered")
    func failure() async throws {
        let embedder = FakeEmbedder()
        let queries = QueryEmbeddings(embedder: embedder)
        embedder.fail(with: EmbeddingError.timedOut(seconds: 8))
        await #expect(throws: EmbeddingError.timedOut(seconds: 8)) { try await queries.vector(of: "space") }
        embedder.fail(with: nil)
        #expect(try await queries.vector(of: "space").count == 4)
    }

    @Test("Many who ask the same at the same time all get the same vector")
    func simultaneous() async throws {
        let queries = QueryEmbeddings(embedder: FakeEmbedder())
        let vectors = try await withThrowingTaskGroup(of: [Float].self) { group in
            for _ in 0..<50 { group.addTask { try await queries.vector(of: "space") } }
            return try await group.reduce(into: Set<[Float]>()) { $0.insert($1) }
        }
        #expect(vectors.count == 1)
    }

    @Test("Without a model there is no vector")
    func noModel() async {
        await #expect(throws: EmbeddingError.self) { try await QueryEmbeddings(embedder: nil).vector(of: "space") }
    }
}
