/// The bounds of this surface.
package enum PlaybackLimits {
    /// Of every body but that of an app's release.
    package static let bodyBytesMax = 65_536
    package static let apkBytesMax = 314_572_800
    /// Requests of one account, for each action.
    package static let requestsPerMinute = 120
    /// The app fetches all pages of a library one after the other, 48 titles each.
    package static let libraryRequestsPerMinute = 600
    package static let rateWindowSeconds = 60.0

    package static let pageSize = 48
    package static let pageSizeMax = 100
    package static let episodesPageSize = 50
    package static let watchListPageSize = 50
    package static let queryCharactersMax = 200
    package static let searchResultsMax = 100
    package static let rowMax = 20
    package static let clientTextCharactersMax = 64
    package static let pageNumberMax = 1_000_000
    /// Widths in which pictures are made; what is asked for is rounded up, so that there are few copies of each.
    package static let pictureWidths = [160, 320, 480, 720, 1080, 1920]
    package static let legacyUseSeconds = 86_400.0
}
