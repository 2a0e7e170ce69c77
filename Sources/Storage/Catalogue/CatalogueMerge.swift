import Domain

/// Applies drafts to titles in memory: which title a draft means, and what it changes.
struct CatalogueMerge {
    /// A title during the merge.
    struct Slot {
        /// As it is stored; nil for a new one.
        let before: Title?
        var kind: TitleKind
        var state: TitleState
        var imdbID: IMDbID?
        var tmdbID: Int?
        var metadata: TitleMetadata
        var provenance: Provenance
        var facets: [Facet: FacetText]
        var changedFacets: Set<Facet> = []
        var isChanged: Bool
    }

    private struct TMDbKey: Hashable {
        let kind: TitleKind
        let id: Int
    }

    private struct NameKey: Hashable {
        let kind: TitleKind
        let key: String
        let year: Int?
    }

    private(set) var slots: [Slot] = []
    private var byIMDb: [IMDbID: Int] = [:]
    private var byTMDb: [TMDbKey: Int] = [:]
    private var byName: [NameKey: Int] = [:]

    /// Begins with the stored titles that the drafts may mean, in the order of their ids, and their facet texts.
    init(titles: [Title], facets: [TitleID: [FacetText]]) {
        for title in titles {
            var slot = Slot(title)
            slot.facets = Dictionary(
                (facets[title.id] ?? []).map { ($0.facet, $0) }, uniquingKeysWith: { first, _ in first })
            add(slot)
        }
    }

    /// Merges one draft, whose names are spelled as the vocabulary has them.
    mutating func apply(_ draft: TitleDraft, from source: FieldSource) -> UpsertOutcome {
        if let place = place(of: draft) {
            let isChanged = merge(draft, from: source, into: place)
            return isChanged ? UpsertOutcome(changed: 1) : UpsertOutcome(unchanged: 1)
        }
        guard draft.imdbID != nil || draft.tmdbID != nil || !draft.metadata.title.isEmpty else {
            return UpsertOutcome(unchanged: 1)
        }
        let (metadata, provenance) = MetadataMerge.merged(nil, with: draft.metadata, from: source)
        var slot = Slot(
            before: nil, kind: draft.kind, state: metadata.title.isEmpty ? .pending : .known, imdbID: draft.imdbID,
            tmdbID: isFree(draft) ? draft.tmdbID : nil, metadata: metadata, provenance: provenance, facets: [:],
            isChanged: true)
        _ = slot.put(draft.facets)
        add(slot)
        return UpsertOutcome(added: 1)
    }

    /// By IMDb id, by TMDB id unless that title has another IMDb id, by name and year when the draft or the title of
    /// that name has no id at all: two ids are two films, even of one name and year.
    private func place(of draft: TitleDraft) -> Int? {
        if let id = draft.imdbID, let place = byIMDb[id] { return place }
        if let id = draft.tmdbID, let place = byTMDb[TMDbKey(kind: draft.kind, id: id)] {
            let isOther = draft.imdbID != nil && slots[place].imdbID != nil
            if !isOther { return place }
        }
        guard let place = Self.nameKey(draft.kind, draft.metadata).flatMap({ byName[$0] }) else { return nil }
        let hasID = draft.imdbID != nil || draft.tmdbID != nil
        return hasID && slots[place].hasID ? nil : place
    }

    private mutating func merge(_ draft: TitleDraft, from source: FieldSource, into place: Int) -> Bool {
        let old = slots[place]
        var slot = old
        (slot.metadata, slot.provenance) = MetadataMerge.merged(
            (old.metadata, old.provenance), with: draft.metadata, from: source)
        // A stub was made from an id alone; its kind was a guess.
        if old.state != .known, old.tmdbID == nil { slot.kind = draft.kind }
        slot.imdbID = old.imdbID ?? draft.imdbID
        if old.tmdbID == nil, slot.kind == draft.kind, isFree(draft) { slot.tmdbID = draft.tmdbID }
        if !slot.metadata.title.isEmpty { slot.state = .known }
        let changesFacets = slot.put(draft.facets)
        guard changesFacets || !slot.isEqualInColumns(to: old) else { return false }
        slot.isChanged = true
        slots[place] = slot
        index(place)
        return true
    }

    private func isFree(_ draft: TitleDraft) -> Bool {
        draft.tmdbID.map { byTMDb[TMDbKey(kind: draft.kind, id: $0)] == nil } ?? true
    }

    private mutating func add(_ slot: Slot) {
        slots.append(slot)
        index(slots.count - 1)
    }

    private mutating func index(_ place: Int) {
        let slot = slots[place]
        if let id = slot.imdbID { byIMDb[id] = place }
        if let id = slot.tmdbID { byTMDb[TMDbKey(kind: slot.kind, id: id)] = place }
        if let key = Self.nameKey(slot.kind, slot.metadata), byName[key] == nil { byName[key] = place }
    }

    private static func nameKey(_ kind: TitleKind, _ metadata: TitleMetadata) -> NameKey? {
        let key = Folding.matchKey(metadata.title)
        return key.isEmpty ? nil : NameKey(kind: kind, key: key, year: metadata.year)
    }
}

extension CatalogueMerge.Slot {
    /// A stored title, unchanged and without its facet texts.
    init(_ title: Title) {
        self.init(
            before: title, kind: title.kind, state: title.state, imdbID: title.imdbID, tmdbID: title.tmdbID,
            metadata: title.metadata, provenance: title.provenance, facets: [:], isChanged: false)
    }

    fileprivate var hasID: Bool { imdbID != nil || tmdbID != nil }

    /// Takes over facet texts that came with a draft; words of a person stay. False when nothing changed.
    fileprivate mutating func put(_ texts: [Facet: String]) -> Bool {
        var isChanged = false
        for (facet, text) in texts {
            let new = FacetText(facet: facet, text: Folding.storable(text), source: .load)
            guard !new.text.isEmpty, facets[facet] != new,
                (facets[facet]?.source.strength ?? 0) <= FacetSource.load.strength
            else { continue }
            facets[facet] = new
            changedFacets.insert(facet)
            isChanged = true
        }
        return isChanged
    }

    fileprivate func isEqualInColumns(to other: Self) -> Bool {
        kind == other.kind && state == other.state && imdbID == other.imdbID && tmdbID == other.tmdbID
            && metadata == other.metadata && provenance == other.provenance
    }
}
