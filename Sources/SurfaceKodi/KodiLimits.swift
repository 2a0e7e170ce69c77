/// The bounds of this surface.
package enum KodiLimits {
    /// Unicode scalars of a query.
    static let queryCharactersMax = 2_000
    static let resultsStandard = 20
    static let resultsMax = 100
    static let similarMax = 50
    /// How a client that wants scores begins its `User-Agent`.
    static let scoredDevice = "LibraryGenie-Kodi/"
    /// Unicode scalars by which a client names itself as the source of an upload.
    static let sourceCharactersMax = 50
    /// Ids of a page of a list, where the client says nothing, and at most.
    static let perPageStandard = 100
    static let pageSizeStandard = 500
    static let pageSizeMax = 1_000
    /// Characters of an id in the `v1` part of the API: `tt` and seven or eight digits.
    static let shortIDCharacters = 9...10
    /// Films of this server on a page, where the client says nothing, and at most.
    static let serverFilmsStandard = 200
    static let serverFilmsMax = 500
    /// Bytes of a file of the packed add-on.
    static let addOnBytesMax = 16 << 20
}
