import Domain

extension Poster {
    /// A film or series of this server's own.
    init(_ video: Video, _ links: TheatreLinks) {
        let progress = VideoProgress(video)
        self.init(
            video.title,
            own: Own(
                title: video.name, line: Self.line(video), picture: links.poster(of: video),
                link: "/films/\(video.title.id)", percent: video.isSeries ? 0 : progress.percent,
                words: links.isThere(video) ? progress.words : "missing at the moment"))
    }

    /// One that was begun; of an episode, the poster of its series. It leads to where somebody stopped.
    init(begun video: Video, _ links: TheatreLinks) {
        let progress = VideoProgress(video)
        let series = video.place?.series
        self.init(
            series ?? video.title,
            own: Own(
                title: series?.metadata.title ?? video.name, line: video.number.map { "\($0) · \(video.name)" },
                picture: links.poster(of: video), link: "/watch/\(video.title.id)", percent: progress.percent,
                words: "go on at " + Clock.place(progress.resumeSeconds)))
    }

    private static func line(_ video: Video) -> String? {
        let year = video.title.metadata.year.map(String.init)
        guard let numbers = video.series else { return year }
        return [year, Moments.count(numbers.episodes, "episode")].compactMap(\.self).joined(separator: " · ")
    }
}
