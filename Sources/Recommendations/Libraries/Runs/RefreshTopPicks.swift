import Basics
import Domain
package import Jobs

/// The job that works out what everybody watches, and writes it for the media server where that is wanted.
package struct RefreshTopPicks: JobType {
    package static let name = "refresh-top-picks"

    private let libraries: PickLibraries

    package init(_ libraries: PickLibraries) {
        self.libraries = libraries
    }

    package func run(_ parameters: NoParameters, context: JobContext) async throws {
        let settings = libraries.settings()
        try await context.step(0)
        let films = try await libraries.sources.top.films()
        try await context.step(1)
        let series = try await libraries.sources.top.series()
        var updated = 0
        if settings.topPicks.isEnabled {
            let shelves = [
                TopPicksShelf(kind: .movie, output: settings.topPicks.movies, titles: films),
                TopPicksShelf(kind: .series, output: settings.topPicks.series, titles: series),
            ]
            updated = try await TopPicksRun(
                parts: libraries, settings: settings, shelves: shelves, context: context)()
        } else {
            try await context.log("Top picks are switched off, so nothing is written")
            for kind in [TitleKind.movie, .series] {
                try await libraries.empty([.everybody], kind, settings.places, context)
            }
        }
        try await context.result([
            "moviesCount": films.count, "seriesCount": series.count, "usersUpdated": updated,
        ])
    }
}
