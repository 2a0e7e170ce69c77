import Domain
import Embedding
import TestKit
import Testing
import VectorIndex

@testable import Search

@Suite("Following the database", .timeLimit(.minutes(10)))
struct IndexFollowerTests {
    private struct Down: Error {}

    /// In one dimension everything is near to everything.
    private let near: [Float] = [1]
    private let embedder = FakeEmbedder(dimension: 1)

    @Test("The first read takes in everything, however many pages it is, and only then is the index ready")
    func firstRead() async throws {
        try await SearchBench.with(embedder) { bench in
            let count = SearchLimits.changesPerPage + 7
            for id in 1...Int32(count) { await bench.database.shelve(id, "Film \(id)", imdb: "tt\(id)", all: near) }
            await bench.database.shelve(9_999, .film("", imdb: "tt9999"), state: .pending)
            #expect(!bench.index.isReady)
            await #expect(throws: SearchError.notReady) { try await bench.ids("film 3") }
            try await bench.catchUp()
            #expect(bench.index.isReady)
            #expect(bench.index.titleCount == count)
            #expect(bench.index.vectors?.count == count)
            #expect(await bench.words.count() == count)
            #expect(await bench.words.appliedRevisions.count == 2)
        }
    }

    @Test("An empty catalogue is read at once and answers with nothing")
    func empty() async throws {
        try await SearchBench.with(embedder) { bench in
            try await bench.catchUp()
            #expect(bench.index.isReady)
            #expect(try await bench.ids("anything").isEmpty)
        }
    }

    @Test("What changes, comes and goes later is found, renamed and gone without a restart")
    func laterChanges() async throws {
        try await SearchBench.with(embedder) { bench in
            await bench.database.shelve(1, "Alien", imdb: "tt1", all: near)
            try await bench.following {
                try await eventually("ready") { bench.search.isReady }
                await bench.database.shelve(2, "Heat", imdb: "tt2", all: near)
                try await eventually("added") { try await bench.ids("heat") == ["tt2", "tt1"] }
                await bench.database.shelve(2, "Ronin", imdb: "tt2", all: near)
                try await eventually("renamed") { try await bench.ids("ronin") == ["tt2", "tt1"] }
                #expect(try await bench.ids("heat") == ["tt1", "tt2"])
                _ = await bench.database.remove([TitleID(1)])
                try await eventually("removed") { try await bench.ids("alien") == ["tt2"] }
                try await eventually("its vectors too") { bench.index.vectors?.contains(1) == false }
                #expect(await bench.words.count() == 1)
            }
        }
    }

    @Test("A title that is known no longer is not found any more")
    func knownNoLonger() async throws {
        try await SearchBench.with(embedder) { bench in
            await bench.database.shelve(1, .film("Alien", imdb: "tt1"))
            try await bench.catchUp()
            #expect(try await bench.ids("alien") == ["tt1"])
            await bench.database.shelve(1, .film("Alien", imdb: "tt1"), state: .failed)
            try await bench.catchUp()
            #expect(try await bench.ids("alien").isEmpty)
        }
    }

    @Test("Episodes are not found by themselves, and a title that became one is found no longer")
    func episodes() async throws {
        try await SearchBench.with(embedder) { bench in
            var episode = TitleDraft.film("Secrets", imdb: "tt2")
            episode.kind = .episode
            await bench.database.shelve(1, .film("Dark", imdb: "tt1"))
            await bench.database.shelve(2, episode)
            await bench.database.shelve(3, .film("Lies", imdb: "tt3"))
            try await bench.catchUp()
            #expect(bench.index.titleCount == 2)
            #expect(await bench.words.count() == 2)
            #expect(try await bench.ids("secrets").isEmpty)
            await bench.database.shelve(3, episode)
            try await bench.catchUp()
            #expect(try await bench.ids("lies").isEmpty)
            #expect(await bench.words.count() == 1)
        }
    }

    @Test("A database that does not answer at the start is read when it does")
    func errorAtStart() async throws {
        try await SearchBench.with(embedder) { bench in
            await bench.database.shelve(1, "Alien", imdb: "tt1", all: near)
            await bench.database.fail(with: Down())
            try await bench.following {
                try await eventually("subscribed") { bench.database.feed.followerCount == 1 }
                #expect(!bench.index.isReady)
                await bench.database.fail(with: nil)
                bench.database.feed.tell(.titles)
                try await eventually("ready") { bench.index.isReady }
                #expect(try await bench.ids("alien") == ["tt1"])
            }
        }
    }

    @Test("A database that fails later leaves the answers as they were and is followed again afterwards")
    func errorLater() async throws {
        try await SearchBench.with(embedder) { bench in
            await bench.database.shelve(1, "Alien", imdb: "tt1", all: near)
            try await bench.following {
                try await eventually("ready") { bench.index.isReady }
                await bench.database.fail(with: Down())
                await bench.database.shelve(2, "Heat", imdb: "tt2", all: near)
                #expect(try await bench.ids("alien") == ["tt1"])
                await bench.database.fail(with: nil)
                bench.database.feed.tell(.vectors)
                try await eventually("recovered") { try await bench.ids("heat") == ["tt2", "tt1"] }
            }
        }
    }

    @Test("A model that is down when the server starts does not keep words from being searched")
    func modelDownAtStart() async throws {
        // A remote model's width is known only from an answer.
        try await SearchBench.with(FakeEmbedder(dimension: 1, toldDimension: 0)) { bench in
            await bench.database.shelve(1, "Lost in Space", imdb: "tt1", all: near)
            await bench.database.shelve(2, "Heat", imdb: "tt2", all: near)
            bench.embedder.fail(with: EmbeddingError.remoteUnavailable("down"))
            try await bench.following {
                try await eventually("ready") { bench.index.isReady }
                #expect(try await bench.ids("space") == ["tt1"])
                bench.embedder.fail(with: nil)
                bench.database.feed.tell(.vectors)
                try await eventually("by meaning again") { try await bench.ids("space") == ["tt1", "tt2"] }
            }
        }
    }

    @Test("Without a model the words alone are followed")
    func withoutModel() async throws {
        try await SearchBench.with(embedder) { bench in
            await bench.database.shelve(1, "Alien", imdb: "tt1", all: near)
            try await bench.follower(withVectors: false).catchUp()
            #expect(bench.index.isReady)
            #expect(bench.index.vectors == nil)
        }
    }

    @Test("What another process has written into the word index is in this one's memory too")
    func sharedWordIndex() async throws {
        try await SearchBench.with(embedder) { bench in
            await bench.database.shelve(1, .film("Alien", imdb: "tt1"))
            try await bench.following {
                try await eventually("ready") { bench.index.isReady }
                // Until the notice comes, a command catches up on the same word index.
                await bench.database.fail(with: Down())
                await bench.database.shelve(2, .film("Heat", imdb: "tt2"))
                let heat = WordDocument(.test(2, .film("Heat", imdb: "tt2")))
                try await bench.words.apply(put: [heat], remove: [], revision: await bench.database.titleVersion)
                await bench.database.fail(with: nil)
                bench.database.feed.tell(.titles)
                try await eventually("known here") { bench.index.titleCount == 2 }
                #expect(try await bench.ids("heat") == ["tt2"])
            }
        }
    }

    @Test("A database that was put back from a backup is read anew, and nothing of its future stays")
    func restoredBackup() async throws {
        try await SearchBench.with(embedder) { bench in
            for id in 1...5 as ClosedRange<Int32> {
                await bench.database.shelve(id, "Film \(id)", imdb: "tt\(id)", all: near)
            }
            try await bench.following {
                try await eventually("ready") { bench.index.isReady }
                await bench.database.loseEverything()
                await bench.database.shelve(7, "Old Film", imdb: "tt7", all: near)
                try await eventually("only what there is") { try await bench.ids("old film") == ["tt7"] }
                try await eventually("vectors too") { bench.index.vectors?.count == 1 }
                #expect(bench.index.titleCount == 1)
                #expect(await bench.words.count() == 1)
                #expect(try await bench.ids("film 2") == ["tt7"])
            }
        }
    }

    @Test("An IMDb id that moves from one title to another leads to the new one")
    func movedIMDbID() async throws {
        try await SearchBench.with(embedder) { bench in
            await bench.database.shelve(5, .film("Old", imdb: "tt1"))
            try await bench.catchUp()
            // Both changes come in one page, the new owner of the id first.
            await bench.database.shelve(3, .film("New", imdb: "tt1"))
            await bench.database.shelve(5, .film("Old", imdb: "tt2"))
            try await bench.catchUp()
            #expect(bench.index.titleID(of: try .test("tt1")) == TitleID(3))
            #expect(bench.index.titleID(of: try .test("tt2")) == TitleID(5))
        }
    }
}
