/// The bounds of measuring recommendations.
package enum MeasuringLimits {
    /// Titles that somebody has to like for some of them to be foretold.
    static let likesMin = 5
    /// What counts as the rating of a title that was watched to its end without a word.
    static let watchedRating = 8
}
