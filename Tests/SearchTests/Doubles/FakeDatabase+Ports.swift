import Domain

extension FakeDatabase: CatalogueStore {
    func merge(_ drafts: [TitleDraft], from source: FieldSource) -> UpsertOutcome {
        for draft in drafts { shelve((titles.keys.map(\.rawValue).max() ?? 0) + 1, draft) }
        return UpsertOutcome(added: drafts.count)
    }

    func addStubs(_ ids: [IMDbID]) -> Int { 0 }
    func title(id: TitleID) -> Title? { titles[id] }
    func title(imdbID: IMDbID) -> Title? { titles.values.first { $0.imdbID == imdbID } }
    func titles(ids: [TitleID]) -> [Title] { ids.compactMap { titles[$0] } }
    func setLocked(_ isLocked: Bool, fields: Set<MetadataField>, of id: TitleID) -> Bool { false }
    func revision() -> Int64 { titleVersion }
    func counts() -> [TitleState: Int] { Dictionary(titles.values.map { ($0.state, 1) }, uniquingKeysWith: +) }

    func remove(_ ids: [TitleID]) -> Int {
        for id in ids where titles.removeValue(forKey: id) != nil {
            titleVersion += 1
            vectorVersion += 1
            (texts[id], vectors[id]) = (nil, nil)
            removals.append(Removal(id: id, revision: titleVersion, vectorRevision: vectorVersion))
        }
        feed.tell(.titles)
        feed.tell(.vectors)
        return ids.count
    }

    func changes(since revision: Int64, limit: Int) throws -> TitleChanges {
        try check()
        let rows =
            titles.values.map { ($0.revision, ($0.id, false)) } + removals.map { ($0.revision, ($0.id, true)) }
        let page = Self.page(rows, since: revision, limit: limit, version: titleVersion)
        return TitleChanges(
            titles: page.rows.filter { !$0.1 }.compactMap { titles[$0.0] },
            removed: page.rows.filter(\.1).map(\.0), revision: page.revision, isLast: page.isLast)
    }
}

extension FakeDatabase: IndexStore {
    func pending(model: String, kinds: Set<TitleKind>, after: TitleID?, limit: Int) -> [IndexingItem] {
        let behind = titles.values.filter { title in
            title.state == .known && kinds.contains(title.kind) && title.id > after ?? TitleID(0)
                && vectors[title.id]?.titleRevision ?? 0 < title.revision
        }
        return behind.sorted { $0.id < $1.id }.prefix(limit).map { title in
            IndexingItem(
                title: title,
                facets: (texts[title.id] ?? [:]).values.sorted { $0.facet.position < $1.facet.position },
                embedded: (vectors[title.id]?.byFacet ?? [:]).mapValues(\.textHash))
        }
    }

    func store(_ indexed: [IndexedTitle], model: String) async throws {
        try await willStore()
        stored.append(indexed)
        for title in indexed where titles[title.titleID]?.revision == title.titleRevision {
            put(title)
        }
        feed.tell(.vectors)
    }

    private func put(_ title: IndexedTitle) {
        var kept = vectors[title.titleID] ?? Vectors()
        for facet in title.removedFacets { kept.byFacet[facet] = nil }
        for embedding in title.embeddings { kept.byFacet[embedding.facet] = embedding }
        for text in title.facets {
            let standing = texts[title.titleID]?[text.facet]?.source.strength ?? -1
            if standing <= text.source.strength { texts[title.titleID, default: [:]][text.facet] = text }
        }
        kept.titleRevision = title.titleRevision
        if !title.embeddings.isEmpty || !title.removedFacets.isEmpty {
            vectorVersion += 1
            kept.revision = vectorVersion
        }
        vectors[title.titleID] = kept
    }

    func facets(of title: TitleID) -> [FacetText] { Facet.allCases.compactMap { texts[title]?[$0] } }

    func setFacet(_ facet: FacetText, of id: TitleID) -> Bool {
        guard let title = titles[id] else { return false }
        texts[id, default: [:]][facet.facet] = facet
        shelve(
            id.rawValue,
            TitleDraft(kind: title.kind, imdbID: title.imdbID, tmdbID: title.tmdbID, metadata: title.metadata))
        return true
    }

    func vectors(model: String, since revision: Int64, limit: Int) throws -> VectorChanges {
        try check()
        let changed = vectors.compactMap { id, entry in entry.revision.map { ($0, (id, false)) } }
        let rows = changed + removals.map { ($0.vectorRevision, ($0.id, true)) }
        let page = Self.page(rows, since: revision, limit: limit, version: vectorVersion)
        let (gone, there) = (page.rows.filter(\.1).map(\.0), page.rows.filter { !$0.1 }.map(\.0))
        let found = there.map { TitleVectors(titleID: $0, vectors: (vectors[$0]?.byFacet ?? [:]).mapValues(\.vector)) }
        return VectorChanges(
            titles: found.filter { !$0.vectors.isEmpty },
            removed: gone + found.filter(\.vectors.isEmpty).map(\.titleID), revision: page.revision,
            isLast: page.isLast)
    }

    func vectorRevision() -> Int64 { vectorVersion }

    func counts(model: String, kinds: Set<TitleKind>) -> IndexingCounts {
        let known = titles.values.filter { $0.state == .known && kinds.contains($0.kind) }
        let indexed = known.filter { vectors[$0.id]?.titleRevision ?? 0 >= $0.revision }
        return IndexingCounts(known: known.count, indexed: indexed.count)
    }

    func forget(model: String) -> Int {
        for id in vectors.keys { vectors[id]?.titleRevision = 0 }
        return vectors.count
    }
}
