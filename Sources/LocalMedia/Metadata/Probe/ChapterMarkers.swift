extension MarkerReading {
    /// Finds intro and credits by the titles of chapters: the first fitting intro and the last fitting credits.
    ///
    /// Credits run to the next chapter. Without a duration the end of the last chapter stands for it.
    package init(chapters: [ProbeChapter], durationMilliseconds: Int64?) {
        let chapters = chapters.prefix(LocalMediaLimits.probeChaptersMax)
            .sorted { $0.startMilliseconds < $1.startMilliseconds }
        let duration = durationMilliseconds ?? chapters.compactMap(\.endMilliseconds).max()
        self.init()
        guard let duration, let rules = MarkerRules(durationMilliseconds: duration) else { return }
        for (place, chapter) in chapters.enumerated() {
            let next = chapters[(place + 1)...].first { $0.startMilliseconds > chapter.startMilliseconds }
            let start = chapter.startMilliseconds
            switch ChapterTitle.meaning(of: chapter.title ?? "") {
            case .intro where intro == nil:
                let end = chapter.endMilliseconds ?? next?.startMilliseconds ?? start
                intro = rules.intro(startMilliseconds: start, endMilliseconds: end)
            case .credits:
                let end = next?.startMilliseconds ?? chapter.endMilliseconds ?? duration
                credits = rules.credits(startMilliseconds: start, endMilliseconds: end) ?? credits
            default:
                continue
            }
        }
    }
}
