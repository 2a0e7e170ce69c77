/// How far a profile is in a film or an episode.
package struct VideoProgress: Hashable, Sendable {
    package let isWatched: Bool
    /// Where the profile stopped, in whole seconds; 0 when nothing was begun.
    package let positionSeconds: Int
    /// Measured; 0 when unknown.
    package let lengthSeconds: Int
    /// 0 to 100.
    package let percent: Int

    package init(_ video: Video) {
        isWatched = video.state?.isFinished ?? false
        positionSeconds = video.state?.position ?? 0
        lengthSeconds = video.lengthSeconds ?? 0
        percent =
            isWatched ? 100 : lengthSeconds > 0 ? min(100, positionSeconds * 100 / lengthSeconds) : 0
    }

    /// Who saw no more than a minute begins anew.
    package var canResume: Bool { positionSeconds > DomainLimits.resumeSecondsMin }

    /// Where to go on; 0 for the beginning.
    package var resumeSeconds: Int { canResume ? positionSeconds : 0 }
}
