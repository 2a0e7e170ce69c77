import Domain
import Testing

/// The table of jobs against the contract's.
@Suite struct DiscoveryJobsTests {
    struct Row: Sendable {
        let name: String
        let schedule: String
        /// Nil where the contract leaves the number open.
        let steps: Int?
        let members: String

        init(_ name: String, _ schedule: String, _ steps: Int?, _ members: String) {
            self.name = name
            self.schedule = schedule
            self.steps = steps
            self.members = members
        }
    }

    static let rows = [
        Row("sync-movies", "Daily at 3:00 AM", 3, "added updated total"),
        Row("generate-movie-embeddings", "Manual only", 3, "generated failed"),
        Row("sync-movie-watch-history", "Daily at 3:00 AM", 3, "success failed totalItems"),
        Row("full-sync-movie-watch-history", "Manual only", 3, "success failed totalItems"),
        Row("generate-movie-recommendations", "Daily at 4:00 AM", 2, "success failed"),
        Row("rebuild-movie-recommendations", "Manual only", 3, "cleared success failed"),
        Row("sync-movie-libraries", "Daily at 5:00 AM", 2, "success failed"),
        Row("sync-series", "Daily at 3:00 AM", nil, "seriesAdded seriesUpdated episodesAdded episodesUpdated"),
        Row("generate-series-embeddings", "Manual only", nil, "seriesGenerated episodesGenerated failed"),
        Row("sync-series-watch-history", "Daily at 3:00 AM", 3, "success failed totalItems"),
        Row("full-sync-series-watch-history", "Manual only", 3, "success failed totalItems"),
        Row("generate-series-recommendations", "Daily at 4:00 AM", 2, "success failed"),
        Row("sync-series-libraries", "Daily at 5:00 AM", 2, "success failed"),
        Row("refresh-top-picks", "Daily at 6:00 AM", 8, "moviesCount seriesCount usersUpdated"),
        Row("sync-trakt-ratings", "Every 6 hours", 2, "usersProcessed ratingsImported errors"),
    ]

    @Test(arguments: rows)
    func `a job is defined as the contract says`(row: Row) throws {
        let job = try #require(DiscoveryJobs.named(row.name))
        #expect(job.name == row.name)
        #expect(job.defaultSchedule.formatted == row.schedule && job.defaultSchedule.isEnabled)
        if let steps = row.steps { #expect(job.steps.count == steps) }
        #expect(job.resultMembers.joined(separator: " ") == row.members)
    }

    @Test func `there are no others but the server's own behind them, in this order`() {
        #expect(DiscoveryJobs.known.map(\.name) == Self.rows.map(\.name))
        #expect(DiscoveryJobs.all.map(\.name) == Self.rows.map(\.name) + ["evaluate-recommendations"])
        #expect(DiscoveryJobs.named("evaluate-recommendations")?.defaultSchedule.formatted == "Daily at 4:30 AM")
        #expect(DiscoveryJobs.named("sync-everything") == nil && DiscoveryJobs.named("") == nil)
    }

    @Test func `people can tell jobs and steps apart`() {
        #expect(Set(DiscoveryJobs.all.map(\.description)).count == DiscoveryJobs.all.count)
        for job in DiscoveryJobs.all {
            #expect(job.description.hasSuffix(".") && job.description.count < 120)
            #expect(!job.steps.isEmpty && Set(job.steps).count == job.steps.count)
            #expect(job.steps.allSatisfy { !$0.isEmpty })
        }
    }

    @Test func `default schedules are the fields that they were made from`() throws {
        for job in DiscoveryJobs.all {
            #expect(try JobSchedule(job.defaultSchedule.fields) == job.defaultSchedule)
        }
    }
}
