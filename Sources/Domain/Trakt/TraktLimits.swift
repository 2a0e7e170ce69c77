/// The bounds of the exchange of ratings with Trakt.
extension DomainLimits {
    /// Titles in one change of ratings.
    package static let traktBatchMax = 100
    /// How long somebody may take to allow the connection at Trakt.
    package static let traktStateSeconds = 600.0
    /// Random bytes of a state.
    package static let traktStateBytes = 32
    /// Access tokens are renewed when less than this is left, or less than a share of their life where that is shorter.
    package static let traktRenewalSeconds = 3_600.0
    package static let traktRenewalShare = 0.1
    /// By how much Trakt's clock may be ahead of ours.
    package static let traktClockSeconds = 300.0
}
