/// The bounds of this surface.
package enum ImportLimits {
    /// A JSON body or a form that is larger is refused with 413.
    static let bodyBytesMax = 256 << 10
    /// Bytes of an upload besides its file: boundaries, heads and further fields.
    static let uploadBesidesBytesMax = 64 << 10
    /// Code points of a text that films are searched by.
    static let queryCharactersMax = 200
    static let titleCharactersMax = 500
    static let posterCharactersMax = 500
    static let overviewCharactersMax = 10_000
    static let languageCharactersMax = 10
    static let genresMax = 100
    /// The year of the first film that is known.
    static let filmYearMin = 1888
    /// Films of so many years ahead are announced already.
    static let filmYearsAhead = 5
    /// Years that clients may repeat of what they were told.
    static let anyYears = 1...9999
    /// Votes, minutes and ids; what they come from has 32 bits.
    static let countMax = Int(Int32.max)
    static let passwordCharactersMin = 8
    static let emailCharactersMax = 1_000
    static let rankingsStandard = 20
    static let rankingsMax = 100
    /// From which confidence on films are added in bulk unless the client says otherwise.
    static let confidenceStandard = 0.7
}
