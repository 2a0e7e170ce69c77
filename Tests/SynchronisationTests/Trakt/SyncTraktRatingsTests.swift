import Basics
import Domain
import Jobs
import Storage
import Synchronisation
import Synchronization
import TestKit
import Testing

@Suite("The job that synchronises with Trakt")
struct SyncTraktRatingsTests {
    /// What the job reported last.
    private final class Reported: Sendable {
        private let text = Mutex("")

        func take(_ update: JobUpdate) { text.withLock { $0 = update.report ?? "" } }

        var json: JSONValue { get throws { try JSONValue(parsing: text.withLock { $0 }) } }
        var whole: String { text.withLock { $0 } }
    }

    private func run(_ house: TraktHouse, isConfigured: Bool = true) async throws -> Reported {
        let reported = Reported()
        let context = JobContext(id: JobID(1), name: SyncTraktRatings.name, world: house.clock.world) { update in
            reported.take(update)
            return true
        }
        try await house.restarted(isConfigured: isConfigured).job
            .run(.init(), context: context)
        try await context.flush()
        return reported
    }

    @Test("It is a job of the list")
    func definition() {
        #expect(DiscoveryJobs.named(SyncTraktRatings.name)?.steps.count == 2)
    }

    @Test("Every linked user is synchronised, and one that fails stops nobody")
    func users() async throws {
        try await TraktHouse.with { house in
            try await house.connect(house.bob, as: "bob")
            await house.rateThere(481, 9, as: "bob")
            await house.rateThere(1_388, 7, as: "bob")
            await house.rateThere(481, 3)
            await house.fake.forget("ada")
            let reported = try await run(house)
            #expect(
                try reported.json["result"]
                    == .object(["usersProcessed": .int(1), "ratingsImported": .int(2), "errors": .int(1)]))
            #expect(reported.whole.contains("connection to be made again") && !reported.whole.contains("-secret"))
            #expect(try await house.ours("The Matrix", of: house.bob) == 9)
            // Who has to connect again is not asked for again.
            #expect(
                try await run(house).json["result"]
                    == .object(["usersProcessed": .int(1), "ratingsImported": .int(0), "errors": .int(0)]))
        }
    }

    @Test("Without an application at Trakt, or without anybody, there is nothing to do")
    func nobody() async throws {
        let nothing = JSONValue.object(["usersProcessed": .int(0), "ratingsImported": .int(0), "errors": .int(0)])
        try await TraktHouse.with { house in
            #expect(try await run(house, isConfigured: false).json["result"] == nothing)
            _ = try await house.links.disconnect(house.ada)
            #expect(try await run(house).json["result"] == nothing)
        }
    }

    @Test("A Trakt that is down is an error of each user")
    func down() async throws {
        try await TraktHouse.with { house in
            await house.fake.answerAlways(Reply(503, ""))
            let result = try await run(house).json["result"]
            #expect(result?["errors"] == .int(1) && result?["usersProcessed"] == .int(0))
            #expect(try await house.standing().syncedAt == nil)
        }
    }

    @Test("A job that is called off stops")
    func cancelled() async throws {
        try await TraktHouse.with { house in
            await house.fake.held.hold()
            let running = Task { try await run(house) }
            await house.fake.held.untilHeld(1)
            running.cancel()
            await #expect(throws: CancellationError.self) { _ = try await running.value }
            await house.fake.held.releaseAll()
        }
    }
}
