import Basics
import Domain
import HTTPTypes
import Streaming
import TestKit
import Testing

/// Films that lie in several files.
@Suite struct PartTests {
    /// The film "Long Way" in two files of 1000 and 800 seconds.
    private func with(_ body: @escaping @Sendable (PlaybackHousehold, Int32) async throws -> Void) async throws {
        try await PlaybackHousehold.with { house in
            try await body(house, try await house.addFilmInParts("Long Way", seconds: [1000, 800]))
        }
    }

    @Test func playingNamesAllParts() async throws {
        try await with { house, id in
            let data = try #require(try await house.phone.get("play?id=\(id)")["data"])
            let parts = try #require(data["parts"]?.list)
            #expect(parts.map { $0["begin"] } == [.int(0), .int(1000)])
            #expect(parts.map { $0["duration"] } == [.int(1000), .int(800)])
            #expect(Set(parts.compactMap { $0["id"]?.int }).count == 2)
            #expect(parts.first?["stream_url"] == data["stream_url"])
            #expect(data["duration"] == .int(1800) && data["resume_time"] == .int(0))
            for part in parts {
                let path = part["stream_url"]?.text.path ?? ""
                try await house.surface.run(Scenario("part", .get, path).with("Range", "bytes=0-0").answers(206))
            }
            #expect(try await house.phone.play("Big Buck Bunny")["parts"] == nil)
        }
    }

    /// The app knows one file only: the one that it was given, whose end is not the film's.
    @Test func theFirstPartIsNotTheEnd() async throws {
        try await with { house, id in
            _ = try await house.phone.get("play?id=\(id)")
            try await house.phone.report(id, 1000)
            let video = try #require(try await house.phone.get("details?id=\(id)")["video"])
            #expect(video["watched"] == .bool(false) && video["progress_percent"] == .int(55))
            #expect(video["can_resume"] == .bool(true) && video["total_duration"] == .int(1800))

            // Who goes on gets the next file, and counts from its beginning.
            let next = try #require(try await house.phone.get("play?id=\(id)")["data"])
            #expect(next["stream_url"] == next["parts"]?.list?.last?["stream_url"])
            #expect(next["resume_time"] == .int(0) && video["resume_time"] == .int(0))
            try await house.phone.report(id, 300)
            let later = try #require(try await house.phone.get("details?id=\(id)")["video"])
            #expect(later["resume_time"] == .int(300) && later["progress_percent"] == .int(72))
            let row = try await house.phone.get("dashboard")["continue_watching"]?.list?.first
            #expect(row?["continue_from_seconds"] == .int(300))
            #expect(try await house.phone.get("play?id=\(id)")["data"]?["resume_time"] == .int(300))

            try await house.phone.report(id, 620)
            let watched = try #require(try await house.phone.get("details?id=\(id)")["video"])
            #expect(watched["watched"] == .bool(true) && watched["resume_time"] == .int(0))
        }
    }

    @Test func reportsMayNameTheirFile() async throws {
        try await with { house, id in
            let data = try await house.phone.get("play?id=\(id)")["data"]
            let parts = try #require(data?["parts"]?.list).compactMap { $0["id"]?.int }
            try await house.phone.report(id, 100, "&version=\(parts[1])")
            #expect(try await house.playbacks.live().map(\.position) == [1100])
            // From then on that is the file that plays.
            try await house.phone.report(id, 110)
            #expect(try await house.playbacks.live().map(\.position) == [1110])
            try await house.phone.report(id, 50, "&version=\(parts[0])")
            #expect(try await house.playbacks.live().map(\.position) == [50])
            // What is no file of the film says nothing.
            for other in ["999999", "x", "-1", "99999999999"] {
                try await house.phone.report(id, 60, "&version=\(other)")
                #expect(try await house.playbacks.live().map(\.position) == [60])
            }
            let second = try #require(try await house.phone.get("play?id=\(id)&version=\(parts[1])")["data"])
            #expect(second["stream_url"] == second["parts"]?.list?.last?["stream_url"])
            #expect(second["resume_time"] == .int(0), "the place is in another file")
        }
    }

    /// A playback that is over is forgotten; then the place where the profile stopped tells the file.
    @Test func aReportAfterALongPauseIsUnderstood() async throws {
        try await with { house, id in
            _ = try await house.phone.get("play?id=\(id)")
            try await house.phone.report(id, 1000)
            _ = try await house.phone.get("play?id=\(id)")
            try await house.phone.report(id, 200)
            house.world.advance(seconds: 3600)
            _ = try await house.playbacks.sweep()
            try await house.phone.report(id, 210)
            #expect(try await house.playbacks.live().map(\.position) == [1210])
        }
    }
}

extension Device {
    fileprivate func report(
        _ id: Int32, _ seconds: Int, _ more: String = "", sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        house.world.advance(seconds: 1)
        try await post("progress", "id=\(id)&time=\(seconds)\(more)", sourceLocation: sourceLocation)
    }
}
