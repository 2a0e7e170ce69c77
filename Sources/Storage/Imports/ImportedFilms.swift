import Basics
import Domain
import SQL

/// The films of the catalogue that drafts are about, made where it does not have them, in a script that holds the lock
/// of the titles.
struct ImportedFilms {
    struct Wanted {
        let draft: TitleDraft
        /// Whether nobody has to be asked about the film again.
        let isComplete: Bool
        var source = FieldSource.tmdb
    }

    /// In the order of the drafts.
    let ids: [TitleID]
    /// Those that are new.
    let added: Set<TitleID>
    private let names: [TitleID: String]

    /// Throws `ImportError.withoutMatch` for a draft of a new film without an id and a name.
    init(_ wanted: [Wanted], world: World, _ connection: any SQLConnection) throws {
        var vocabulary = try Vocabulary(of: wanted.map(\.draft), connection)
        let drafts = wanted.map { $0.draft.cleaned(&vocabulary) }
        var merge = try SQLCatalogueStore.begin(drafts, connection)
        var places: [Int] = []
        for (draft, film) in zip(drafts, wanted) { places.append(try Self.put(draft, from: film.source, &merge)) }
        let changed = merge.slots.indices.filter { merge.slots[$0].isChanged && merge.slots[$0].differs }
        var writer = TitleWriter(connection: connection, vocabulary: vocabulary, world: world)
        let written = try writer.write(changed.map { merge.slots[$0] })
        let writtenIDs = Dictionary(zip(changed, written)) { first, _ in first }
        let slots = merge.slots
        ids = try places.map { place in
            guard let id = writtenIDs[place] ?? slots[place].before?.id else {
                throw SQLError.decoding("a film of an import has no id")
            }
            return id
        }
        added = Set(writtenIDs.filter { slots[$0.key].before == nil }.values)
        names = Dictionary(zip(ids, places.map { slots[$0].metadata.title })) { first, _ in first }
        try Self.want(
            zip(wanted, zip(ids, places.map { slots[$0].before?.state })).map { ($0, $1.0, $1.1) }, connection)
    }

    func name(of film: TitleID) -> String { names[film] ?? "" }

    /// A film is known by its id at The Movie Database, else as every source knows it. What is known of it stays, and
    /// only what is missing is taken over.
    private static func put(
        _ draft: TitleDraft, from source: FieldSource, _ merge: inout CatalogueMerge
    ) throws -> Int {
        var draft = draft
        draft.kind = .movie
        let place = place(of: draft, merge)
        if let place {
            draft.metadata = gaps(in: merge.slots[place].metadata, from: draft.metadata)
            draft.facets = [:]
        }
        guard let result = merge.put(group(draft, from: source), at: place) else { throw ImportError.withoutMatch }
        return result.place
    }

    private static func place(of draft: TitleDraft, _ merge: CatalogueMerge) -> Int? {
        let byNumber = draft.tmdbID.flatMap { id in
            merge.holder(of: TitleDraft(kind: .movie, imdbID: nil, tmdbID: id, metadata: TitleMetadata(title: "")))
        }
        return byNumber ?? merge.place(of: group(draft, from: .tmdb))
    }

    private static func group(_ draft: TitleDraft, from source: FieldSource) -> DraftGroup {
        var group = DraftGroup(kind: .movie, drafts: [SourcedDraft(source: source, draft: draft)])
        group.isKindSure = true
        return group
    }

    private static func gaps(in known: TitleMetadata, from told: TitleMetadata) -> TitleMetadata {
        let present = Provenance(locked: MetadataField.present(in: known))
        return MetadataMerge.merged((TitleMetadata(title: ""), present), with: told, from: .tmdb).metadata
    }

    /// Has a provider asked about films of which the drafts do not say all, soon: those of which no more than an id was
    /// known before, and those of which little is known now. A name alone does not tell which film is meant.
    private static func want(
        _ films: [(wanted: Wanted, id: TitleID, before: TitleState?)], _ connection: any SQLConnection
    ) throws {
        let incomplete = films.filter { film in
            !film.wanted.isComplete && (film.wanted.draft.imdbID != nil || film.wanted.draft.tmdbID != nil)
        }
        let new = Set(incomplete.filter { $0.before != .known }.map(\.id))
        if !new.isEmpty {
            try connection.execute(
                """
                INSERT INTO title_wanted (title_id) SELECT t.id FROM title t WHERE t.id IN \(list: new.sorted())
                ON CONFLICT (title_id) DO NOTHING
                """)
        }
        try SQLEnrichmentStore.want(Set(incomplete.map(\.id)).subtracting(new), again: [], connection)
    }
}
