import Basics
import Domain
import SQL

/// Keeps the titles of scenes equal to what the archive says of them, in a script that holds the lock of the titles.
struct SceneTitles {
    let connection: any SQLConnection
    let world: World

    /// Stores a title for each of the scenes, a new one where there is none yet; returns their ids.
    func write(_ scenes: [(title: TitleID?, facts: SceneFacts)]) throws -> [TitleID] {
        let stored = try TitleRows.titles(scenes.compactMap(\.title), connection)
        let before = Dictionary(stored.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let drafts = scenes.map {
            TitleDraft(kind: .scene, imdbID: nil, tmdbID: nil, metadata: TitleMetadata(of: $0.facts))
        }
        var vocabulary = try Vocabulary(of: drafts, connection)
        let slots = zip(scenes, drafts).map { scene, draft in
            var slot = scene.title.flatMap { before[$0] }.map { CatalogueMerge.Slot($0) } ?? .init(new: .scene)
            slot.take(draft.cleaned(&vocabulary).metadata, ofScene: scene.facts.upstreamID)
            return slot
        }
        let places = slots.indices.filter { slots[$0].differs }
        var writer = TitleWriter(connection: connection, vocabulary: vocabulary, world: world)
        // Whoever writes the files of scenes lists them.
        let written = try writer.writeUnlisted(places.map { slots[$0] })
        let ids = Dictionary(zip(places, written), uniquingKeysWith: { first, _ in first })
        return try slots.indices.map { place in
            guard let id = ids[place] ?? slots[place].before?.id else {
                throw SQLError.decoding("a scene has no title")
            }
            return id
        }
    }
}

extension CatalogueMerge.Slot {
    /// Takes over what the archive says, and what it does not say any more. What people have locked stays.
    fileprivate mutating func take(_ told: TitleMetadata, ofScene upstreamID: String) {
        var told = told
        if told.title.isEmpty { told.title = "Scene \(Folding.tidied(upstreamID))" }
        for field in MetadataField.ofScenes where !provenance.locked.contains(field) {
            field.copy(from: told, to: &metadata)
            provenance.sources[field] = field.isPresent(in: told) ? .stash : nil
        }
        state = .known
    }
}

extension MetadataField {
    /// What an archive says of a scene.
    fileprivate static let ofScenes: [MetadataField] = [
        .title, .year, .releaseDate, .overview, .runtimeMinutes, .posterPath, .keywords, .studios, .credits,
    ]
}

extension TitleMetadata {
    /// What the catalogue says of a scene.
    fileprivate init(of facts: SceneFacts) {
        self.init(title: facts.shownTitle)
        overview = facts.details
        releaseDate = facts.day
        year = facts.day.flatMap { Int($0.prefix(4)) }
        if let seconds = facts.files.first?.duration, (0..<StorageLimits.sceneSecondsMax).contains(seconds) {
            runtimeMinutes = Int((seconds / 60).rounded())
        }
        if !facts.files.isEmpty {
            posterPath = ScenePicture(sceneID: facts.upstreamID, tag: StableDigest.hex(of: facts.updatedAt))?.path
        }
        keywords = facts.tags.map(\.name)
        studios = facts.studio.map { [$0.name] } ?? []
        credits = facts.performers.map { Credit(name: $0.name, role: .cast) }
    }
}
