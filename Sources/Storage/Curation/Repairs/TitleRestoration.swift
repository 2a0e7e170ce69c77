import Domain
import SQL

/// Takes a repair of one title back: what is as the repair, or the provider after it, left it becomes as it was.
struct TitleRestoration {
    let repair: TitleRepair
    let field: ChangeField
    let before: TitleSnapshot
    let after: TitleSnapshot

    func restore(_ id: TitleID) throws -> RepairReversal {
        guard let title = try repair.title(id) else { return .kept("The title is not in the catalogue any more.") }
        if try MergedTitles.isGivenUp(id, repair.connection) {
            return .kept("It was given up for another title since: take that back first.")
        }
        if let own = field.metadataField { return try restore(own, of: title) }
        return try restoreIdentity(of: title)
    }

    private func restore(_ own: MetadataField, of title: Title) throws -> RepairReversal {
        guard own.isEqual(title.metadata, after.metadata) || own.isEqual(title.metadata, before.metadata) else {
            return .kept("It was edited since.")
        }
        try repair.write(title) { put(own, back: &$0) }
        return .restored(remarks: [])
    }

    private func restoreIdentity(of title: Title) throws -> RepairReversal {
        guard isUnedited(title) else { return .kept("The id was edited since.") }
        if let problem = try repair.taken(imdbID: before.imdbID, tmdbID: before.tmdbID, for: title) {
            return .kept(problem)
        }
        let edited = MetadataField.allCases.filter { isEdited($0, in: title) }
        try repair.write(title) { slot in
            (slot.imdbID, slot.tmdbID) = (before.imdbID, before.tmdbID)
            for field in MetadataField.allCases where !edited.contains(field) { put(field, back: &slot) }
        }
        try restoreWish(title)
        return .restored(remarks: edited.map { "The field \($0.rawValue) was edited since and stays." })
    }

    private func put(_ field: MetadataField, back slot: inout CatalogueMerge.Slot) {
        field.copy(from: before.metadata, to: &slot.metadata)
        slot.provenance.sources[field] = before.provenance.sources[field]
    }

    /// Whether the id that was written stands, or the old one. The other id follows it: the provider tells it.
    private func isUnedited(_ title: Title) -> Bool {
        field == .imdbID
            ? title.imdbID == after.imdbID || title.imdbID == before.imdbID
            : title.tmdbID == after.tmdbID || title.tmdbID == before.tmdbID
    }

    /// A field that neither the repair nor the provider has written. Whoever edits a field locks it.
    private func isEdited(_ field: MetadataField, in title: Title) -> Bool {
        if field.isEqual(title.metadata, before.metadata) || field.isEqual(title.metadata, after.metadata) {
            return false
        }
        return title.provenance.sources[field].map { $0 != .tmdb } ?? false
    }

    /// The provider is not asked because of the repair any more. Where it was asked already, it tells the episodes of
    /// the old series again.
    private func restoreWish(_ title: Title) throws {
        guard !before.isWanted else { return }
        let connection = repair.connection
        if try repair.isWanted(title.id) {
            try connection.execute("DELETE FROM title_wanted WHERE title_id = \(title.id)")
        } else if title.kind == .series {
            try SQLEnrichmentStore.wantAnew(title.id, connection)
        }
    }
}
