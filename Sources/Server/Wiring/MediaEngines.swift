import Foundation
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

    /// The folders of the setting `media.link_roots`, without the system's and the server's own; nil for none.
    func linkRoots(_ settings: PlaybackServerSettings, besides folder: DataFolder) -> AllowedRoots? {
        guard !settings.linkRoots.isEmpty else { return nil }
        let own = HostPath(URL(fileURLWithPath: folder.path).path)
        return AllowedRoots(settings.linkRoots.map { HostPath($0) }, dataFolder: own, threads: requestThreads)
    }
}

extension LinkTargets {
    /// Below the roots as they are when a link is followed: disks come and go while the server runs.
    ///
    /// Asked on threads that may block, and only for what lies outside of its library.
    static func within(_ roots: AllowedRoots?) -> LinkTargets {
        guard let roots else { return .nowhereElse }
        return LinkTargets { roots.linkTargets().contains($0) }
    }
}
