/// The jobs of recommendations and their libraries, in the order in which the administrator sees them.
package enum DiscoveryJobs {
    /// Those that clients of the interface know by name, then the server's own.
    package static let all = known + own
    package static let known = films + series + shared

    /// Nil when there is no job of that name.
    package static func named(_ name: String) -> JobDefinition? { byName[name] }

    private static let byName = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }

    private static let films = [
        JobDefinition(
            "sync-movies", "Takes over the films of the media server.", daily(3),
            steps: ["Reading libraries", "Syncing films", "Removing vanished films"],
            resultMembers: ["added", "updated", "total"]),
        JobDefinition(
            "generate-movie-embeddings", "Computes the vectors of films that have none.", .manual,
            steps: ["Finding films without vectors", "Computing vectors", "Updating the index"],
            resultMembers: ["generated", "failed"]),
        JobDefinition(
            "sync-movie-watch-history", "Takes over the films that users have watched since the last time.", daily(3),
            steps: historySteps, resultMembers: historyMembers),
        JobDefinition(
            "full-sync-movie-watch-history",
            "Takes over all films that users have watched, and removes plays that the media server no longer reports.",
            .manual, steps: fullHistorySteps, resultMembers: historyMembers),
        JobDefinition(
            "generate-movie-recommendations", "Chooses films for every user with recommendations.", daily(4),
            steps: recommendationSteps, resultMembers: outcomeMembers),
        JobDefinition(
            "rebuild-movie-recommendations", "Removes all film recommendations and chooses anew.", .manual,
            steps: ["Clearing recommendations"] + recommendationSteps, resultMembers: ["cleared"] + outcomeMembers),
        JobDefinition(
            "sync-movie-libraries", "Writes every user's recommended films as a library of the media server.", daily(5),
            steps: librarySteps, resultMembers: outcomeMembers),
    ]

    private static let series = [
        JobDefinition(
            "sync-series", "Takes over the series and episodes of the media server.", daily(3),
            steps: ["Reading libraries", "Syncing series", "Syncing episodes", "Removing vanished series"],
            resultMembers: ["seriesAdded", "seriesUpdated", "episodesAdded", "episodesUpdated"]),
        JobDefinition(
            "generate-series-embeddings", "Computes the vectors of series and episodes that have none.", .manual,
            steps: ["Computing vectors of series", "Computing vectors of episodes", "Updating the index"],
            resultMembers: ["seriesGenerated", "episodesGenerated", "failed"]),
        JobDefinition(
            "sync-series-watch-history", "Takes over the episodes that users have watched since the last time.",
            daily(3), steps: historySteps, resultMembers: historyMembers),
        JobDefinition(
            "full-sync-series-watch-history",
            "Takes over all episodes that users have watched, and removes plays that the server no longer reports.",
            .manual, steps: fullHistorySteps, resultMembers: historyMembers),
        JobDefinition(
            "generate-series-recommendations", "Chooses series for every user with recommendations.", daily(4),
            steps: recommendationSteps, resultMembers: outcomeMembers),
        JobDefinition(
            "sync-series-libraries", "Writes every user's recommended series as a library of the media server.",
            daily(5), steps: librarySteps, resultMembers: outcomeMembers),
    ]

    private static let shared = [
        JobDefinition(
            "refresh-top-picks", "Works out what everybody watches, and writes it as libraries and lists.", daily(6),
            steps: [
                "Counting film viewers", "Counting series viewers", "Writing the film library",
                "Writing the series library", "Refreshing the media server", "Updating collections",
                "Updating playlists", "Giving users access",
            ],
            resultMembers: ["moviesCount", "seriesCount", "usersUpdated"]),
        JobDefinition(
            "sync-trakt-ratings", "Takes over the ratings of users who have linked Trakt.", .interval(hours: 6),
            steps: ["Finding linked users", "Importing ratings"],
            resultMembers: ["usersProcessed", "ratingsImported", "errors"]),
    ]

    private static let own = [
        JobDefinition(
            "evaluate-recommendations", "Measures on the household's own history how good the recommendations are.",
            .daily(hour: 4, minute: 30), steps: ["Measuring films", "Measuring series"],
            resultMembers: ["movieUsers", "seriesUsers"])
    ]

    private static let historySteps = ["Reading users", "Reading plays", "Storing plays"]
    private static let fullHistorySteps = ["Reading users", "Reading all plays", "Removing stale plays"]
    private static let recommendationSteps = ["Finding users", "Computing recommendations"]
    private static let librarySteps = ["Writing files", "Refreshing the media server"]
    private static let historyMembers = ["success", "failed", "totalItems"]
    private static let outcomeMembers = ["success", "failed"]

    private static func daily(_ hour: Int) -> ScheduleRule { .daily(hour: hour, minute: 0) }
}
