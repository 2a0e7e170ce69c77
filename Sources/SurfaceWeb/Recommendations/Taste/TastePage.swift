import Basics
import Domain
import Foundation
import Recommendations

/// What is known of somebody's taste, and what does not count for it.
struct TastePage: Sendable {
    struct Chart: Sendable {
        /// Its name within the page.
        let id: String
        let title: String
        let bars: [Bar]
    }

    /// Something that was taken out.
    struct Omission: Sendable {
        let id: String
        let name: String
        let since: MomentText
    }

    /// A title that was watched lately.
    struct Recent: Sendable {
        let id: String
        let title: String
        let facts: String
    }

    let shell: Shell
    let tabs: [PickTab]
    let kinds: [PickTab]
    /// `movie` or `series`.
    let kind: String
    let notice: String?
    let problem: String?
    let paragraphs: [String]
    let said: MomentText
    /// The language model that says so; nil where the server composed it.
    let model: String?
    let charts: [Chart]
    let hasCharts: Bool
    let omissions: [Omission]
    let hasOmissions: Bool
    let recent: [Recent]
    let hasRecent: Bool
    let genres: [String]
    let hasGenres: Bool
    /// The last day of which a week can be left out.
    let today: String

    init(shell: Shell, news: TasteNews, facts: TastePageFacts, hasTonight: Bool, now: Instant, zone: TimeZone) {
        self.shell = shell
        notice = news.notice
        problem = news.problem
        kind = news.kind.rawValue
        tabs = PickTab.all(at: .taste, hasTonight: hasTonight)
        let isSeries = news.kind == .series
        kinds = [
            PickTab(label: "In films", link: "/taste", isChosen: !isSeries),
            PickTab(label: "In series", link: "/taste/series", isChosen: isSeries),
        ]
        let synopsis = facts.portrait.synopsis
        paragraphs = synopsis.text.split(whereSeparator: \.isNewline).map(String.init)
        said = MomentText(synopsis.updatedAt, now: now)
        model = synopsis.model
        charts = Self.charts(facts, news.kind).filter { !$0.bars.isEmpty }
        hasCharts = !charts.isEmpty
        omissions = facts.omissions.map { shown in
            Omission(
                id: shown.stored.id.description,
                name: TasteSubject.words(shown.stored.omission, shown.title, in: zone),
                since: MomentText(shown.stored.createdAt, now: now))
        }
        hasOmissions = !omissions.isEmpty
        let omitted = Set(facts.omissions.compactMap(\.title?.id))
        recent = facts.recent.filter { !omitted.contains($0.title.id) }.map { title, playedAt in
            Recent(
                id: title.id.description, title: title.metadata.title,
                facts: [title.metadata.year.map(String.init), Self.watched(playedAt, now: now)].compactMap(\.self)
                    .joined(separator: " · "))
        }
        hasRecent = !recent.isEmpty
        genres = facts.portrait.facts.genres.prefix(WebLimits.genresMax).map(\.name)
        hasGenres = !genres.isEmpty
        today = String(Moments.local(now, in: zone).iso8601.prefix(10))
    }

    private static func charts(_ facts: TastePageFacts, _ kind: TitleKind) -> [Chart] {
        let columns = facts.columns
        let isSeries = kind == .series
        func named(_ counts: [NameCount]) -> [(name: String, count: Int)] {
            counts.prefix(WebLimits.tasteBarsMax).map { ($0.name, $0.count) }
        }
        func chart(_ id: String, _ title: String, _ counts: [(name: String, count: Int)]) -> Chart {
            Chart(id: id, title: title, bars: Bar.all(of: counts) { kind.counted($0) })
        }
        let years = columns.decades.prefix(WebLimits.tasteBarsMax).map { ("\($0.firstYear)s", $0.count) }
        return [
            chart("genres", "Genres", named(facts.portrait.facts.genres)),
            isSeries
                ? chart("networks", "Where they come from", named(columns.networks))
                : chart("decades", "Decades", years),
            chart("directors", "Directors", named(columns.directors)),
            chart("actors", "People you see often", named(columns.actors)),
        ]
    }

    private static func watched(_ moment: Instant, now: Instant) -> String {
        moment == WatchEvent.undated ? "watched some time ago" : "watched \(Moments.words(moment, now: now))"
    }
}

/// What a page about a taste is made of.
struct TastePageFacts: Sendable {
    let portrait: TastePortrait
    let columns: TasteCharts
    let omissions: [ShownOmission]
    /// The last watched first.
    let recent: [(title: Title, playedAt: Instant)]
}

/// What there is to say beside a taste.
struct TasteNews: Sendable {
    var kind: TitleKind
    var notice: String?
    var problem: String?
}

/// What was done before the page is shown again.
enum TasteNotice: String {
    case omitted
    case restored
    case renewed

    var words: String {
        switch self {
        case .omitted: "That is left out from now on. The next picks are made without it."
        case .restored: "That counts again. The next picks are made with it."
        case .renewed: "That is said anew."
        }
    }
}
