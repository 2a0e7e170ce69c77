extension ReadingRun {
    /// The episodes among the videos of a folder, and the files among them that are extras.
    func drafts(
        _ place: SeriesPlace, _ discs: [DiscFolder], isTop: Bool
    ) -> (drafts: [EpisodeDraft], extras: [(file: Int, kind: ExtraKind)]) {
        let prefix = series[place.series].prefix
        let hints = hints(place)
        var drafts = discs.map { disc in
            var draft = EpisodeDraft(
                [disc.index], EpisodeName(NameText(tree.folders[place.folder].name), hints, prefix),
                folderSeason: place.season, tree)
            draft.isDisc = true
            if let metadata = disc.metadata { draft.hits.metadata.append(metadata) }
            return draft
        }
        guard !discs.contains(where: { $0.folder == place.folder }) else { return (drafts, []) }
        let videos = tree.folders[place.folder].files.filter(tree.isVideo)
        let named = self.drafts(videos, hints, prefix)
        var extras: [(file: Int, kind: ExtraKind)] = []
        for var draft in named {
            if let kind = extraKind(draft, place) {
                extras += draft.files.map { ($0, kind) }
                continue
            }
            // A file "abc.mkv" in a folder of its own is named by that folder.
            if !draft.name.rule.isDecisive, named.count == 1, !isTop, !place.isSeason {
                let name = EpisodeName(NameText(tree.folders[place.folder].name), hints, prefix)
                if name.rule <= .airDate {
                    draft = EpisodeDraft(draft.files, name, folderSeason: place.season, tree)
                }
            }
            drafts.append(draft)
        }
        return (drafts, extras)
    }

    /// One draft for each video, or for the parts of one.
    func drafts(_ videos: [Int], _ hints: EpisodeHints, _ prefix: SeriesPrefix) -> [EpisodeDraft] {
        let stacks = PartStacks(videos, tree)
        var singles = stacks.singles
        var drafts: [EpisodeDraft] = []
        for stack in stacks.stacks {
            let name = EpisodeName(stack.text, hints, prefix)
            // "Series Part 1" is an episode and no part of one.
            if name.rule <= .airDate {
                drafts.append(EpisodeDraft(stack.files, name, folderSeason: hints.folderSeason, tree))
            } else {
                singles += stack.files
            }
        }
        for file in singles {
            let name = EpisodeName(tree.files[file].stem, hints, prefix)
            drafts.append(EpisodeDraft([file], name, folderSeason: hints.folderSeason, tree))
        }
        return drafts.sorted { $0.files[0] < $1.files[0] }
    }

    private func extraKind(_ draft: EpisodeDraft, _ place: SeriesPlace) -> ExtraKind? {
        if let extra = ExtraName(tree.files[draft.files[0]].stem), extra.isTight || draft.name.rule == .none {
            return extra.kind
        }
        let isEpisode = draft.name.rule.isDecisive || draft.name.rule == .episodeOnly
        return place.isExtras && !isEpisode ? .other : nil
    }

    /// Gives the episodes of one folder their sidecars and adds them to their series.
    @discardableResult
    mutating func attach(_ drafts: [(series: Int, draft: EpisodeDraft)], in folder: Int) -> FolderSidecars {
        var owners = StemOwners()
        for (index, entry) in drafts.enumerated() {
            for file in entry.draft.files where tree.isVideo(file) {
                owners.add(tree.files[file].key, title: index, video: file)
            }
            if entry.draft.files.count > 1, let marker = PartMarker(tree.files[entry.draft.files[0]].stem) {
                let base = tree.files[entry.draft.files[0]].stem.without(marker)
                owners.add(NameKey(String(decoding: base.bytes, as: UTF8.self)), title: index, video: nil)
            }
        }
        let sidecars = FolderSidecars(tree, folder: folder, owners: owners, style: .episodes, options: options)
        for (index, entry) in drafts.enumerated() {
            var draft = entry.draft
            if let hits = sidecars.titles[index] { draft.hits.merge(hits) }
            use(draft.files)
            use(draft.hits)
            series[entry.series].episodes.append(draft)
        }
        return sidecars
    }
}
