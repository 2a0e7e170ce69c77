import Basics
import Domain
import Imports

/// A figure about the films of an import.
struct ImportChart: Sendable {
    /// Its name within the page.
    let chart: String
    let chartTitle: String
    let bars: [Bar]
}

/// The films of an import, counted by years and by stars.
struct ImportFigures: Sendable {
    private var watchedByYear: [Int: Int] = [:]
    private var releasedByDecade: [Int: Int] = [:]
    /// 1 to 5 stars, as the file has them.
    private var byStars: [Int: Int] = [:]

    mutating func add(_ items: [ImportItem]) {
        for item in items {
            let watched = item.film.watchDates.first.flatMap(Self.year) ?? item.film.watchYear
            if let watched { watchedByYear[watched, default: 0] += 1 }
            if let released = item.match?.year ?? item.film.year {
                releasedByDecade[released / 10 * 10, default: 0] += 1
            }
            if let rating = item.film.rating { byStars[Stars.of(rating.value), default: 0] += 1 }
        }
    }

    var charts: [ImportChart] {
        let years = Array(watchedByYear.sorted { $0.key < $1.key }.suffix(WebLimits.importBarsMax))
        let decades = Array(releasedByDecade.sorted { $0.key < $1.key }.suffix(WebLimits.importBarsMax))
        let stars = byStars.isEmpty ? [] : (1...5).reversed().map { (Moments.count($0, "star"), byStars[$0] ?? 0) }
        return [
            Self.chart("watched", "Watched, by year", years.map { ("\($0.key)", $0.value) }),
            Self.chart("released", "Made, by decade", decades.map { ("\($0.key)s", $0.value) }),
            Self.chart("stars", "Your stars in the file", stars),
        ].filter { !$0.bars.isEmpty }
    }

    private static func chart(_ id: String, _ title: String, _ counts: [(name: String, count: Int)]) -> ImportChart {
        ImportChart(chart: id, chartTitle: title, bars: Bar.all(of: counts) { Moments.count($0, "film") })
    }

    /// Nil where nobody knows when it was.
    private static func year(_ moment: Instant) -> Int? {
        guard moment != WatchEvent.undated else { return nil }
        return CivilDate(moment).year
    }
}
