import Basics
import Domain
import SQL

/// Merges scanned films, series and episodes into the catalogue, in a script that holds the lock of the titles.
struct ScanCatalogue {
    private let titles: [ScannedTitle]
    private let connection: any SQLConnection
    private var vocabulary: Vocabulary
    private var merge: CatalogueMerge
    /// The slot of each film and series.
    private var places: [Int?]
    /// The slots of its episodes.
    private var episodePlaces: [[Int]] = []
    private var rows: [TitleID: EpisodeRow] = [:]

    /// Applies the drafts of a scan of the folder in memory.
    init(_ titles: [ScannedTitle], in folder: MediaFolderID, _ connection: any SQLConnection) throws {
        let titles = try SeriesMatch(connection: connection, folder: folder).identified(titles)
        self.titles = titles
        self.connection = connection
        let drafts = titles.flatMap(\.allDrafts)
        vocabulary = try Vocabulary(of: drafts, connection)
        var vocabulary = vocabulary
        let groups = titles.map { $0.group.cleaned(&vocabulary) }
        let episodes = titles.map { $0.episodes.map { $0.group.cleaned(&vocabulary) } }
        self.vocabulary = vocabulary
        let cleaned = (groups + episodes.joined()).flatMap { $0.drafts.map(\.draft) }
        merge = try SQLCatalogueStore.begin(cleaned, and: titles.compactMap(\.known), connection)
        merge.settleClaims(of: groups)
        var places: [Int?] = []
        for group in groups { places.append(merge.apply(group)) }
        self.places = places
        try applyEpisodes(episodes)
    }

    private mutating func applyEpisodes(_ groups: [[DraftGroup]]) throws {
        let wanted = try wantedEpisodes()
        let choices = EpisodeMatch.choices(wanted, among: rows.values)
        let stored = choices.compactMap { if case .stored(let id) = $0 { id } else { nil } }
        let hasFacets = groups.contains { $0.contains { $0.hasFacets } }
        merge.take(
            try TitleRows.titles(stored, connection),
            facets: hasFacets ? try FacetRows.facets(stored, connection) : [:])
        var new: [Int: Int] = [:]
        var next = choices.makeIterator()
        for (title, groups) in zip(titles.indices, groups) {
            guard places[title] != nil else {
                episodePlaces.append([])
                continue
            }
            var slots: [Int] = []
            for group in groups {
                guard let choice = next.next() else { break }
                let known: Int? =
                    switch choice {
                    case .stored(let id): merge.place(of: id)
                    case .new(let number): new[number]
                    }
                guard let place = merge.put(group, at: known)?.place else { continue }
                if case .new(let number) = choice { new[number] = place }
                slots.append(place)
            }
            episodePlaces.append(slots)
        }
    }

    /// The episodes of all series that have a place, with the stored rows that they may be.
    private mutating func wantedEpisodes() throws -> [EpisodeMatch.Wanted] {
        var wanted: [EpisodeMatch.Wanted] = []
        for (title, place) in zip(titles, places) {
            guard let place else { continue }
            let seriesID = merge.slots[place].before?.id
            wanted += title.episodes.map { episode in
                EpisodeMatch.Wanted(
                    known: episode.known, series: place, seriesID: seriesID, season: episode.season,
                    number: episode.number)
            }
        }
        guard !wanted.isEmpty else { return [] }
        let (series, known) = (Set(wanted.compactMap(\.seriesID)), Set(wanted.compactMap(\.known)))
        rows = try EpisodeRows(connection: connection).rows(ofSeries: series, and: known)
        return wanted
    }

    /// Stores what changed.
    mutating func write(world: World) throws -> MergedScan {
        let changed = merge.slots.indices.filter { merge.slots[$0].isChanged && merge.slots[$0].differs }
        var writer = TitleWriter(connection: connection, vocabulary: vocabulary, world: world)
        let ids = try writer.writeUnlisted(changed.map { merge.slots[$0] })
        let written = Dictionary(zip(changed, ids), uniquingKeysWith: { first, _ in first })
        var scan = MergedScan(storedEpisodes: rows)
        for (place, id) in written {
            if merge.slots[place].before == nil { scan.added.insert(id) } else { scan.changed.insert(id) }
            if merge.slots[place].isRenamed { scan.renamed.insert(id) }
        }
        for (index, title) in titles.enumerated() {
            guard let place = places[index], let id = written[place] ?? merge.slots[place].before?.id else { continue }
            let episodes = episodePlaces[index].compactMap { written[$0] ?? merge.slots[$0].before?.id }
            scan.titles.append(MergedTitle(id: id, scanned: title, episodes: episodes))
        }
        return scan
    }
}

/// What a scan's titles are in the catalogue.
struct MergedScan {
    /// Without those that have neither id nor name.
    var titles: [MergedTitle] = []
    var added: Set<TitleID> = []
    var changed: Set<TitleID> = []
    /// Those among the changed ones that are known by another name or id now.
    var renamed: Set<TitleID> = []
    /// As they were before.
    let storedEpisodes: [TitleID: EpisodeRow]
}

/// A scanned film or series and the titles that it and its episodes are.
struct MergedTitle {
    let id: TitleID
    let scanned: ScannedTitle
    /// In the order of the scanned ones.
    let episodes: [TitleID]
}

extension ScannedTitle {
    fileprivate var group: DraftGroup {
        DraftGroup(
            kind: drafts.first?.draft.kind ?? (episodes.isEmpty ? .movie : .series), drafts: drafts, known: known,
            locked: locked, isKindSure: true)
    }

    fileprivate var allDrafts: [TitleDraft] { drafts.map(\.draft) + episodes.flatMap { $0.drafts.map(\.draft) } }
}

extension ScannedEpisode {
    fileprivate var group: DraftGroup {
        let drafts = drafts.map { sourced in
            var draft = sourced.draft
            draft.kind = .episode
            return SourcedDraft(source: sourced.source, draft: draft)
        }
        return DraftGroup(kind: .episode, drafts: drafts)
    }
}
