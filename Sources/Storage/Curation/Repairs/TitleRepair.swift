import Basics
import Domain
import SQL

/// Repairs titles in a script that holds the titles and the plan.
struct TitleRepair {
    let connection: any SQLConnection
    let world: World

    /// Writes a change unless the title is another one than it was proposed for.
    func result(of change: PlanChange, _ subject: PlanSubject) throws -> RepairResult {
        guard let title = try subject.titleID.flatMap({ try self.title($0) }) else { return .gone }
        guard title.state == .known else { return .refused("conflict: it was given up for another title since.") }
        let content = change.content
        guard let repair = CatalogueRepair(content.field, content.proposed) else {
            return .refused("The value does not fit.")
        }
        if case .duplicate(let other) = repair { return try TwinMerge(repair: self).merge(title, into: other) }
        if try isTrue(repair, of: title) { return .true }
        guard CatalogueRepair.isCurrent(content, of: title) else {
            return .refused("conflict: it is \(Self.words(content.field, of: title)) by now.")
        }
        if let problem = try problem(with: repair, for: title) { return .refused(problem) }
        let before = TitleSnapshot(title, isWanted: try isWanted(title.id))
        try write(title) { Self.apply(repair, to: &$0) }
        if repair.isAboutIdentity { try SQLEnrichmentStore.wantAnew(title.id, connection) }
        guard let written = try self.title(title.id) else { return .gone }
        let after = TitleSnapshot(written, isWanted: try isWanted(title.id))
        return .written(
            before: ChangeValue(json: try JSONText.encode(before)),
            after: ChangeValue(json: try JSONText.encode(after)))
    }

    /// A film or series; nil when there is none.
    func title(_ id: TitleID) throws -> Title? {
        try TitleRows.titles([id], connection).first.flatMap { $0.kind == .movie || $0.kind == .series ? $0 : nil }
    }

    /// Stores the title with what the closure changes.
    func write(_ title: Title, _ change: (inout CatalogueMerge.Slot) -> Void) throws {
        var slot = CatalogueMerge.Slot(title)
        change(&slot)
        let draft = TitleDraft(kind: slot.kind, imdbID: nil, tmdbID: nil, metadata: slot.metadata)
        var vocabulary = try Vocabulary(of: [draft], connection)
        slot.metadata = draft.cleaned(&vocabulary).metadata
        guard slot.differs else { return }
        var writer = TitleWriter(connection: connection, vocabulary: vocabulary, world: world)
        try writer.write([slot])
    }

    func isWanted(_ title: TitleID) throws -> Bool {
        try connection.first("SELECT 1 FROM title_wanted WHERE title_id = \(title)") != nil
    }

    /// What another title has of these ids, for people; nil when they are free.
    func taken(imdbID: IMDbID?, tmdbID: Int?, for title: Title) throws -> String? {
        if let imdbID, let name = try holder("imdb_id = \(imdbID)", besides: title.id) {
            return "\(name) has the IMDb id \(imdbID)."
        }
        if let tmdbID, let name = try holder("tmdb_id = \(tmdbID) AND kind = \(title.kind)", besides: title.id) {
            return "\(name) has the TMDB id \(tmdbID)."
        }
        return nil
    }

    private func holder(_ condition: SQL, besides title: TitleID) throws -> String? {
        try connection.first("SELECT title FROM title WHERE \(sql: condition) AND id <> \(title)").map { row in
            let name = try row.text(0)
            return name.isEmpty ? "Another title" : name
        }
    }

    private func problem(with repair: CatalogueRepair, for title: Title) throws -> String? {
        switch repair {
        case .tmdbID(let id): try taken(imdbID: nil, tmdbID: id, for: title)
        case .match(let match): try taken(imdbID: nil, tmdbID: match.tmdbID, for: title)
        case .imdbID(let id): try taken(imdbID: id, tmdbID: nil, for: title)
        case .genres, .keywords, .artwork, .duplicate: nil
        }
    }

    private func isTrue(_ repair: CatalogueRepair, of title: Title) throws -> Bool {
        var slot = CatalogueMerge.Slot(title)
        Self.apply(repair, to: &slot)
        switch repair {
        case .tmdbID, .imdbID, .match: return slot.imdbID == title.imdbID && slot.tmdbID == title.tmdbID
        case .genres, .keywords, .artwork, .duplicate: return slot.metadata == title.metadata
        }
    }

    private static func apply(_ repair: CatalogueRepair, to slot: inout CatalogueMerge.Slot) {
        switch repair {
        case .tmdbID(let id): slot.tmdbID = id
        case .imdbID(let id): slot.imdbID = id
        case .match(let match): slot.identify(match)
        case .genres(let names): slot.set(.genres) { $0.genres = names }
        case .keywords(let names): slot.set(.keywords) { $0.keywords = names }
        case .artwork(let path): slot.set(.posterPath) { $0.posterPath = path }
        case .duplicate: break
        }
    }

    private static func words(_ field: ChangeField, of title: Title) -> String {
        if field == .match { return title.tmdbID.map { "TMDB \($0)" } ?? "without a TMDB id" }
        let value = CatalogueRepair.value(of: field, in: title)
        return value.isNull ? "empty" : value.names?.joined(separator: ", ") ?? value.text ?? value.json
    }
}

extension CatalogueRepair {
    /// Whether the provider is to be asked anew what the title is.
    var isAboutIdentity: Bool {
        switch self {
        case .tmdbID, .imdbID, .match: true
        case .genres, .keywords, .artwork, .duplicate: false
        }
    }
}

extension CatalogueMerge.Slot {
    /// A person has decided about the field: services do not turn it back.
    fileprivate mutating func set(_ field: MetadataField, _ change: (inout TitleMetadata) -> Void) {
        change(&metadata)
        provenance.sources[field] = field.isPresent(in: metadata) ? .user : nil
    }

    /// The title is another entry of the provider's: what that said of the wrong one is forgotten, and what else is
    /// known stays. The provider is asked about the rest.
    fileprivate mutating func identify(_ match: CatalogueMatch) {
        guard tmdbID != match.tmdbID else { return }
        (tmdbID, imdbID) = (match.tmdbID, nil)
        let nothing = TitleMetadata(title: "")
        for field in MetadataField.allCases
        where provenance.sources[field] == .tmdb && !provenance.locked.contains(field) {
            field.copy(from: nothing, to: &metadata)
            provenance.sources[field] = nil
        }
        var told = TitleMetadata(title: match.title)
        told.year = match.year
        for field in [MetadataField.title, .year] where !provenance.locked.contains(field) {
            // What a file beside the film says would turn it back at the next scan.
            let source: FieldSource = provenance.sources[field].map { $0 > .tmdb } ?? false ? .user : .tmdb
            field.copy(from: told, to: &metadata)
            provenance.sources[field] = field.isPresent(in: told) ? source : nil
        }
    }
}
