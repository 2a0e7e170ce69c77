import Activity
import Administration
import Domain
import Streaming

/// This server's own media, and the Android surface on it.
package struct PlaybackServerSettings: Sendable {
    /// Without a slash at its end; empty for none.
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

    init(_ values: SettingValues) {
        let path = values.text(.basePath) ?? ""
        basePath = path == "/" ? "" : path
        var playback = PlaybackSettings()
        playback.playbacksMax = values.int(.playbacksMax)
        playback.activeSeconds = values.seconds(.playbackActiveSeconds)
        self.playback = playback
        var conversions = HLSSettings()
        conversions.conversionsMax = values.int(.conversionsMax)
        conversions.cacheBytesMax = Int64(values.int(.conversionCacheMiB)) << 20
        self.conversions = conversions
        var profiles = ProfileSettings()
        profiles.unratedAs = values.text(.unratedAs).flatMap(Certificate.init(rawValue:)) ?? profiles.unratedAs
        profiles.pinWindowSeconds = values.seconds(.pinWindowSeconds)
        self.profiles = profiles
        allowsLegacyApps = values.flag(.legacyAndroidMutations)
        timeZone = values.text(.timeZone)
        sessionIdleSeconds = values.seconds(.sessionIdleDays) * 86_400
        requestsPerMinute = values.int(.rateAPI)
        browseRoots = values.list(.browseRoots)
        linkRoots = values.list(.linkRoots)
        watchesFolders = values.flag(.watchesFolders)
        quietSeconds = values.seconds(.quietSeconds)
        ffmpeg = values.text(.ffmpeg)
        ffprobe = values.text(.ffprobe)
    }
}
