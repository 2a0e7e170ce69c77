import Basics
import Domain
import SurfaceKit
import Synchronisation

struct TraktAuthURLResponse: Encodable {
    let authUrl: String
}

struct TraktConnectedResponse: Encodable {
    var success = true
    let username: String
}

struct TraktDisconnectedResponse: Encodable {
    var success = true
    let message: String
}

struct TraktStatusResponse: Encodable {
    let traktConfigured: Bool
    let connected: Bool
    @OrNull var username: String?
    @OrNull var syncedAt: String?
    /// Only there when there is something that the user should know.
    let problem: String?

    init(_ standing: TraktStanding) {
        traktConfigured = standing.isConfigured
        connected = standing.isConnected
        _username = OrNull(wrappedValue: standing.name)
        _syncedAt = OrNull(wrappedValue: standing.syncedAt?.iso8601WithMilliseconds)
        problem = standing.problem
    }
}

/// What a synchronisation did with Trakt's ratings.
struct TraktSyncResponse: Encodable {
    var success = true
    let moviesImported: Int
    let moviesUpdated: Int
    let moviesSkipped: Int
    let seriesImported: Int
    let seriesUpdated: Int
    let seriesSkipped: Int
    let message: String

    init(_ summary: TraktSyncSummary) {
        let (movies, series) = (summary.movies, summary.series)
        (moviesImported, moviesUpdated, moviesSkipped) = (movies.imported, movies.updated, movies.skipped)
        (seriesImported, seriesUpdated, seriesSkipped) = (series.imported, series.updated, series.skipped)
        message =
            "\(movies.imported + series.imported) ratings came from Trakt, \(movies.updated + series.updated) changed, "
            + "\(movies.skipped + series.skipped) changed nothing here"
    }
}

/// What administrators see of the application that is registered at Trakt. The secret is never shown.
struct TraktSetupResponse: Encodable {
    let configured: Bool
    @OrNull var clientId: String?
    @OrNull var redirectUri: String?
    let hasClientSecret: Bool
}

struct TraktSetupChangedResponse: Encodable {
    let configured: Bool
    let message: String
}
