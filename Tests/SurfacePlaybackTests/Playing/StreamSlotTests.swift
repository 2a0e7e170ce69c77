import Basics
import Domain
import HTTPTypes
import Streaming
import TestKit
import Testing

/// Whoever fetches a film plays it, whatever became of the playback for which its address was made.
@Suite struct StreamSlotTests {
    private static let one = PlaybackHousehold.Settings { $0.playback.playbacksMax = 1 }

    @Test func fetchingAfterAStopTakesASlotAgain() async throws {
        try await PlaybackHousehold.with { house in
            let (path, bunny) = (try await house.stream("Big Buck Bunny"), house.id("Big Buck Bunny"))
            try await house.phone.post("playback_stop", "id=\(bunny)")
            #expect(try await house.playbacks.live().isEmpty)
            try await house.fetch(path, 206)
            let live = try await house.playbacks.live()
            #expect(live.map(\.titleID.rawValue) == [bunny] && live.first?.profileID != nil)
            let status = try await house.phone.get("playback_status?id=\(bunny)")
            #expect(status["active_playbacks"] == .int(1))
        }
    }

    @Test func fetchingAfterAStopIsRefusedWhereOthersPlay() async throws {
        try await PlaybackHousehold.with(Self.one) { house in
            let path = try await house.stream("Big Buck Bunny")
            try await house.phone.post("playback_stop", "id=\(house.id("Big Buck Bunny"))")
            let other = try await house.anotherDevice(of: house.anna)
            _ = try await other.play("Pilot")
            let refused = try await house.fetch(path, 429)
            let body = try refused.json
            #expect(body["code"] == .text("playback_limit_exceeded"))
            #expect(body["limit"] == .int(1) && body["active_playbacks"] == .int(1))
            #expect(refused.header("Cache-Control")?.contains("no-store") == true)
            #expect(try await house.playbacks.live().map(\.titleID.rawValue) == [house.id("Pilot")])
            // Asking what it is takes nothing, and a slot that is free again is taken.
            try await house.surface.run(Scenario("head", .head, path).answers(200))
            try await other.post("playback_stop", "id=\(house.id("Pilot"))")
            try await house.fetch(path, 206)
            try await other.get("play?id=\(house.id("Pilot"))", .tooManyPlay)
        }
    }

    @Test func silenceEndsAPlaybackAsAStopDoes() async throws {
        try await PlaybackHousehold.with(Self.one) { house in
            let path = try await house.stream("Big Buck Bunny")
            house.world.advance(seconds: 61)
            let other = try await house.anotherDevice(of: house.anna)
            _ = try await other.play("Pilot")
            try await house.fetch(path, 429)
            house.world.advance(seconds: 61)
            try await house.fetch(path, 206)
            #expect(try await house.playbacks.live().map(\.titleID.rawValue) == [house.id("Big Buck Bunny")])
            house.world.advance(seconds: 30)
            try await house.fetch(path, 206)
        }
    }

    @Test func anOlderAddressTakesThePlaceOfWhatIsPlayed() async throws {
        try await PlaybackHousehold.with(Self.one) { house in
            let (first, second) = (try await house.stream("Big Buck Bunny"), try await house.stream("Pilot"))
            for (path, name) in [(first, "Big Buck Bunny"), (second, "Pilot")] {
                try await house.fetch(path, 206)
                #expect(try await house.playbacks.live().map(\.titleID.rawValue) == [house.id(name)])
            }
        }
    }

    @Test func subtitlesAndPicturesTakeNoSlot() async throws {
        try await PlaybackHousehold.with(Self.one) { house in
            let data = try await house.phone.play("Big Buck Bunny")
            try await house.phone.post("playback_stop", "id=\(house.id("Big Buck Bunny"))")
            let other = try await house.anotherDevice(of: house.anna)
            _ = try await other.play("Pilot")
            try await house.surface.run(
                Scenario("subtitles", .get, data["subtitle_url"]?.text.path ?? "").answers(200))
        }
    }
}

extension PlaybackHousehold {
    /// The address of the stream that the phone plays.
    fileprivate func stream(_ name: String) async throws -> String {
        try await phone.play(name)["stream_url"]?.text.path ?? ""
    }

    @discardableResult
    fileprivate func fetch(
        _ path: String, _ status: Int, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> TestAnswer {
        try await surface.run(
            Scenario("bytes", .get, path).with("Range", "bytes=0-99").answers(status), sourceLocation: sourceLocation)
    }
}
