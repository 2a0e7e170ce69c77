import Basics
import Domain
import Recommendations

/// What was picked for somebody, and why.
struct PicksPage: Sendable {
    /// Instead of titles: what is the matter, and what to do.
    struct Message: Sendable {
        let title: String
        let text: String
    }

    let shell: Shell
    let tabs: [PickTab]
    /// `movie` or `series`.
    let kind: String
    let notice: String?
    let problem: String?
    /// Since when titles are being chosen; nil when they are not.
    let running: MomentText?
    let canChoose: Bool
    /// What choosing costs; nil for nothing.
    let cost: String?
    /// The way to what changed; nil without a run before.
    let comparison: String?
    let chosen: MomentText?
    let count: String?
    /// Out of how many titles.
    let weighed: String?
    let cards: [PickCard]
    let hasCards: Bool
    let message: Message?
    let quality: QualitySection

    init(
        shell: Shell, state: PicksState, cards: [PickCard], quality: QualitySection, hasTonight: Bool, isNew: Bool,
        cost: String?, comparison: String?, now: Instant
    ) {
        self.shell = shell
        self.cards = cards
        self.quality = quality
        let isSeries = state.kind == .series
        tabs = PickTab.all(at: isSeries ? .series : .films, hasTonight: hasTonight)
        kind = state.kind.rawValue
        running = state.runningSince.map { MomentText($0, now: now) }
        canChoose = !state.isOff && state.runningSince == nil
        (self.cost, self.comparison) = (cost, comparison)
        chosen = state.run.map { MomentText($0.endedAt ?? $0.createdAt, now: now) }
        hasCards = !cards.isEmpty
        count = cards.isEmpty ? nil : state.kind.counted(cards.count)
        weighed = state.run.map { state.kind.counted($0.candidateCount) }
        notice = isNew && state.runningSince == nil && state.problem == nil ? "That is chosen anew." : nil
        problem = state.problem.map { "The last attempt to choose did not work. \($0) What was chosen before stays." }
        message = cards.isEmpty || state.isOff ? Self.message(state) : nil
    }

    private static func message(_ state: PicksState) -> Message {
        let isSeries = state.kind == .series
        if state.isOff {
            return Message(
                title: "Recommendations are off for your account.", text: "An administrator can switch them on.")
        }
        if state.run == nil {
            return Message(
                title: "Nothing has been picked for you yet.",
                text: "Give hearts to a few \(isSeries ? "series" : "films") that you know, or watch something here. "
                    + "Then choose, or wait for the night: it happens by itself.")
        }
        return Message(
            title: "There is too little to go by yet.",
            text: "Give hearts to a few \(isSeries ? "series" : "films") that you know, or watch one to its end, "
                + "and choose anew.")
    }
}

/// How things stand with somebody's picks of one kind.
struct PicksState: Sendable {
    let kind: TitleKind
    /// The one that counts.
    let run: RecommendationRun?
    let runningSince: Instant?
    /// Why the newest run failed, where it did.
    let problem: String?
    /// Whether the account gets none.
    let isOff: Bool

    /// `runs` are the account's newest ones of all kinds.
    init(_ kind: TitleKind, run: RecommendationRun?, runs: [RecommendationRun], of user: User, now: Instant) {
        self.kind = kind
        self.run = run
        let newest = runs.first { $0.kind == kind }
        let isRunning = newest.map {
            $0.state == .running && now.seconds(since: $0.createdAt) < WebLimits.runSecondsMax
        }
        runningSince = isRunning == true ? newest?.createdAt : nil
        problem = newest?.state == .failed ? newest?.problem : nil
        let membership = user.membership
        isOff = !membership.getsPicks || !(kind == .series ? membership.getsSeriesPicks : membership.getsMoviePicks)
    }
}
