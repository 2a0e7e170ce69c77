package import Domain
import SQL

/// What administrators say of titles.
extension SQLCatalogueStore: TitleEditStore {
    package func edit(_ edit: TitleEdit) async throws -> Set<MetadataField> {
        try await database.write { [world] connection in
            try connection.lock(.titles)
            guard let title = try TitleRows.titles([edit.titleID], connection).first,
                try !MergedTitles.isGivenUp(title.id, connection)
            else {
                throw TitleEditError.unknownTitle
            }
            let draft = TitleDraft(kind: title.kind, imdbID: nil, tmdbID: nil, metadata: edit.metadata(of: title))
            var vocabulary = try Vocabulary(of: [draft], connection)
            var group = DraftGroup(
                kind: title.kind, drafts: [SourcedDraft(source: .user, draft: draft.cleaned(&vocabulary))])
            group.locked = MetadataField.present(in: group.drafts[0].draft.metadata)
            var merge = CatalogueMerge(titles: [title], facets: [:])
            let place = merge.place(of: title.id)
            _ = merge.put(group, at: place)
            let newID = edit.imdbID == title.imdbID ? nil : edit.imdbID
            if let newID, let place {
                guard try connection.first("SELECT 1 FROM title WHERE imdb_id = \(newID)") == nil else {
                    throw TitleEditError.idTaken(newID)
                }
                merge.reidentify(place, as: newID)
            }
            var writer = TitleWriter(connection: connection, vocabulary: vocabulary, world: world)
            try writer.write(merge.slots.filter { $0.isChanged && $0.differs })
            if newID != nil { try SQLEnrichmentStore.wantAnew(title.id, connection) }
            return group.locked
        }
    }
}
