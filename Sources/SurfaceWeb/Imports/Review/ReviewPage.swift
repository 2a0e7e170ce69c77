import Basics
import Domain
import Imports

/// An import: how far it is, what it holds, and its films to decide about.
struct ReviewPage: Sendable {
    /// The films that nobody need look at one by one.
    struct Sure: Sendable {
        struct Way: Sendable {
            /// The word in the form.
            let way: String
            let wayWords: String
            let isStandard: Bool
        }

        let sureHeading: String
        let sureWords: String
        let sureButton: String
        let ways: [Way]
    }

    struct Summary: Sendable {
        let sentences: [String]
        let charts: [ImportChart]
        let hasCharts: Bool
    }

    struct Message: Sendable {
        let messageTitle: String
        let messageText: String
    }

    let shell: Shell
    let session: String
    let heading: String
    let notice: String?
    let problem: String?
    let offer: ReviewNews.Offer?
    let progress: ReviewProgress?
    let canStop: Bool
    let summary: Summary?
    let sure: Sure?
    let tabs: [PickTab]
    let hasTabs: Bool
    let remaining: String
    let cards: [ReviewCard]
    let hasCards: Bool
    let isDeciding: Bool
    let message: Message?
    /// For the forms of the films: which list they are in.
    let show: String
    let page: Int
    let previous: String?
    let next: String?
    /// Where the next films are once these are decided.
    let again: String
    let queryMax = WebLimits.filmQueryCharactersMax

    /// While its films are looked for.
    init(shell: Shell, session: ImportSession, news: ReviewNews, now: Instant) {
        self.init(shell: shell, session: session, news: news, films: nil, choice: ReviewChoice(), now: now)
    }

    init(
        shell: Shell, session: ImportSession, news: ReviewNews, films: (ReviewFilms, ImportFigures)?,
        choice: ReviewChoice, now: Instant
    ) {
        self.shell = shell
        self.session = session.uuid
        heading = "Your films from \(session.source == .csv ? "a table" : session.source.serviceName)"
        notice = news.notice
        problem = news.problem
        offer = news.offer
        progress = films == nil ? ReviewProgress(session, now: now) : nil
        canStop = films == nil
        summary = films.map { Summary(session, $0.1) }
        sure = films.flatMap { Sure($0.0) }
        hasTabs = films != nil
        tabs = films.map { Self.tabs($0.0, choice, session.uuid) } ?? []
        remaining = Self.remaining(session)
        let shown = films?.0.shown.map { ReviewCard($0) } ?? []
        cards = shown
        hasCards = !shown.isEmpty
        isDeciding = choice.show != .done
        message = films.flatMap { shown.isEmpty ? Self.message($0.0, choice.show) : nil }
        show = choice.show.rawValue
        page = choice.page
        let count = films?.0.count(choice.show) ?? 0
        previous = choice.page > 1 ? choice.showing(choice.show, page: choice.page - 1).address(session.uuid) : nil
        next =
            count > choice.page * WebLimits.importCardsPerPage
            ? choice.showing(choice.show, page: choice.page + 1).address(session.uuid) : nil
        again = choice.showing(choice.show).address(session.uuid) + "#films"
    }

    static func remaining(_ session: ImportSession) -> String {
        let count = session.remainingCount
        return count == 0
            ? "Everything is decided." : "\(Moments.count(count, "film")) \(count == 1 ? "is" : "are") undecided."
    }

    private static func tabs(_ films: ReviewFilms, _ choice: ReviewChoice, _ session: String) -> [PickTab] {
        let labels: [(ReviewChoice.Show, String)] = [(.decide, "To decide"), (.sure, "Sure"), (.done, "Decided")]
        return labels.map { show, label in
            PickTab(
                label: "\(label) (\(Moments.grouped(films.count(show))))",
                link: choice.showing(show).address(session) + "#films", isChosen: show == choice.show)
        }
    }

    private static func message(_ films: ReviewFilms, _ show: ReviewChoice.Show) -> Message {
        if films.counts.isEmpty {
            return Message(
                messageTitle: "There is nothing new in this file.",
                messageText: "You have rated all of its films here already.")
        }
        switch show {
        case .decide where films.count(.sure) > 0:
            return Message(
                messageTitle: "Nothing is doubtful.",
                messageText: "The sure ones are added together, above, or looked at one by one under Sure.")
        case .decide:
            return Message(
                messageTitle: "Everything is decided.",
                messageText: "What you added is part of your history. Under Import it can be taken back as a whole.")
        case .sure: return Message(messageTitle: "None is left here.", messageText: "Look under To decide.")
        case .done:
            return Message(
                messageTitle: "Nothing is decided yet.",
                messageText: "What you add or skip is listed here, and can be undone.")
        }
    }
}

extension ReviewPage.Summary {
    init(_ session: ImportSession, _ figures: ImportFigures) {
        sentences = CountWords.sentences(session.counts)
        charts = figures.charts
        hasCharts = !charts.isEmpty
    }
}

extension ReviewPage.Sure {
    /// Nil where none is sure.
    init?(_ films: ReviewFilms) {
        let count = films.count(.sure)
        guard count > 0 else { return nil }
        let rated = films.ratedSureCount
        sureHeading = "\(Moments.count(count, "film")) \(count == 1 ? "is" : "are") sure"
        sureWords =
            rated == 0
            ? "The file has no ratings of them."
            : "The file has ratings of \(Moments.grouped(rated)) of them."
        sureButton = count == 1 ? "Add the sure one" : "Add all \(Moments.grouped(count)) sure ones"
        let stars = (1...5).map { count in
            Way(way: "\(count)", wayWords: "\(Moments.count(count, "star")) for all", isStandard: false)
        }
        let ofFile = Way(way: "file", wayWords: "As the file has them", isStandard: rated > 0)
        let watched = Way(way: "watched", wayWords: "As watched, without a rating", isStandard: rated == 0)
        ways = [ofFile, watched] + stars
    }
}

/// What there is to say beside the films.
struct ReviewNews: Sendable {
    /// A decision that can be undone at once.
    struct Offer: Sendable {
        let index: Int
        let offerTitle: String
    }

    var notice: String?
    var problem: String?
    var offer: Offer?
    /// A film that is shown first, whichever list it is in.
    var first: Int?
}

extension ReviewNews {
    /// What became of a film.
    init(_ item: ImportItem, at index: Int) {
        let title = item.film.title
        switch item.status {
        case .added: notice = "“\(title)” is added."
        case .skipped: notice = "“\(title)” is skipped."
        case .pending: notice = "“\(title)” is undecided."
        }
        if item.status != .pending { offer = Offer(index: index, offerTitle: title) }
    }
}
