import Basics
import Domain
import Imports
import Storage
import TestKit
import Testing

@Suite("How long sessions live, and for whom")
struct SessionLifeTests {
    private static let hour = 3_600.0

    @Test("A session ends a day after its last use", arguments: TestDriver.available)
    func idle(_ driver: TestDriver) async throws {
        try await DeskBench.with(Numbered.provider(), driver: driver) { bench async throws in
            let session = try await bench.upload(Numbered.films(1))
            #expect(session.expiresAt == bench.clock.now.adding(seconds: 24 * Self.hour))
            bench.clock.advance(seconds: 23 * Self.hour)
            let used = try await bench.present(session)
            #expect(used.expiresAt == bench.clock.now.adding(seconds: 24 * Self.hour))
            bench.clock.advance(seconds: 23 * Self.hour)
            _ = try await bench.present(session)
            bench.clock.advance(seconds: 24 * Self.hour)
            await #expect(throws: ImportError.unknownSession) { _ = try await bench.present(session) }
            let left = try await bench.stores.imports.session(uuid: session.uuid, of: bench.ann.id)
            #expect(left == nil, "What has expired is closed by whoever asks for it")
        }
    }

    @Test("Whoever decides without a pause keeps the session as well")
    func busy() async throws {
        var settings = ImportSettings()
        settings.sessionIdleMinutes = 10
        try await DeskBench.with(Numbered.provider(), settings: settings) { bench async throws in
            let session = try await bench.upload(Numbered.films(40))
            for index in 0..<40 {
                bench.clock.advance(seconds: 30)
                let open = try await bench.present(session)
                try await bench.desk.skip(index, in: open)
            }
            let present = try await bench.present(session)
            #expect(present.remainingCount == 0)
        }
    }

    @Test("A session ends after seven days, however often it is used")
    func longest() async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            let session = try await bench.upload(Numbered.films(1))
            for _ in 1...8 {
                bench.clock.advance(seconds: 20 * Self.hour)
                _ = try await bench.present(session)
            }
            let used = try await bench.present(session)
            #expect(used.expiresAt == session.createdAt.adding(seconds: 7 * 24 * Self.hour))
            bench.clock.advance(seconds: 8 * Self.hour)
            await #expect(throws: ImportError.unknownSession) { _ = try await bench.present(session) }
        }
    }

    @Test("How long is a setting")
    func settings() async throws {
        var settings = ImportSettings()
        settings.sessionIdleMinutes = 10
        settings.sessionMaxDays = 1
        try await DeskBench.with(Numbered.provider(), settings: settings) { bench async throws in
            let session = try await bench.upload(Numbered.films(1))
            bench.clock.advance(seconds: 599)
            _ = try await bench.present(session)
            bench.clock.advance(seconds: 600)
            let sessions = try await bench.desk.sessions(of: bench.ann.id)
            #expect(sessions.isEmpty)
        }
    }

    @Test("A sweep closes what has expired and nothing else")
    func sweep() async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            let old = try await bench.upload(Numbered.films(1))
            bench.clock.advance(seconds: 12 * Self.hour)
            let new = try await bench.upload(Numbered.films(1), of: .netflix)
            bench.clock.advance(seconds: 13 * Self.hour)
            try await bench.desk.sweep()
            let closed = try await bench.stores.imports.session(uuid: old.uuid, of: bench.ann.id)
            #expect(closed == nil)
            let open = try await bench.present(new)
            #expect(open.uuid == new.uuid)
        }
    }

    @Test("Sessions of others, of other sources and texts that are none are all alike unknown")
    func ownership() async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            let session = try await bench.upload(Numbered.films(1))
            let desk = bench.desk
            await #expect(throws: ImportError.unknownSession) {
                _ = try await desk.session(session.uuid, of: bench.ben.id)
            }
            await #expect(throws: ImportError.unknownSession) {
                _ = try await desk.session(session.uuid, of: bench.ann.id, source: .netflix)
            }
            for text in ["", "x", "../..", "\u{0}", session.uuid + "0", String(repeating: "-", count: 36)] {
                await #expect(throws: ImportError.unknownSession) { _ = try await desk.session(text, of: bench.ann.id) }
            }
            let found = try await desk.session(session.uuid.uppercased(), of: bench.ann.id, source: .amazonPrime)
            #expect(found.uuid == session.uuid)
            await #expect(throws: ImportError.unknownSession) {
                _ = try await desk.undo(session.uuid, of: bench.ben.id, from: nil)
            }
        }
    }

    @Test("A session that is still looked for is not open for review")
    func matching() async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            let session = try await bench.desk.start(.of(Numbered.films(1)), fileName: nil, for: bench.ann.id)
            await #expect(throws: ImportError.unknownSession) {
                _ = try await bench.desk.session(session.uuid, of: bench.ann.id)
            }
        }
    }

    @Test("What was cancelled is gone, and cannot be cancelled again; what it added stays")
    func cancelled() async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            let session = try await bench.upload(Numbered.films(2))
            _ = try await bench.desk.add(0, in: session, value: 8, ratedAt: nil)
            try await bench.desk.cancel(session)
            await #expect(throws: ImportError.unknownSession) { _ = try await bench.present(session) }
            await #expect(throws: ImportError.unknownSession) { try await bench.desk.cancel(session) }
            let opinions = try await bench.opinions(of: bench.ann)
            #expect(opinions == ["Film 1": 8])
        }
    }
}
