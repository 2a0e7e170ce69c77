import Basics
import Domain

/// Takes the plays of one person over page by page.
///
/// Of a title with several copies the larger count and the newest moment count. To know them exactly all copies have to
/// be read, so a full reading holds these titles, a few bytes for each, until its end; other readings only raise them.
struct PlayCollector {
    private let store: any ServerPlayStore
    private let shelf: PlayShelf
    private let server: MediaServerKey
    private let isFull: Bool
    private(set) var itemCount = 0
    private(set) var unknownCount = 0
    /// The latest play that was told.
    private(set) var latest: Instant?
    /// Which titles have plays; only a full reading asks.
    private var seen: Set<TitleID> = []
    private var held: [TitleID: TitlePlays] = [:]
    /// Whether all plays of the titles that are held came.
    private var isHeldWhole = true

    init(_ store: any ServerPlayStore, _ shelf: PlayShelf, on server: MediaServerKey, isFull: Bool) {
        self.store = store
        self.shelf = shelf
        self.server = server
        self.isFull = isFull
    }

    mutating func take(_ page: [UserPlay]) async throws {
        let plays = page.filter(\.state.hasPlay)
        itemCount += plays.count
        let items = try await store.titles(of: plays, on: server)
        var single: [TitlePlays] = []
        var shared: [TitlePlays] = []
        for (play, item) in zip(plays, items) {
            guard let item else {
                unknownCount += 1
                continue
            }
            let told = TitlePlays(play, of: item.titleID)
            latest = [latest, told.lastAt].compactMap(\.self).max()
            if isFull { seen.insert(item.titleID) }
            if !item.hasOthers {
                single.append(told)
            } else if isFull {
                held[item.titleID] = held[item.titleID]?.merged(with: told) ?? told
            } else {
                shared.append(told)
            }
        }
        _ = try await store.put(single, .exact, of: shelf)
        _ = try await store.put(shared, .atLeast, of: shelf)
        if held.count >= SynchronisationLimits.heldPlaysMax {
            isHeldWhole = false
            try await release(.atLeast)
        }
    }

    /// Stores what was held. After a full reading in which everything came, plays of titles of a kind that were not
    /// told are removed.
    mutating func finish(isComplete: Bool, _ kind: TitleKind) async throws {
        try await release(isComplete && isHeldWhole ? .exact : .atLeast)
        guard isFull, isComplete else { return }
        var last: TitleID?
        repeat {
            let limit = SynchronisationLimits.knownPlaysPage
            let known = try await store.played(kind, of: shelf, after: last, limit: limit)
            try await store.removePlays(of: known.filter { !seen.contains($0) }, from: shelf)
            last = known.count < limit ? nil : known.last
        } while last != nil
    }

    private mutating func release(_ rule: PlayRule) async throws {
        let plays = held.values.sorted { $0.titleID < $1.titleID }
        held = [:]
        for start in stride(from: 0, to: plays.count, by: SynchronisationLimits.playsBatch) {
            let end = min(plays.count, start + SynchronisationLimits.playsBatch)
            _ = try await store.put(Array(plays[start..<end]), rule, of: shelf)
        }
    }
}

extension TitlePlays {
    fileprivate init(_ play: UserPlay, of title: TitleID) {
        let moment = play.state.lastPlayedAt.flatMap { $0.milliseconds > 0 ? $0 : nil }
        self.init(
            titleID: title, count: min(play.state.playCount, SynchronisationLimits.playsMax), lastAt: moment)
    }
}
