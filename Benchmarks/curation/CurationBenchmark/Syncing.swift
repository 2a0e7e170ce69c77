import AsyncHTTPClient
import Basics
import Connectors
import Curation
import Domain
import Foundation
import Jobs
import Storage

/// A sync of everything that a Stash has, as a job of the server.
struct Syncing: Encodable {
    /// What came of the job, as it tells clients.
    struct Outcome: Codable {
        let processed: Int
        let created: Int
        let updated: Int
        let skipped: Int
        let failed: Int
        /// From the first question to the last row.
        let seconds: Double

        private enum CodingKeys: String, CodingKey {
            case processed = "processed_items"
            case created = "created_items"
            case updated = "updated_items"
            case skipped = "skipped_items"
            case failed = "failed_items"
            case seconds = "duration_seconds"
        }
    }

    let what: String
    let outcome: Outcome
    let processorSeconds: Double
    /// Until its end.
    let peakMegabytes: Double

    /// Everything for the first time, everything again, and what has changed since, in one process.
    static func measured(in folder: String, from address: String) async throws -> [Syncing] {
        guard let settings = StashSettings(baseURL: address, key: nil) else {
            throw BenchmarkError(description: "\(address) is no address.")
        }
        let client = OutgoingHTTP.makeClient()
        let archive = RemoteArchive(settings: settings, http: OutgoingHTTP(client: client))
        let place = try await Workplace.open(folder)
        let sync = place.sync(from: archive)
        let workers = JobWorkers(
            store: place.stores.jobs, types: [SyncAll(sync)], world: .live, feed: place.stores.feed)
        let work = Task { await workers.run() }
        var syncs: [Syncing] = []
        for (what, force) in [("first", true), ("again", true), ("changes", false)] {
            syncs.append(try await one(what, try await sync.all(force: force), place.queue))
        }
        work.cancel()
        await work.value
        try await client.shutdown()
        await place.close()
        return syncs
    }

    private static func one(_ what: String, _ job: Job, _ queue: JobQueue) async throws -> Syncing {
        let start = Spent.processorSeconds()
        let ended = try await queue.wait(for: job.id, pollSeconds: 0.1)
        guard ended.state == .succeeded, let result = ended.result else {
            throw BenchmarkError(description: "The sync failed: \(ended.failure ?? "no reason")")
        }
        return Syncing(
            what: what, outcome: try JSONDecoder().decode(Outcome.self, from: Data(result.utf8)),
            processorSeconds: Spent.processorSeconds() - start, peakMegabytes: Spent.peakMegabytes())
    }
}
