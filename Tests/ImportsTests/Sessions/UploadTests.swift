import Basics
import Domain
import Imports
import Jobs
import Storage
import TestKit
import Testing

@Suite("A file becomes a session")
struct UploadTests {
    @Test(
        "Films are to be decided about in the order of the file, and nothing else is written",
        arguments: TestDriver.available)
    func uploaded(_ driver: TestDriver) async throws {
        try await DeskBench.with(Numbered.provider(), driver: driver) { bench async throws in
            let session = try await bench.upload(Numbered.films(40))
            #expect(session.state == .review)
            #expect(session.itemCount == 40)
            #expect(session.remainingCount == 40)
            #expect(session.currentIndex == 0)
            #expect(session.fileName == "history.csv")
            let items = try await bench.items(session)
            #expect(items.map(\.film.title) == (1...40).map { "Film \($0)" })
            #expect(items.map(\.match?.tmdbID) == Array(1...40))
            #expect(items.allSatisfy { $0.status == .pending })
            let counts = try await bench.stores.catalogue.counts()
            #expect(counts.values.reduce(0, +) == 0)
            let viewings = try await bench.viewings(of: bench.ann)
            #expect(viewings.isEmpty)
        }
    }

    @Test("Films that the person rated anywhere are counted and left out; what others think does not matter")
    func alreadyRated() async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            try await bench.film("Film 2", 2, rated: 9)
            try await bench.film("Film 3", 3, rated: 1, by: bench.ben)
            let session = try await bench.upload(Numbered.films(3))
            let items = try await bench.items(session)
            #expect(items.map(\.match?.tmdbID) == [1, 3])
            #expect(session.counts.alreadyRated == 1)
            #expect(session.counts.filmRows == session.itemCount + session.counts.alreadyRated)
        }
    }

    @Test("When enough films are kept the rest is counted, and not looked for")
    func truncated() async throws {
        let provider = Numbered.provider()
        try await DeskBench.with(provider) { bench async throws in
            try await bench.film("Film 1", 1, rated: 5)
            let session = try await bench.desk.upload(
                .of(Numbered.films(60)), fileName: nil, for: bench.ann.id, itemsMax: 50)
            #expect(session.itemCount == 50)
            #expect(session.counts.truncated == 9)
            #expect(session.counts.filmRows == 50 + 9 + 1)
            #expect(provider.searched.count == 51)
        }
    }

    @Test("A newer file takes the place of an earlier one of its source, once its films are found")
    func replaced() async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            let first = try await bench.upload(Numbered.films(2))
            let netflix = try await bench.upload(Numbered.films(2), of: .netflix)
            let second = try await bench.desk.start(.of(Numbered.films(3)), fileName: nil, for: bench.ann.id)
            let before = try await bench.present(first)
            #expect(before.state == .review, "Nothing is replaced while the newer one is looked for")
            _ = try await bench.desk.match(second, itemsMax: 10)
            await #expect(throws: ImportError.unknownSession) { _ = try await bench.present(first) }
            let other = try await bench.present(netflix)
            #expect(other.state == .review)
        }
    }

    @Test("Whoever hangs up leaves nothing behind, and keeps what they had")
    func hungUp() async throws {
        try await DeskBench.with(Numbered.provider(killedAt: 43)) { bench async throws in
            let first = try await bench.upload(Numbered.films(2))
            await #expect(throws: CancellationError.self) { _ = try await bench.upload(Numbered.films(50)) }
            let sessions = try await bench.desk.sessions(of: bench.ann.id)
            #expect(sessions.map(\.uuid) == [first.uuid])
            #expect(sessions.first?.state == .review)
        }
    }

    @Test("A dry run finds the same and stores nothing")
    func preview() async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            try await bench.film("Film 2", 2, rated: 9)
            var films = Numbered.films(60)
            films.append(.named("Unheard of"))
            var steps: [Int] = []
            let preview = try await bench.desk.preview(.of(films), for: bench.ann.id, itemsMax: 100) {
                steps.append($0)
            }
            #expect(preview.items.count == 60)
            #expect(preview.counts.alreadyRated == 1)
            #expect(preview.unknownCount == 1)
            #expect(preview.sureCount == 59)
            #expect(steps == [35, 61])
            let sessions = try await bench.desk.sessions(of: bench.ann.id)
            #expect(sessions.isEmpty)
            let session = try await bench.upload(films)
            let items = try await bench.items(session)
            #expect(items == preview.items)
        }
    }

    @Test("A dry run ends where an import would")
    func truncatedPreview() async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            let preview = try await bench.desk.preview(.of(Numbered.films(60)), for: bench.ann.id, itemsMax: 50)
            #expect(preview.items.count == 50)
            #expect(preview.counts.truncated == 10)
        }
    }
}
