package import Host

/// The programs and threads that local media need.
package struct MediaEngines: Sendable {
    /// Nil where the program was not found.
    package let ffmpeg: HostPath?
    package let ffprobe: HostPath?
    /// For scans: a share that sleeps can hold these for minutes.
    package let scanThreads: HostThreads
    /// For what somebody waits for.
    package let requestThreads: HostThreads

    init(_ settings: PlaybackServerSettings) {
        ffmpeg = settings.ffmpeg.map { HostPath($0) } ?? Program.find("ffmpeg")
        ffprobe = settings.ffprobe.map { HostPath($0) } ?? Program.find("ffprobe")
        scanThreads = HostThreads(count: ServerLimits.scanThreads)
        requestThreads = HostThreads(count: ServerLimits.mediaThreads)
    }
}
