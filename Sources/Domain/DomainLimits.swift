/// The bounds of the pure rules.
package enum DomainLimits {
    /// Characters of a certificate that are looked at.
    package static let certificateCharactersMax = 500
    /// Parts of one text, such as the countries of `US:R / GB:15`.
    package static let certificatePartsMax = 100
}
