/// The bounds of this surface.
package enum DiscoveryLimits {
    /// How long a browser keeps the cookie of a session, in seconds.
    package static let sessionSeconds = 2_592_000
    static let pageSizeStandard = 50
    static let pageSizeMax = 100
    static let similarStandard = 10
    static let similarMax = 50
    /// Unicode scalars of a text that titles are searched by.
    static let queryCharactersMax = 500
    /// Ratings of one request.
    static let ratingsOfRequestMax = 5_000
    static let displayNameCharactersMax = 100
    /// Runs of recommendations that a history tells of.
    static let runsStandard = 10
    static let runsMax = 50
    static let measurementsStandard = 100
    /// Ended runs that a history tells of.
    static let jobHistoryStandard = 50
    static let jobHistoryMax = 200
    /// Runs of a job among which the last good one is looked for.
    static let refreshesLookedAtMax = 20
}
