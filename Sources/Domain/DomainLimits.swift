/// The bounds of the pure rules.
package enum DomainLimits {
    /// Characters of a certificate that are looked at.
    package static let certificateCharactersMax = 500
    /// Parts of one text, such as the countries of `US:R / GB:15`.
    package static let certificatePartsMax = 100
    /// Seconds: who saw no more of a film begins anew.
    package static let resumeSecondsMin = 60
    /// Pixels from which a picture counts as 4K, with room for cropped ones.
    package static let ultraHighSize = (width: 3200, height: 1700)
    /// The same for HD.
    package static let highSize = (width: 1200, height: 660)
}
