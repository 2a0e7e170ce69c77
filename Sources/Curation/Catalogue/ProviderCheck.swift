import Catalogue
import Domain

/// What a metadata provider knows better about a title of this server's own: ids, which entry it is, and a poster.
struct ProviderCheck: Sendable {
    let provider: any TitleProvider
    let store: any CatalogueRepairStore
    let currentYear: Int

    /// Throws `MetadataFailure` where the provider gave no answer.
    func proposals(for checked: CheckedTitle) async throws -> [NewChange] {
        guard !checked.files.isEmpty else { return [] }
        if checked.title.hasNoID { return try await ids(byNameOf: checked) }
        if let match = try await betterMatch(for: checked) { return [match] }
        return try await whatIsMissing(of: checked)
    }

    /// Of a title without any id.
    private func ids(byNameOf checked: CheckedTitle) async throws -> [NewChange] {
        let title = checked.title
        let query = TitleQuery(kind: title.kind, title: title.metadata.title, year: title.metadata.year)
        guard case .found(let found) = try await TitleNameMatch(query: query).ask(provider, .bulk) else { return [] }
        let draft = try await lookUp(TitleReference(kind: title.kind, imdbID: nil, tmdbID: found.tmdbID))
        if let twin = try await twin(of: title, draft?.imdbID, found.tmdbID) { return [twin] }
        var confidence = query.year == nil ? 0.8 : 0.9
        if let year = query.year, found.metadata.year != year { confidence = 0.75 }
        if !checked.isAboutAsLong(as: draft?.metadata.runtimeMinutes) { confidence -= 0.3 }
        let named = Self.named(found.metadata)
        let reason = "\(provider.name) knows one title of this name: \(named)."
        var changes = [Self.set(.tmdbID, .number(found.tmdbID), confidence, reason)]
        if let id = draft?.imdbID {
            changes.append(Self.set(.imdbID, .text(id.rawValue), confidence, "\(provider.name) tells it of \(named)."))
        }
        return changes
    }

    /// Another entry that is called like the files, where the present one does not fit them.
    private func betterMatch(for checked: CheckedTitle) async throws -> NewChange? {
        let title = checked.title
        let isSettled = title.provenance.sources[.title] == .user || title.provenance.locked.contains(.title)
        guard !isSettled, let name = FileName(of: checked, currentYear: currentYear),
            let doubt = MatchDoubt(checked, name)
        else { return nil }
        let query = TitleQuery(kind: title.kind, title: name.title, year: name.year)
        guard case .found(let found) = try await TitleNameMatch(query: query).ask(provider, .bulk),
            found.tmdbID != title.tmdbID
        else { return nil }
        let draft = try await lookUp(TitleReference(kind: title.kind, imdbID: nil, tmdbID: found.tmdbID))
        if let imdbID = title.imdbID, draft?.imdbID == imdbID { return nil }
        let metadata = draft?.metadata ?? found.metadata
        // A film that is as long as the files is not given up for one that is not.
        if !doubt.hasOtherLength, !checked.isAboutAsLong(as: metadata.runtimeMinutes) { return nil }
        if try await store.holder(of: nil, found.tmdbID, kind: title.kind) != nil { return nil }
        let match = CatalogueMatch(
            title: found.metadata.title, year: found.metadata.year ?? metadata.year, tmdbID: found.tmdbID)
        return NewChange(
            .match, .set, from: ChangeValue(of: CatalogueMatch(title)), to: ChangeValue(of: match),
            confidence: doubt.confidence(metadata, for: checked), reason: doubt.reason(checked))
    }

    /// Of a title that the provider knows by an id.
    private func whatIsMissing(of checked: CheckedTitle) async throws -> [NewChange] {
        let title = checked.title
        let lacksPoster =
            title.metadata.posterPath == nil && !checked.hasOwnPoster
            && !title.provenance.locked.contains(.posterPath)
        guard lacksPoster || title.tmdbID == nil || title.imdbID == nil else { return [] }
        let reference = TitleReference(kind: title.kind, imdbID: title.imdbID, tmdbID: title.tmdbID)
        guard let draft = try await lookUp(reference), draft.kind == title.kind else { return [] }
        let (imdbID, tmdbID) = (title.imdbID == nil ? draft.imdbID : nil, title.tmdbID == nil ? draft.tmdbID : nil)
        if imdbID != nil || tmdbID != nil, let twin = try await twin(of: title, imdbID, tmdbID) { return [twin] }
        var changes: [NewChange] = []
        let reason = "\(provider.name) tells it of the id that the title has."
        if let tmdbID { changes.append(Self.set(.tmdbID, .number(tmdbID), 0.98, reason)) }
        if let imdbID { changes.append(Self.set(.imdbID, .text(imdbID.rawValue), 0.98, reason)) }
        if lacksPoster, let path = draft.metadata.posterPath {
            changes.append(Self.set(.artwork, .text(path), 0.95, "There is no poster, and \(provider.name) has one."))
        }
        return changes
    }

    /// Another title of the catalogue that has an id already: both are the same.
    private func twin(of title: Title, _ imdbID: IMDbID?, _ tmdbID: Int?) async throws -> NewChange? {
        guard let other = try await store.holder(of: imdbID, tmdbID, kind: title.kind), other.id != title.id else {
            return nil
        }
        let reason = "\(provider.name) takes both for \(Self.named(other.title.metadata))."
        return Twins.proposal(other.title, confidence: 0.85, reason: reason)
    }

    /// Nil for what the provider does not know.
    private func lookUp(_ reference: TitleReference) async throws -> TitleDraft? {
        switch try await provider.lookUp(reference, .bulk) {
        case .found(let draft): draft
        case .unknown: nil
        case .failed(let failure): throw failure
        }
    }

    private static func set(
        _ field: ChangeField, _ value: ChangeValue, _ confidence: Double, _ reason: String
    ) -> NewChange {
        NewChange(field, .set, from: .null, to: value, confidence: confidence, reason: reason)
    }

    private static func named(_ metadata: TitleMetadata) -> String {
        metadata.title + (metadata.year.map { " (\($0))" } ?? "")
    }
}
