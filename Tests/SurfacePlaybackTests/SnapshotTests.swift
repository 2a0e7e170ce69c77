import TestKit
import Testing

/// Whole answers as they go over the wire, of a full household and of an empty one.
@Suite struct SnapshotTests {
    private static let snapshots = Snapshots("SnapshotTests")

    @Test func everything() async throws {
        try await PlaybackHousehold.with { house in
            let phone = house.phone
            try await phone.watch("Big Buck Bunny", to: 125)
            try await phone.watch("Pilot", to: 590)
            try await phone.watch("Static", to: 90)
            try await phone.post("watch_list_add", "video_id=\(house.id("A Quiet Stone"))")
            try await phone.post("profiles_add", "name=Kim&pin=1234&max_content_rating=PG")
            let anna = try await phone.get("profiles")["profiles"]?.list?.first?["id"]?.int ?? 0
            try await phone.post("profiles_select", "profile_id=\(anna)")
            let series = house.id("Signal House")
            for (name, path) in [
                ("session", "session"), ("profiles", "profiles"), ("get_libraries", "get_libraries"),
                ("library", "library"), ("search", "search?query=joan"), ("dashboard", "dashboard"),
                ("details-film", "details?id=\(house.id("Big Buck Bunny"))"),
                ("details-episode", "details?id=\(house.id("Static"))"),
                ("series_details", "series_details?id=\(series)"),
                ("series_episodes", "series_episodes?id=\(series)&per_page=2"), ("watch_list", "watch_list"),
                ("play-film", "play?id=\(house.id("Big Buck Bunny"))"),
                ("play-episode", "play?id=\(house.id("Static"))"),
                ("playback_status", "playback_status?id=\(house.id("Static"))"),
            ] {
                try Self.check(try await phone.get(path), name)
            }
        }
    }

    @Test func nothing() async throws {
        try await PlaybackHousehold.with(PlaybackHousehold.Settings { $0.hasMedia = false }) { house in
            for path in ["session", "profiles", "get_libraries", "library", "dashboard", "watch_list"] {
                try Self.check(try await house.phone.get(path), path + "-empty")
            }
            for action in ["details", "series_details", "play"] {
                try Self.check(try await house.phone.get("\(action)?id=1", .missing), action + "-missing")
            }
        }
    }

    private static func check(_ answer: JSONValue, _ name: String) throws {
        try snapshots.check(answer.blanked.pretty, named: name)
    }
}

extension JSONValue {
    /// Without what depends on the moment at which a file was written, or on who is signed in.
    fileprivate var blanked: JSONValue {
        switch self {
        case .object(let members):
            .object(
                members.reduce(into: [:]) { blanked, member in
                    blanked[member.key] = member.key == "csrf_token" ? .text("TOKEN") : member.value.blanked
                })
        case .list(let values): .list(values.map(\.blanked))
        case .text(let text): .text(Self.withoutToken(text))
        case .null, .bool, .int, .number: self
        }
    }

    /// The addresses of resources, with a word in place of the part that nobody can guess.
    private static func withoutToken(_ text: String) -> String {
        guard text.contains("://") else { return text }
        var parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard let kind = parts.firstIndex(where: { ["stream", "subtitles", "images"].contains($0) }) else {
            return text
        }
        let place = kind + (parts[kind] == "images" ? 3 : 2)
        if parts.indices.contains(place) { parts[place] = "TOKEN" }
        return parts.joined(separator: "/")
    }
}
