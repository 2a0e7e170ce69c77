import Basics
import Domain
import Jobs
import SQL
import Storage
import Synchronisation
import TestKit
import Testing

@Suite("The first synchronisation with Trakt")
struct SyncNewTraktLinkTests {
    private func run(_ job: Job, _ house: TraktHouse) async throws {
        let parameters = try #require(SyncNewTraktLink.parameters(from: job.parameters))
        let context = JobContext(id: job.id) { _, _ in true }
        try await SyncNewTraktLink(sync: house.sync).run(parameters, context: context)
    }

    private func queued(_ house: TraktHouse) async throws -> [Job] {
        try await house.stores.jobs.recent(name: SyncNewTraktLink.name, limit: 9)
    }

    @Test(
        "It waits in the queue as soon as somebody is connected, and brings their ratings",
        arguments: TestDriver.available)
    func queue(_ driver: TestDriver) async throws {
        try await TraktHouse.with(driver, connects: false) { house in
            await house.rateThere(481, 9)
            try await house.connect(house.ada, as: "ada")
            #expect(try await house.ours("The Matrix") == nil, "nobody waited for it")
            try await house.connect(house.ada, as: "ada")
            try await house.connect(house.bob, as: "bob")
            let jobs = try await queued(house)
            #expect(jobs.count == 2 && jobs.allSatisfy { $0.state == .waiting })
            for job in jobs { try await run(job, house) }
            #expect(try await house.ours("The Matrix") == 9)
            #expect(try await house.ours("The Matrix", of: house.bob) == nil)
            #expect(try await house.standing(house.bob).syncedAt != nil)
        }
    }

    @Test("It is tried again while Trakt is down, and not for whoever has disconnected")
    func failures() async throws {
        try await TraktHouse.with { house in
            let job = try #require(try await queued(house).first)
            await house.fake.answerAlways(Reply(503, ""))
            await #expect(throws: JobFailure("Trakt is out of order, status 503.")) { try await run(job, house) }
            await house.fake.answerAlways(nil)
            _ = try await house.links.disconnect(house.ada)
            await #expect(throws: JobFailure("There is no connection to Trakt.", isPermanent: true)) {
                try await run(job, house)
            }
        }
    }

    @Test("A queue in trouble keeps nobody from being connected")
    func withoutQueue() async throws {
        try await TraktHouse.with(connects: false) { house in
            _ = try await house.test.database.write { try $0.execute("DROP TABLE job") }
            try await house.connect(house.ada, as: "ada")
            #expect(try await house.standing().isConnected)
        }
    }
}
