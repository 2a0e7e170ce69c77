import Activity
import Catalogue
import Configuration
import Domain
import Foundation
import Streaming
import SurfacePlayback

/// This server's own media, and the Android surface on it.
///
/// | key | type | default |
/// | --- | --- | --- |
/// | `playback.base_path` | path, or `/` for none | `/vod`: the second prefix of the Android surface |
/// | `playback.max_concurrent` | 0...100, 0 = without limit | 3: playbacks of an account at once |
/// | `playback.active_seconds` | 10...3600 | 60: how long a silent player counts |
/// | `playback.conversions_max` | 1...64 | 3: films that are converted for browsers at once, over all accounts |
/// | `playback.conversion_cache_mib` | 512...1048576 | 4096: room for the pieces of these, in MiB |
/// | `playback.legacy_android_mutations` | 0, 1 | 0: old apps may not change anything without a token |
/// | `playback.time_zone` | name such as `Europe/Berlin` | the server's |
/// | `session.idle_days` | 1...365 | 30: how long an app stays signed in unused |
/// | `rate.api_per_minute` | 1...1000000 | 120: requests of an account for one action |
/// | `profiles.unrated_as` | U, PG, 12A, 12, 15, 18, R18 | 18: what titles without a certificate count as |
/// | `profiles.pin_window_seconds` | 30...86400 | 900: how long an entered PIN counts |
/// | `browse.roots` | absolute folders, separated by commas | `/`: where administrators may look for folders |
/// | `media.link_roots` | absolute folders, separated by commas | none: where links may lead out of a library |
/// | `media.watch` | 0, 1 | 1: folders are looked through when something changes in them |
/// | `media.quiet_seconds` | 0...3600 | 30: how long a file must be left alone before it is looked into |
/// | `media.ffmpeg`, `media.ffprobe` | absolute paths | found by their names |
///
/// `ALLOW_LEGACY_ANDROID_API_MUTATIONS` is another name of `KINOTHEK_PLAYBACK_LEGACY_ANDROID_MUTATIONS`.
package struct PlaybackServerSettings: Sendable {
    let basePath: String
    let playback: PlaybackSettings
    let conversions: HLSSettings
    let profiles: ProfileSettings
    let allowsLegacyApps: Bool
    let timeZone: String?
    let sessionIdleSeconds: Double
    let requestsPerMinute: Int
    let browseRoots: [String]
    let linkRoots: [String]
    let watchesFolders: Bool
    let quietSeconds: Double
    let ffmpeg: String?
    let ffprobe: String?

    /// Throws `SettingsError`.
    init(config: ConfigReader, legacyVariable: String?) throws {
        basePath = try config.basePath("playback.base_path")
        var playback = PlaybackSettings()
        playback.playbacksMax = try config.int(
            "playback.max_concurrent", in: 0...100, default: StreamingLimits.playbacksDefault)
        playback.activeSeconds = Double(
            try config.int("playback.active_seconds", in: 10...3600, default: Int(StreamingLimits.playbackSeconds)))
        self.playback = playback
        conversions = try Self.conversions(config)
        var profiles = ProfileSettings()
        let unrated = try config.choice(
            "profiles.unrated_as", of: Certificate.allCases.map(\.rawValue), default: profiles.unratedAs.rawValue)
        profiles.unratedAs = Certificate(rawValue: unrated) ?? profiles.unratedAs
        profiles.pinWindowSeconds = Double(
            try config.int("profiles.pin_window_seconds", in: 30...86_400, default: Int(profiles.pinWindowSeconds)))
        self.profiles = profiles
        let standard = legacyVariable == "1" ? "1" : "0"
        allowsLegacyApps =
            try config.choice(
                "playback.legacy_android_mutations", of: ["0", "1"], default: standard) == "1"
        timeZone = try config.timeZone("playback.time_zone")
        sessionIdleSeconds = Double(try config.int("session.idle_days", in: 1...365, default: 30)) * 86_400
        requestsPerMinute = try config.int(
            "rate.api_per_minute", in: 1...1_000_000, default: PlaybackSurfaceSettings().requestsPerMinute)
        browseRoots = try config.folders("browse.roots", default: ["/"])
        linkRoots = try config.folders("media.link_roots", default: [])
        watchesFolders = try config.choice("media.watch", of: ["0", "1"], default: "1") == "1"
        quietSeconds = Double(
            try config.int("media.quiet_seconds", in: 0...3600, default: Int(CatalogueLimits.quietSeconds)))
        ffmpeg = config.optionalText("media.ffmpeg")
        ffprobe = config.optionalText("media.ffprobe")
    }

    private static func conversions(_ config: ConfigReader) throws -> HLSSettings {
        var conversions = HLSSettings()
        conversions.conversionsMax = try config.int(
            "playback.conversions_max", in: 1...64, default: StreamingLimits.conversionsDefault)
        let mebibytes = try config.int(
            "playback.conversion_cache_mib", in: 512...1_048_576,
            default: Int(StreamingLimits.segmentCacheBytesDefault >> 20))
        conversions.cacheBytesMax = Int64(mebibytes) << 20
        return conversions
    }
}

extension ConfigReader {
    /// A path without a slash at its end; empty for `/`. Throws `SettingsError`.
    fileprivate func basePath(_ key: String) throws -> String {
        guard let text = optionalText(key) else { return "/vod" }
        let segments = text.split(separator: "/")
        guard text.hasPrefix("/"),
            segments.allSatisfy({ $0.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) } })
        else { throw SettingsError(key: key, reason: "must be a path like /vod, not \"\(text)\"") }
        return segments.isEmpty ? "" : "/" + segments.joined(separator: "/")
    }

    fileprivate func timeZone(_ key: String) throws -> String? {
        guard let text = optionalText(key) else { return nil }
        guard TimeZone(identifier: text) != nil else {
            throw SettingsError(key: key, reason: "must be a zone like Europe/Berlin, not \"\(text)\"")
        }
        return text
    }

    fileprivate func folders(_ key: String, default standard: [String]) throws -> [String] {
        let folders = list(key)
        guard folders.allSatisfy({ $0.hasPrefix("/") }) else {
            throw SettingsError(key: key, reason: "must be absolute folders, separated by commas")
        }
        return folders.isEmpty ? standard : folders
    }
}
