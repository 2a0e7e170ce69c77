/// The bounds of what is asked of a media server, which mostly is a machine in the same house.
extension ConnectorsLimits {
    /// Pages of big libraries take many seconds.
    package static let mediaServerSeconds = 60.0
    /// What a person waits for: signing in and testing the connection.
    package static let mediaServerInteractiveSeconds = 10.0
    /// A page of 200 films with their people and streams has some 3 MB. It takes ten times as much while it is read;
    /// pages that are larger are asked for in smaller ones.
    package static let mediaServerAnswerBytesMax = 16 << 20
    package static let mediaServerParallel = 4
    /// Sign-ins and tests of the connection beside them.
    package static let mediaServerInteractiveParallel = 2
    /// The waits before a question is repeated that met a fault of the other side.
    static let mediaServerRetrySeconds = [0.5, 2.0, 5.0]
    /// The wait after an answer that says "too fast", whatever that asks for.
    package static let mediaServerTooFastSecondsMin = 1.0
    package static let mediaServerTooFastSecondsMax = 30.0
    /// Items of a page of films, series and episodes.
    package static let mediaServerPage = 200
    /// Items of a page of plays, which are small.
    package static let mediaServerPlayPage = 500
    /// Items of one listing; what is beyond is not taken over.
    package static let mediaServerItemsMax = 1_000_000
    /// Ids in one URL, which servers and proxies bound to some kilobytes.
    package static let mediaServerIDsPerURL = 100
    /// How often a library that was made is looked for, and how long is waited in between.
    static let mediaServerLibraryLooks = 10
    static let mediaServerLibraryLookSeconds = 1.0
    /// By how much the clocks of the two servers may differ, and how late a play may be told.
    package static let mediaServerDeltaSeconds = 86_400.0
    package static let mediaServerActorsMax = 20
    /// People of every other kind together.
    package static let mediaServerCrewMax = 40
    /// Entries of any other list of a title.
    package static let mediaServerNamesMax = 100
    package static let mediaServerCopiesMax = 50
    static let mediaServerYears = 1870...2200
    /// Characters of a name that somebody signs in with, and of a password.
    package static let mediaServerCredentialBytesMax = 1_024
}
