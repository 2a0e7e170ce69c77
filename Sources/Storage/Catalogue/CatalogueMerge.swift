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
    private var byID: [TitleID: Int] = [:]
    private var byIMDb: [IMDbID: Int] = [:]
    private var byTMDb: [TMDbKey: Int] = [:]
    private var byName: [NameKey: Int] = [:]
    /// Which film or series a known title is, by its name in the batch.
    private var claims: [TitleID: NameKey] = [:]

    /// Begins with the stored titles that the drafts may mean, in the order of their ids, and their facet texts.
    init(titles: [Title], facets: [TitleID: [FacetText]]) {
        take(titles, facets: facets)
    }

    /// Takes more stored titles in; those that are there already stay as they are.
    mutating func take(_ titles: [Title], facets: [TitleID: [FacetText]] = [:]) {
        for title in titles where byID[title.id] == nil {
            var slot = Slot(title)
            slot.facets = Dictionary(
                (facets[title.id] ?? []).map { ($0.facet, $0) }, uniquingKeysWith: { first, _ in first })
            byID[title.id] = slots.count
            add(slot)
        }
    }

    /// Lets titles of the merge stand for others that were given up for them: whoever means one of those means these.
    mutating func take(givenUp titles: [Title], for kept: [TitleID: TitleID]) {
        for title in titles {
            guard let place = kept[title.id].flatMap({ byID[$0] }) else { continue }
            byID[title.id] = place
            if let id = title.imdbID { byIMDb[id] = place }
            if let id = title.tmdbID { byTMDb[TMDbKey(kind: title.kind, id: id)] = place }
            if let key = Self.nameKey(Slot(title)), byName[key] == nil { byName[key] = place }
        }
    }

    /// The place of the title that has an id of the draft; nil when none has.
    func holder(of draft: TitleDraft) -> Int? {
        draft.imdbID.flatMap { byIMDb[$0] } ?? draft.tmdbID.flatMap { byTMDb[TMDbKey(kind: draft.kind, id: $0)] }
    }

    /// The place of a stored title; nil for one that was not taken in.
    func place(of id: TitleID) -> Int? { byID[id] }

    /// Merges one draft, whose names are spelled as the vocabulary has them.
    mutating func apply(_ draft: TitleDraft, from source: FieldSource) -> UpsertOutcome {
        let group = DraftGroup(kind: draft.kind, drafts: [SourcedDraft(source: source, draft: draft)])
        let place = place(of: group)
        guard let result = put(group, at: place) else { return UpsertOutcome(unchanged: 1) }
        guard place != nil else { return UpsertOutcome(added: 1) }
        return result.isChanged ? UpsertOutcome(changed: 1) : UpsertOutcome(unchanged: 1)
    }

    /// Merges what is said of a film or series; nil for a new title without id and name.
    mutating func apply(_ group: DraftGroup) -> Int? {
        put(group, at: place(of: group))?.place
    }

    /// Merges what is said of the title at a place, or of a new one; nil for a new film or series without id and name.
    mutating func put(_ group: DraftGroup, at place: Int?) -> (place: Int, isChanged: Bool)? {
        let isNew = place == nil
        if isNew, group.kind != .episode, !group.hasID, group.names.isEmpty { return nil }
        let place = place ?? slots.count
        if isNew { slots.append(Slot(new: group.kind)) }
        return (place, merge(group, into: place) || isNew)
    }

    /// Gives the title at a place another IMDb id; by what number others know it is open again.
    mutating func reidentify(_ place: Int, as id: IMDbID) {
        (slots[place].imdbID, slots[place].tmdbID, slots[place].isChanged) = (id, nil, true)
        index(place)
    }

    /// The kept name of each known title that several groups of the batch claim: that of the group that is called like
    /// the title, else of the first. The others are titles of their own.
    mutating func settleClaims(of groups: [DraftGroup]) {
        for group in groups {
            guard let id = group.known, let place = byID[id], let key = Self.nameKeys(group).first else { continue }
            let isNamesake = Self.nameKeys(group).contains { $0 == Self.nameKey(slots[place]) }
            if claims[id] == nil || isNamesake { claims[id] = key }
        }
    }

    /// By IMDb id, by TMDB id unless that title has another IMDb id, then the known title unless it has other ids, by
    /// name and year when the group or the title of that name has no id at all: two ids are two films, even of one
    /// name and year.
    func place(of group: DraftGroup) -> Int? {
        let imdbID = group.imdbID
        if let id = imdbID, let place = byIMDb[id], !isOfOtherKind(group, place) { return place }
        if let id = group.tmdbID, let place = byTMDb[TMDbKey(kind: group.kind, id: id)] {
            // What was given up for a title had ids of its own.
            let isOther = imdbID != nil && slots[place].imdbID != nil && slots[place].tmdbID == id
            if !isOther { return place }
        }
        if let place = knownPlace(of: group) { return place }
        for key in Self.nameKeys(group) {
            if let place = byName[key], !(group.hasID && slots[place].hasID) { return place }
        }
        return nil
    }

    private func isOfOtherKind(_ group: DraftGroup, _ place: Int) -> Bool {
        group.isKindSure && !slots[place].isKindGuessed && slots[place].kind != group.kind
    }

    private func knownPlace(of group: DraftGroup) -> Int? {
        guard let id = group.known, let place = byID[id] else { return nil }
        let slot = slots[place]
        if let claim = claims[id], !Self.nameKeys(group).contains(claim) { return nil }
        if isOfOtherKind(group, place) { return nil }
        if let own = slot.imdbID, let other = group.imdbID { return own == other ? place : nil }
        if let own = slot.tmdbID, let other = group.tmdbID { return own == other ? place : nil }
        return place
    }

    /// False when the title stays as it was.
    private mutating func merge(_ group: DraftGroup, into place: Int) -> Bool {
        let old = slots[place]
        var slot = old
        if old.isKindGuessed { slot.kind = group.kind }
        // Who locks a field may still change it.
        slot.provenance.locked.subtract(group.locked)
        var changesFacets = false
        for draft in group.drafts {
            (slot.metadata, slot.provenance) = MetadataMerge.merged(
                (slot.metadata, slot.provenance), with: draft.draft.metadata, from: draft.source)
            if slot.put(draft.draft.facets) { changesFacets = true }
        }
        slot.provenance.locked = old.provenance.locked.union(group.locked)
        if old.imdbID == nil, let id = group.imdbID, byIMDb[id] == nil { slot.imdbID = id }
        if old.tmdbID == nil, slot.kind == group.kind, let id = group.tmdbID,
            byTMDb[TMDbKey(kind: slot.kind, id: id)] == nil
        {
            slot.tmdbID = id
        }
        if !slot.metadata.title.isEmpty { slot.state = .known }
        guard changesFacets || !slot.isEqualInColumns(to: old) else { return false }
        slot.isChanged = true
        slots[place] = slot
        index(place)
        return true
    }

    private mutating func add(_ slot: Slot) {
        slots.append(slot)
        index(slots.count - 1)
    }

    private mutating func index(_ place: Int) {
        let slot = slots[place]
        if let id = slot.imdbID { byIMDb[id] = place }
        if let id = slot.tmdbID { byTMDb[TMDbKey(kind: slot.kind, id: id)] = place }
        if let key = Self.nameKey(slot), byName[key] == nil { byName[key] = place }
    }

    private static func nameKeys(_ group: DraftGroup) -> [NameKey] {
        group.names.compactMap { nameKey(group.kind, $0.title, $0.year) }
    }

    private static func nameKey(_ slot: Slot) -> NameKey? {
        nameKey(slot.kind, slot.metadata.title, slot.metadata.year)
    }

    /// Episodes are known by their place in a series: many are called alike.
    private static func nameKey(_ kind: TitleKind, _ title: String, _ year: Int?) -> NameKey? {
        guard kind != .episode else { return nil }
        let key = Folding.matchKey(title)
        return key.isEmpty ? nil : NameKey(kind: kind, key: key, year: year)
    }
}

extension CatalogueMerge.Slot {
    /// A stored title, unchanged and without its facet texts.
    init(_ title: Title) {
        self.init(
            before: title, kind: title.kind, state: title.state, imdbID: title.imdbID, tmdbID: title.tmdbID,
            metadata: title.metadata, provenance: title.provenance, facets: [:], isChanged: false)
    }

    /// A title of which nothing is known yet.
    init(new kind: TitleKind, imdbID: IMDbID? = nil) {
        self.init(
            before: nil, kind: kind, state: .pending, imdbID: imdbID, tmdbID: nil, metadata: TitleMetadata(title: ""),
            provenance: Provenance(), facets: [:], isChanged: true)
    }

    /// Whether the title is to be written: what changed to and fro is as it was.
    var differs: Bool {
        guard let before else { return true }
        return !changedFacets.isEmpty || !isEqualInColumns(to: Self(before))
    }

    /// Whether a stored title has another name, year or id now.
    var isRenamed: Bool {
        guard let before else { return false }
        return imdbID != before.imdbID || tmdbID != before.tmdbID || metadata.title != before.metadata.title
            || metadata.year != before.metadata.year
    }

    fileprivate var hasID: Bool { imdbID != nil || tmdbID != nil }

    /// A stub was made from an IMDb id alone. An episode without a name is no stub.
    fileprivate var isKindGuessed: Bool { state != .known && tmdbID == nil && kind != .episode }

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
