/// The bounds of this surface.
package enum CurationWireLimits {
    /// A JSON body that is larger is refused with 413.
    static let bodyBytesMax = 4 << 20
    static let pageSizeStandard = 50
    static let pageSizeMax = 100
    /// Later pages are as empty as this one.
    static let pageNumberMax = Int(Int32.max)
    static let jobsStandard = 50
    static let jobsMax = 100
    /// Texts of one parameter of a query, and characters of one.
    static let textsMax = 1_000
    static let textCharactersMax = 1_000
    /// Ids of one body, such as all scenes of a large archive.
    static let bodyTextsMax = 200_000
    /// Characters of a text that is written into the archive.
    static let detailsCharactersMax = 100_000
    static let planNameCharactersMax = 200
    /// Scenes whose tags are changed in one request.
    static let taggedScenesMax = 1_000
    /// Scenes of a plan that are read at a time.
    static let plannedScenesRead = 1_000
    /// Proposals for one scene that are told.
    static let proposalsMax = 1_000
    /// Checks of readiness are reused for so long.
    static let readinessReusedSeconds = 2.0
    /// Names of models that a test lists.
    static let testedModelsMax = 10
    /// For so long a browser need not ask again whether another website may call.
    static let preflightSeconds = 600
}
