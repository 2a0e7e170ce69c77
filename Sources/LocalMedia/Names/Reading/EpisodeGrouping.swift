/// Puts the files of a series together that are versions of one episode, and finds those that contradict each other.
struct EpisodeGrouping {
    private(set) var episodes: [EpisodeReading] = []
    private(set) var conflicts: [NameConflict] = []
    private let tree: LibraryTree

    init(_ drafts: [EpisodeDraft], _ tree: LibraryTree) {
        self.tree = tree
        var groups: [[EpisodeDraft]] = []
        var places: [EpisodeIdentity: [Int]] = [:]
        for draft in drafts {
            guard let identity = draft.identity else {
                groups.append([draft])
                continue
            }
            // Versions differ behind the number only.
            if let place = places[identity]?.first(where: { groups[$0][0].front == draft.front }) {
                groups[place].append(draft)
            } else {
                groups.append([draft])
                places[identity, default: []].append(groups.count - 1)
            }
        }
        findConflicts(groups)
        episodes = groups.map(reading).sorted { EpisodeGrouping.order($0) < EpisodeGrouping.order($1) }
    }

    private func reading(_ drafts: [EpisodeDraft]) -> EpisodeReading {
        let first = drafts.min { $0.name.rule < $1.name.rule } ?? drafts[0]
        var reading = EpisodeReading(rule: first.name.rule)
        reading.season = first.season
        reading.numbers = first.name.numbers
        reading.airDate = first.name.airDate
        reading.isAbsolute = first.name.isAbsolute
        reading.versions = versions(drafts)
        let shown = drafts.first { tree.files[$0.files[0]].path == reading.versions.first?.parts.first }
        reading.title = shown?.name.title ?? drafts.lazy.compactMap(\.name.title).first
        var hits = SidecarHits()
        for draft in drafts { hits.merge(draft.hits) }
        reading.nfoCandidates = hits.metadata.map { tree.files[$0].path }
        reading.artwork = ArtworkReading(hits.art, tree)
        reading.subtitles = hits.subtitles.map(\.reading)
        return reading
    }

    private func versions(_ drafts: [EpisodeDraft]) -> [VersionReading] {
        let isSeveral = drafts.count > 1
        return FilmVersions.ordered(
            drafts.map { draft in
                VersionReading(
                    label: draft.name.edition ?? (isSeveral ? draft.name.resolution : nil),
                    parts: draft.files.map { tree.files[$0].path }, is3D: draft.is3D, isDisc: draft.isDisc)
            })
    }

    private mutating func findConflicts(_ groups: [[EpisodeDraft]]) {
        var claims: [EpisodeIdentity: [Int]] = [:]
        for (index, group) in groups.enumerated() {
            let draft = group[0]
            if draft.name.numbers.isEmpty, let date = draft.name.airDate {
                claims[EpisodeIdentity(season: nil, numbers: [], airDate: date), default: []].append(index)
            }
            for number in draft.name.numbers {
                let claim = EpisodeIdentity(season: draft.season, numbers: [number], airDate: nil)
                claims[claim, default: []].append(index)
            }
            findStrays(group)
        }
        let contested = Set(claims.values.filter { $0.count > 1 })
        for indices in contested.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            let paths = indices.flatMap { groups[$0].flatMap(\.files) }.map { tree.files[$0].path }
            conflicts.append(NameConflict(kind: .sameEpisode, paths: paths))
        }
    }

    /// Episodes in another season's folder. Specials lie in any.
    private mutating func findStrays(_ group: [EpisodeDraft]) {
        for draft in group {
            guard draft.name.rule.isDecisive, let folder = draft.folderSeason, let own = draft.season,
                own != folder, own != 0, folder != 0
            else { continue }
            conflicts.append(NameConflict(kind: .seasonDiffers, paths: draft.files.map { tree.files[$0].path }))
        }
    }

    private static func order(_ episode: EpisodeReading) -> (Int, Int, String, String) {
        (
            episode.season ?? .max, episode.numbers.first ?? .max, episode.airDate ?? "",
            episode.versions.first?.parts.first ?? ""
        )
    }
}
