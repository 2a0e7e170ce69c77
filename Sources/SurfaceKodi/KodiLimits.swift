/// The bounds of this surface.
package enum KodiLimits {
    /// Unicode scalars of a query.
    static let queryCharactersMax = 2_000
    static let resultsStandard = 20
    static let resultsMax = 100
    static let similarMax = 50
}
