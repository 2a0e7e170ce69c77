package import Domain

/// The films, series and episodes of this server's own media, as people browse them.
package struct Videos: Sendable {
    /// Titles that mean what somebody typed, whatever they are called; the best first.
    package typealias Meaning = @Sendable (_ text: String, _ limit: Int) async -> [TitleID]

    package let store: any VideoStore
    private let meaning: Meaning

    /// `meaning` is what follows the names in a search.
    package init(store: any VideoStore, meaning: @escaping Meaning = { _, _ in [] }) {
        self.store = store
        self.meaning = meaning
    }

    /// A page of a list, with the videos on it; pages begin at 1.
    package func page(_ filter: VideoFilter, number: Int, size: Int) async throws -> (videos: [Video], total: Int) {
        let page = try await store.page(filter, offset: (max(1, number) - 1) * size, limit: size)
        return (try await store.videos(page.ids, for: filter.viewer), page.total)
    }

    /// Names first: equal, beginning, word, part, people; then what fits by meaning.
    package func search(_ text: String, _ filter: VideoFilter, limit: Int) async throws -> [Video] {
        var ids = try await store.named(text, filter, limit: limit)
        if ids.count < limit {
            let known = Set(ids)
            let candidates = await meaning(text, CatalogueLimits.meaningCandidates).filter { !known.contains($0) }
            ids += try await store.kept(candidates, by: filter).prefix(limit - ids.count)
        }
        return try await store.videos(ids, for: filter.viewer)
    }

    /// What the viewer began and did not finish, one of each series, the latest first.
    package func begun(by viewer: Viewer, positionMin: Int, limit: Int) async throws -> [Video] {
        let ids = try await store.begun(by: viewer, positionMin: positionMin, limit: limit)
        return try await store.videos(ids, for: viewer)
    }

    /// Those with the newest file first.
    package func newest(_ kind: TitleKind, for viewer: Viewer, limit: Int) async throws -> [Video] {
        var filter = VideoFilter(viewer: viewer)
        filter.kind = kind
        return try await store.videos(store.newest(filter, limit: limit), for: viewer)
    }

    /// A listed film, episode or series; nil for everything else.
    package func video(_ id: TitleID, for viewer: Viewer) async throws -> Video? {
        try await store.videos([id], for: viewer).first
    }

    /// By season and number, specials last; nil when no such series is listed.
    package func episodes(of series: TitleID, for viewer: Viewer) async throws -> [Video]? {
        try await store.episodes(of: series, for: viewer)
    }

    /// Those of the titles that the filter lets through, in their order.
    package func kept(_ ids: [TitleID], by filter: VideoFilter) async throws -> [TitleID] {
        try await store.kept(ids, by: filter)
    }
}

extension [Video] {
    /// The episode behind one, over the borders of seasons; specials are not in this chain, and missing files are
    /// left out. The episodes are in their order.
    package func next(after episode: Video, isThere: (Video) -> Bool) -> Video? {
        guard let place = episode.place, place.season > 0,
            let index = firstIndex(where: { $0.title.id == episode.title.id })
        else { return nil }
        return self[(index + 1)...].first { ($0.place?.season ?? 0) > 0 && isThere($0) }
    }
}
