/// The bounds of what is asked of Trakt; its own change often, so its headers are believed.
extension ConnectorsLimits {
    package static let traktSeconds = 30.0
    /// What a person waits for who connects an account.
    package static let traktInteractiveSeconds = 10.0
    /// Ten thousand ratings in one answer have some 3 MB.
    package static let traktAnswerBytesMax = 16 << 20
    package static let traktParallel = 4
    /// Calls of people who connect an account beside them.
    package static let traktInteractiveParallel = 2
    /// The waits before a harmless call is repeated that met a fault of the other side or no answer.
    static let traktRetrySeconds = [1.0, 4.0]
    /// Reading waits as long as Trakt asks up to this; everything longer is told to the caller.
    package static let traktPatienceSeconds = 10.0
    /// The bounds of a wait that Trakt asks for; its longest window has five minutes.
    package static let traktTooFastSecondsMin = 1.0
    package static let traktTooFastSecondsMax = 3_600.0
    /// The wait after an answer that says "too fast" and not how long.
    package static let traktTooFastSeconds = 60.0
    /// Writes of one account within a second.
    static let traktWritesPerSecond = 1
    /// Accounts whose last writes are remembered.
    static let traktPacesMax = 1_000
    /// Trakt gives no more at once.
    package static let traktPage = 250
    package static let traktPagesMax = 400
    package static let traktRatingsMax = 100_000
    /// Bytes of a code, of a token, and of what is shown of an account.
    static let traktCodeBytesMax = 1_024
    static let traktTokenBytesMax = 8_192
    static let traktNameCharactersMax = 200
    /// The life of an access token if Trakt does not say.
    static let traktLifeSeconds = 86_400.0
    static let traktYears = 1870...2200
}
