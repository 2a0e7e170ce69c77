package import Activity
package import Basics
package import Domain
import Synchronization

/// A place among the titles that everybody watches.
package struct TopPick: Hashable, Sendable {
    package let title: PopularTitle
    package let score: Double
    /// From 1.
    package let rank: Int

    package init(title: PopularTitle, score: Double, rank: Int) {
        self.title = title
        self.score = score
        self.rank = rank
    }
}

/// What everybody watches, worked out when somebody asks and kept for a minute.
package struct TopPicks: Sendable {
    private let store: any TopPicksStore
    private let settings: @Sendable () -> TopPicksSettings
    private let profiles: Profiles
    private let world: World
    private let memory = RankingMemory()

    package init(
        store: any TopPicksStore, settings: @escaping @Sendable () -> TopPicksSettings, profiles: Profiles,
        world: World
    ) {
        self.store = store
        self.settings = settings
        self.profiles = profiles
        self.world = world
    }

    /// The best first, as many as the settings say of those that a person may see.
    package func titles(_ kind: TitleKind, for user: User) async throws -> [TopPick] {
        let limit = AgeLimit(of: user, try await profiles.standardInForce(of: user.id).viewer)
        return try await titles(kind) { limit.allows($0) }
    }

    /// The same of those that a limit lets through.
    package func titles(_ kind: TitleKind, within limit: ParentalLimit) async throws -> [TopPick] {
        try await titles(kind) { limit.allows($0) }
    }

    private func titles(_ kind: TitleKind, _ allows: (String?) -> Bool) async throws -> [TopPick] {
        let settings = settings()
        let output = kind == .series ? settings.series : settings.movies
        let ranked = try await ranking(kind, settings).filter { allows($0.title.contentRating) }.prefix(output.count)
        return ranked.enumerated().map { place, entry in
            TopPick(title: entry.title, score: entry.score, rank: place + 1)
        }
    }

    private func ranking(_ kind: TitleKind, _ settings: TopPicksSettings) async throws -> [RankingMemory.Ranked] {
        let basis = RankingMemory.Basis(kind: kind, settings: settings)
        let now = world.now()
        if let kept = memory.ranking(basis, at: now) { return kept }
        let since = now.adding(seconds: -Double(settings.timeWindowDays) * Self.daySeconds)
        let found = try await store.popular(kind, since: since, viewersMin: settings.viewersMin)
        let ranked = found.map { RankingMemory.Ranked(title: $0, score: $0.score(settings.weights)) }
            .sorted { $0.precedes($1) }
            .prefix(PickLimits.rankingKeptMax)
        memory.keep(Array(ranked), basis, at: now)
        return Array(ranked)
    }

    private static let daySeconds = 86_400.0
}

/// The last ranking of each kind.
private final class RankingMemory: Sendable {
    struct Ranked: Sendable {
        let title: PopularTitle
        let score: Double

        /// The better first; of two as good ones the first by name, without regard to case, then by id.
        func precedes(_ other: Ranked) -> Bool {
            guard score == other.score else { return score > other.score }
            let (name, otherName) = (title.title.lowercased(), other.title.title.lowercased())
            return name == otherName ? title.titleID < other.title.titleID : name < otherName
        }
    }

    /// What a ranking was made from, besides the viewings.
    struct Basis: Hashable, Sendable {
        let kind: TitleKind
        let settings: TopPicksSettings
    }

    private struct Entry {
        let basis: Basis
        let madeAt: Instant
        let ranking: [Ranked]
    }

    private let entries = Mutex<[TitleKind: Entry]>([:])

    func ranking(_ basis: Basis, at moment: Instant) -> [Ranked]? {
        guard let entry = entries.withLock({ $0[basis.kind] }), entry.basis == basis else { return nil }
        // A clock that was set back must not keep it for longer.
        let ageSeconds = moment.seconds - entry.madeAt.seconds
        return (0..<PickLimits.rankingSeconds).contains(ageSeconds) ? entry.ranking : nil
    }

    func keep(_ ranking: [Ranked], _ basis: Basis, at moment: Instant) {
        entries.withLock { $0[basis.kind] = Entry(basis: basis, madeAt: moment, ranking: ranking) }
    }
}
