import Domain

/// A row of `episode`.
struct EpisodeRow: Hashable {
    let titleID: TitleID
    let seriesID: TitleID
    let season: Int
    let number: Int?
    let airDate: String?
}

/// Finds out which stored episodes the scanned ones are: by the title that their files belonged to, else by their place
/// in the series. Names say nothing: many episodes are called alike.
struct EpisodeMatch {
    /// A scanned episode.
    struct Wanted {
        let known: TitleID?
        /// Tells the series of the batch apart, stored or new.
        let series: Int
        /// Nil for a new series.
        let seriesID: TitleID?
        let season: Int
        let number: Int?
    }

    /// Which title a scanned episode is.
    enum Choice: Hashable {
        case stored(TitleID)
        /// A new one; equal numbers are one title.
        case new(Int)
    }

    private struct Place: Hashable {
        let series: Int
        let season: Int
        let number: Int
    }

    private struct StoredPlace: Hashable {
        let seriesID: TitleID
        let season: Int
        let number: Int?
    }

    private let wanted: [Wanted]
    private let current: [TitleID: StoredPlace]
    private let holders: [StoredPlace: TitleID]
    private var choices: [Choice?]
    /// Stored episodes that go to another place.
    private var leaving: Set<TitleID> = []

    /// The choice of each scanned episode, in their order. The rows are those of the series and of the known titles.
    static func choices(_ wanted: [Wanted], among rows: some Collection<EpisodeRow>) -> [Choice] {
        var match = EpisodeMatch(wanted, rows)
        match.keepPlaces()
        match.move()
        return match.byPlace()
    }

    private init(_ wanted: [Wanted], _ rows: some Collection<EpisodeRow>) {
        self.wanted = wanted
        var current: [TitleID: StoredPlace] = [:]
        var holders: [StoredPlace: TitleID] = [:]
        for row in rows {
            let place = StoredPlace(seriesID: row.seriesID, season: row.season, number: row.number)
            current[row.titleID] = place
            if row.number != nil { holders[place] = row.titleID }
        }
        self.current = current
        self.holders = holders
        choices = Array(repeating: nil, count: wanted.count)
    }

    private func holder(_ episode: Wanted) -> TitleID? {
        guard let seriesID = episode.seriesID, let number = episode.number else { return nil }
        return holders[StoredPlace(seriesID: seriesID, season: episode.season, number: number)]
    }

    /// Known episodes that are where they were.
    private mutating func keepPlaces() {
        for (index, episode) in wanted.enumerated() {
            guard let known = episode.known, let seriesID = episode.seriesID,
                current[known] == StoredPlace(seriesID: seriesID, season: episode.season, number: episode.number)
            else { continue }
            choices[index] = .stored(known)
        }
    }

    /// Known episodes that were renumbered, or moved to another series, where the place is free or becomes free.
    private mutating func move() {
        var claimed = Set(choices.compactMap { if case .stored(let id)? = $0 { id } else { nil } })
        var targets: Set<Place> = []
        var movers: [(index: Int, known: TitleID)] = []
        for (index, episode) in wanted.enumerated() where choices[index] == nil {
            guard let known = episode.known, current[known] != nil, claimed.insert(known).inserted else { continue }
            if let place = Self.place(episode), !targets.insert(place).inserted { continue }
            movers.append((index, known))
        }
        leaving = Set(movers.map(\.known))
        var isSettled = false
        while !isSettled {
            let blocked = movers.filter { mover in holder(wanted[mover.index]).map { !leaving.contains($0) } ?? false }
            leaving.subtract(blocked.map(\.known))
            movers.removeAll { !leaving.contains($0.known) }
            isSettled = blocked.isEmpty
        }
        for mover in movers { choices[mover.index] = .stored(mover.known) }
    }

    private func byPlace() -> [Choice] {
        var settled: [Place: Choice] = [:]
        for (episode, choice) in zip(wanted, choices) {
            if let choice, let place = Self.place(episode) { settled[place] = choice }
        }
        return wanted.indices.map { index in
            if let choice = choices[index] { return choice }
            let place = Self.place(wanted[index])
            if let choice = place.flatMap({ settled[$0] }) { return choice }
            let stored = holder(wanted[index]).flatMap { leaving.contains($0) ? nil : Choice.stored($0) }
            let choice = stored ?? .new(index)
            if let place { settled[place] = choice }
            return choice
        }
    }

    private static func place(_ episode: Wanted) -> Place? {
        episode.number.map { Place(series: episode.series, season: episode.season, number: $0) }
    }
}
