import Domain
import HTTPTypes
import Jobs
import Storage
import TestKit
import Testing

@Suite("Discovery: jobs are started, watched, ended and remembered", .timeLimit(.minutes(10)))
struct JobRunTests {
    private static let notFound = #"{"error": "Job not found"}"#

    @Test("only administrators see and start jobs")
    func access() async throws {
        try await DiscoveryHousehold.with(hasTitles: false, jobTypes: [FailingSeries()]) { house in
            for (method, path) in [
                (.get, ""), (.get, "/active"), (.get, "/history"), (.get, "/last-runs"), (.get, "/sync-series"),
                (.post, "/sync-series/run"), (.post, "/sync-series/cancel"), (.get, "/sync-series/config"),
                (.patch, "/sync-series/config"), (.get, "/sync-series/history"), (.get, "/progress/1"),
                (.get, "/progress/stream/1"), (.get, "/scheduler/status"),
            ] as [(HTTPRequest.Method, String)] {
                let json = method == .get ? nil : "{}"
                try await house.surface.run(
                    .jobs(method, path, as: "anna", json: json).answers(403, json: #"{"error": "Forbidden"}"#))
                try await house.surface.run(
                    Scenario(path, method, "/api/jobs" + path, json: json)
                        .answers(401, json: #"{"error": "Unauthorized"}"#))
            }
            #expect(try await house.stores.stores.jobs.recent(name: nil, limit: 9).isEmpty)
        }
    }

    @Test("what nobody knows, or this server cannot run, is not found")
    func unknown() async throws {
        try await DiscoveryHousehold.with(hasTitles: false, jobTypes: [FailingSeries()]) { house in
            for name in ["nothing", "sync-movies", "index", "refresh-top-picks"] {
                for (method, path) in [
                    (.get, ""), (.post, "/run"), (.post, "/cancel"), (.get, "/config"), (.patch, "/config"),
                    (.get, "/history"),
                ] as [(HTTPRequest.Method, String)] {
                    try await house.surface.run(
                        .jobs(method, "/" + name + path, json: method == .get ? nil : "{}")
                            .answers(404, json: Self.notFound))
                }
            }
            let other = try await house.stores.stores.jobs.enqueue(
                NewJob(
                    name: "scan", parameters: "{}", deduplicationKey: nil, runAt: house.world.now,
                    createdAt: house.world.now))
            for id in ["999999", "x", "-1", "\(other.id)"] {
                try await house.surface.run(.jobs(.get, "/progress/" + id).answers(404, json: Self.notFound))
                try await house.surface.run(.jobs(.get, "/progress/stream/" + id).answers(404, json: Self.notFound))
            }
            try await house.surface.run(.jobs(.get, "/a/b/c").answers(404, json: #"{"error": "Not Found"}"#))
        }
    }

    @Test("a run is open, cannot be started twice, and ends with its counts")
    func wholeRun() async throws {
        let script = JobScript()
        try await DiscoveryHousehold.with(hasTitles: false, jobTypes: [ScriptedMovies(script: script)]) { house in
            let idle = try await house.surface.run(.jobs("").answers(200)).json["jobs"]?.list ?? []
            #expect(idle.count == 1 && idle[0]["status"] == .text("idle") && idle[0]["lastRun"] == .null)
            #expect(idle[0]["progress"] == .null && idle[0]["currentJobId"] == nil)
            let started = try await house.surface.run(.jobs(.post, "/sync-movies/run").answers(200)).json
            let id = try #require(started["jobId"]?.text)
            #expect(started["status"] == .text("running") && started["message"]?.text?.isEmpty == false)
            await script.untilItWaits()
            let conflict = try await house.surface.run(.jobs(.post, "/sync-movies/run").answers(409)).json
            #expect(conflict["jobId"] == .text(id) && conflict["error"]?.text?.isEmpty == false)
            let running = try await house.surface.run(.jobs("").answers(200)).json["jobs"]?.list?.first
            #expect(running?["status"] == .text("running") && running?["currentJobId"] == .text(id))
            #expect(running?["progress"]?["overallProgress"] == .int(50) && running?["progress"]?["logs"] == nil)
            let whole = try await house.surface.run(.jobs("/sync-movies").answers(200)).json
            #expect(whole["progress"]?["logs"]?.list?.count == 1 && whole["name"] == .text("sync-movies"))
            let progress = try await house.surface.run(.jobs("/progress/" + id).answers(200)).json
            #expect(progress["currentStep"] == .text("Syncing films") && progress["currentItem"] == .text("Heat"))
            #expect(progress["currentStepIndex"] == .int(1) && progress["totalSteps"] == .int(3))
            #expect(progress["logs"]?.list?.first?["data"]?["server"] == .text("Jellyfin"))
            #expect(progress["result"] == nil && progress["completedAt"] == nil && progress["error"] == nil)
            script.letGo()
            try await Self.ended(house, id)
        }
    }

    private static func ended(_ house: DiscoveryHousehold, _ id: String) async throws {
        while try await house.roster.entries().first?.open != nil { await Task.yield() }
        let active = try await house.surface.run(.jobs("/active").answers(200)).json["jobs"]?.list ?? []
        #expect(active.count == 1 && active[0]["status"] == .text("completed") && active[0]["jobId"] == .text(id))
        #expect(active[0]["result"]?["added"] == .int(2) && active[0]["overallProgress"] == .int(100))
        let row = try #require(
            try await house.surface.run(.jobs("/sync-movies/history").answers(200)).json["history"]?.list?.first)
        #expect(row["id"] == .text(id) && row["job_name"] == .text("sync-movies"))
        #expect(row["status"] == .text("completed") && row["error_message"] == .null && row["duration_ms"] == .int(0))
        #expect(row["items_processed"] == .int(2) && row["items_total"] == .int(2))
        let metadata = try #require(row["metadata"])
        #expect(metadata["added"] == .int(2) && metadata["updated"] == .int(0) && metadata["total"] == .int(2))
        #expect(metadata["logs"]?.list?.count == 1)
        for path in ["started_at", "completed_at", "created_at"] { #expect(row[path]?.text?.hasSuffix("Z") == true) }
        let last = try await house.surface.run(.jobs("").answers(200)).json["jobs"]?.list?.first?["lastRun"]
        #expect(last?["id"] == .text(id) && last?["status"] == .text("completed") && last?["errorMessage"] == .null)
        let runs = try await house.surface.run(.jobs("/last-runs").answers(200)).json["lastRuns"]
        #expect(runs?["sync-movies"] == row)
        house.world.advance(seconds: 301)
        try await house.surface.run(.jobs("/active").answers(200, json: #"{"jobs": []}"#))
        #expect(try await house.surface.run(.jobs("/history").answers(200)).json["history"]?.list?.count == 1)
    }

    @Test("a cancelled run has ended when that is answered, and can be started again")
    func cancel() async throws {
        let script = JobScript()
        try await DiscoveryHousehold.with(hasTitles: false, jobTypes: [ScriptedMovies(script: script)]) { house in
            try await house.surface.run(
                .jobs(.post, "/sync-movies/cancel").answers(400, json: #"{"error": "The job is not running"}"#))
            let id = try await house.surface.run(.jobs(.post, "/sync-movies/run").answers(200)).json["jobId"]
            await script.untilItWaits()
            let cancelled = try await house.surface.run(.jobs(.post, "/sync-movies/cancel").answers(200)).json
            #expect(cancelled["jobId"] == id && cancelled["status"] == .text("cancelled"))
            let row = try await house.surface.run(.jobs("/sync-movies/history").answers(200)).json["history"]?
                .list?.first
            #expect(row?["status"] == .text("cancelled") && row?["error_message"] == .null)
            #expect(row?["metadata"]?["added"] == nil)
            let again = try await house.surface.run(.jobs(.post, "/sync-movies/run").answers(200)).json["jobId"]
            #expect(again != id)
        }
    }

    @Test("a failed run says why, without secrets, and is listed longer")
    func failure() async throws {
        try await DiscoveryHousehold.with(hasTitles: false, jobTypes: [FailingSeries()]) { house in
            let progress = try await house.runJob("sync-series")
            #expect(progress["status"] == .text("failed") && progress["result"] == nil)
            #expect(progress["error"] == .text("The media server refused the key ***."))
            let row = try await house.surface.run(.jobs("/sync-series/history").answers(200)).json["history"]?
                .list?.first
            #expect(row?["error_message"] == progress["error"] && row?["items_total"] == .int(4))
            house.world.advance(seconds: 500)
            #expect(try await house.surface.run(.jobs("/active").answers(200)).json["jobs"]?.list?.count == 1)
        }
    }

    @Test("histories are as long as asked for, newest first", arguments: [("", 3), ("?limit=2", 2), ("?limit=x", 3)])
    func limit(_ query: String, _ count: Int) async throws {
        try await DiscoveryHousehold.with(hasTitles: false, jobTypes: [FailingSeries()]) { house in
            var ids: [String?] = []
            for _ in 0..<3 { ids.insert(try await house.runJob("sync-series")["jobId"]?.text, at: 0) }
            for path in ["/sync-series/history", "/history"] {
                let rows = try await house.surface.run(.jobs(path + query).answers(200)).json["history"]?.list
                #expect(rows?.map { $0["id"]?.text } == Array(ids.prefix(count)))
            }
        }
    }
}
