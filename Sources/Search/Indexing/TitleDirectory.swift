import Domain

/// What a search needs to know of every title besides its vectors: ids, folded names, votes. Kept in memory.
struct TitleDirectory: Sendable {
    private var entries: [TitleID: WordEntry] = [:]
    private var byIMDbID: [IMDbID: TitleID] = [:]
    private var byFoldedTitle: [String: [TitleID]] = [:]
    private var clips: Set<TitleID> = []
    /// Grows with every change; lists derived from the directory carry it.
    private(set) var generation = 0

    var count: Int { entries.count }

    subscript(id: TitleID) -> WordEntry? { entries[id] }

    func titleID(of imdbID: IMDbID) -> TitleID? { byIMDbID[imdbID] }

    /// The titles whose name equals the query, ignoring case, accents, punctuation and a leading article.
    func titles(named query: String) -> [TitleID] {
        byFoldedTitle[TextFolding.foldedTitle(query)] ?? []
    }

    var hasClips: Bool { !clips.isEmpty }

    /// Upwards.
    func ids(ofClips areClips: Bool) -> [Int64] {
        let ids = areClips ? Array(clips) : entries.keys.filter { !clips.contains($0) }
        return ids.map { Int64($0.rawValue) }.sorted()
    }

    mutating func put(_ entry: WordEntry) {
        remove(entry.titleID)
        entries[entry.titleID] = entry
        if entry.kind == .scene { clips.insert(entry.titleID) }
        for imdbID in entry.imdbIDs { byIMDbID[imdbID] = entry.titleID }
        for name in Self.names(of: entry) { byFoldedTitle[name, default: []].append(entry.titleID) }
        generation += 1
    }

    mutating func remove(_ id: TitleID) {
        guard let old = entries.removeValue(forKey: id) else { return }
        clips.remove(id)
        // Another title may have taken the id over within the same batch.
        for imdbID in old.imdbIDs where byIMDbID[imdbID] == id { byIMDbID[imdbID] = nil }
        for name in Self.names(of: old) {
            byFoldedTitle[name]?.removeAll { $0 == id }
            if byFoldedTitle[name]?.isEmpty == true { byFoldedTitle[name] = nil }
        }
        generation += 1
    }

    /// Takes the place of another directory, so that no list derived from that one passes for one of this.
    mutating func replace(_ other: TitleDirectory) {
        generation = max(generation, other.generation) + 1
    }

    private static func names(of entry: WordEntry) -> Set<String> {
        Set([entry.title, entry.originalTitle].flatMap { TextFolding.names(of: $0) })
    }
}

extension WordEntry {
    /// All ids by which IMDb knows the title, its own first.
    var imdbIDs: [IMDbID] { (imdbID.map { [$0] } ?? []) + otherIMDbIDs }
}
