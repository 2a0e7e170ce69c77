import Domain
import HTTPTypes
import Jobs
import TestKit
import Testing

@Suite("Discovery: a run's progress as it happens", .timeLimit(.minutes(10)))
struct JobStreamTests {
    /// The values of a stream's events.
    private static func events(_ text: String) throws -> [JSONValue] {
        try text.split(separator: "\n\n").filter { $0.hasPrefix("data: ") }.map {
            try JSONValue(parsing: String($0.dropFirst(6)))
        }
    }

    @Test("a stream tells the present state first and ends with the run")
    func stream() async throws {
        let script = JobScript()
        try await DiscoveryHousehold.with(hasTitles: false, jobTypes: [ScriptedMovies(script: script)]) { house in
            let started = try await house.surface.run(.jobs(.post, "/sync-movies/run").answers(200)).json
            let id = try #require(started["jobId"]?.text)
            await script.untilItWaits()
            async let streamed = house.surface.run(
                .jobs("/progress/stream/" + id).answers(200).expecting("Content-Type", "text/event-stream")
                    .expecting("Cache-Control", "no-cache").expecting("Access-Control-Allow-Origin", nil))
            while house.follower.followerCount == 0 { await Task.yield() }
            script.letGo()
            let events = try Self.events(try await streamed.text)
            let first = try #require(events.first)
            #expect(first["status"] == .text("running") && first["currentItem"] == .text("Heat"))
            let last = try #require(events.last)
            #expect(last["status"] == .text("completed") && last["result"]?["added"] == .int(2))
            let percents = events.compactMap { $0["overallProgress"]?.int }
            #expect(zip(percents, percents.dropFirst()).allSatisfy { $0 <= $1 } && percents.last == 100)
            #expect(zip(events, events.dropFirst()).allSatisfy { $0 != $1 })
            // Whoever comes late is told the end at once.
            let late = try await house.surface.run(.jobs("/progress/stream/" + id).answers(200))
            #expect(try Self.events(late.text) == [last])
        }
    }

    @Test("a stream of a cancelled run ends with it")
    func cancelled() async throws {
        let script = JobScript()
        try await DiscoveryHousehold.with(hasTitles: false, jobTypes: [ScriptedMovies(script: script)]) { house in
            let started = try await house.surface.run(.jobs(.post, "/sync-movies/run").answers(200)).json
            let id = try #require(started["jobId"]?.text)
            await script.untilItWaits()
            async let streamed = house.surface.run(.jobs("/progress/stream/" + id).answers(200))
            try await house.surface.run(.jobs(.post, "/sync-movies/cancel").answers(200))
            #expect(try Self.events(try await streamed.text).last?["status"] == .text("cancelled"))
        }
    }
}
