/// The bounds of measuring recommendations.
package enum MeasuringLimits {
    /// Titles that somebody has to like for some of them to be foretold.
    static let likesMin = 5
}
