import Basics
import Domain
import Imports
import Jobs
import Storage
import Synchronization
import TestKit
import Testing

@Suite("A search that was interrupted")
struct ResumptionTests {
    @Test("It goes on after a kill where it was, and comes to the same", arguments: TestDriver.available)
    func killed(_ driver: TestDriver) async throws {
        try await DeskBench.with(Numbered.provider(killedAt: 80), driver: driver) { bench async throws in
            try await bench.film("Film 5", 5, rated: 3)
            try await bench.film("Film 90", 90, rated: 3)
            let session = try await bench.desk.start(.of(Numbered.films(120)), fileName: nil, for: bench.ann.id)
            await #expect(throws: CancellationError.self) { _ = try await bench.desk.match(session, itemsMax: 100) }
            let provider = Numbered.provider()
            try await bench.restarted(with: provider) { bench async throws in
                let half = try await bench.present(session)
                #expect(half.state == .matching)
                #expect(half.matchedCount == 70)
                #expect(half.itemCount == 69)
                let whole = try await bench.desk.match(half, itemsMax: 100)
                #expect(whole.state == .review)
                #expect(whole.itemCount == 100)
                #expect(whole.counts.alreadyRated == 2)
                #expect(whole.counts.truncated == 18)
                #expect(provider.searched.first?.title == "Film 71")
                let items = try await bench.items(whole)
                #expect(items.compactMap(\.match?.tmdbID) == (1...102).filter { $0 != 5 && $0 != 90 })
            }
        }
    }

    @Test("The job tells how far it is in words, and opens the session")
    func job() async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            try await bench.film("Film 1", 1, rated: 3)
            let session = try await bench.desk.start(.of(Numbered.films(40)), fileName: nil, for: bench.ann.id)
            let job = try await bench.desk.enqueue(session, itemsMax: 100)
            let progress = Mutex<[JobProgress]>([])
            let parameters = try #require(MatchImport.parameters(from: job.parameters))
            try await MatchImport(desk: bench.desk).run(
                parameters,
                context: JobContext(id: job.id, world: bench.clock.world) { told, _ in
                    progress.withLock { $0.append(told) }
                    return true
                })
            let last = try #require(progress.withLock { $0.last })
            #expect(
                last
                    == JobProgress(
                        done: 40, total: 40, message: "40 of 40 films looked for, 39 to review, 1 rated already"))
            let present = try await bench.present(session)
            #expect(present.state == .review)
        }
    }

    @Test("A job whose session was cancelled ends without a failure")
    func cancelledJob() async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            let session = try await bench.desk.start(.of(Numbered.films(40)), fileName: nil, for: bench.ann.id)
            let job = try await bench.desk.enqueue(session, itemsMax: 100)
            try await bench.desk.cancel(session)
            let parameters = try #require(MatchImport.parameters(from: job.parameters))
            try await MatchImport(desk: bench.desk).run(
                parameters, context: JobContext(id: job.id, world: bench.clock.world) { _, _ in true })
            let sessions = try await bench.desk.sessions(of: bench.ann.id)
            #expect(sessions.isEmpty)
        }
    }

    @Test("A search that nobody is at any more gets a job, once, with the bound that it had")
    func abandoned() async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            let session = try await bench.desk.start(.of(Numbered.films(40)), fileName: nil, for: bench.ann.id)
            try await bench.desk.sweep()
            let early = try await bench.queue.recent(name: MatchImport.name, limit: 10)
            #expect(early.isEmpty, "Somebody may still be at it")
            bench.clock.advance(seconds: 700)
            try await bench.desk.sweep()
            bench.clock.advance(seconds: 700)
            try await bench.desk.sweep()
            let jobs = try await bench.queue.recent(name: MatchImport.name, limit: 10)
            #expect(jobs.count == 1)
            let parameters = try #require(jobs.first.flatMap { MatchImport.parameters(from: $0.parameters) })
            #expect(parameters.session == session.uuid)
            #expect(parameters.itemsMax == ImportsLimits.itemsMax)
        }
    }

    @Test("A search that a newer file has overtaken is given up")
    func overtaken() async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            let old = try await bench.desk.start(.of(Numbered.films(2)), fileName: nil, for: bench.ann.id)
            bench.clock.advance(seconds: 1)
            let new = try await bench.upload(Numbered.films(3))
            await #expect(throws: ImportError.unknownSession) {
                _ = try await bench.desk.match(old, itemsMax: 10)
            }
            let sessions = try await bench.desk.sessions(of: bench.ann.id)
            #expect(sessions.map(\.uuid) == [new.uuid])
        }
    }

    @Test("Two that go on with one search do no harm to each other")
    func together() async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            let session = try await bench.desk.start(.of(Numbered.films(200)), fileName: nil, for: bench.ann.id)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 1...3 {
                    group.addTask { _ = try await bench.desk.match(session, itemsMax: 500) }
                }
                try await group.waitForAll()
            }
            let present = try await bench.present(session)
            #expect(present.state == .review)
            let items = try await bench.items(present)
            #expect(items.map(\.match?.tmdbID) == Array(1...200))
        }
    }
}
