/// The bounds of packages that arrive.
extension StreamingLimits {
    /// An upload to which nothing was added for so long was left behind by a server that was killed: an hour.
    package static let uploadSilentSeconds = 3600.0
}
