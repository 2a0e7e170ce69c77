/// The bounds of waiting for files that are being written.
extension CatalogueLimits {
    /// Between two looks at files that were left, where files count as quiet at once.
    package static let soonProbeSecondsMin = 1.0
    /// A file that has not come to rest in `quietRoundsMax` rounds is looked at this often: ten minutes.
    package static let lateProbeSeconds = 600.0
}
