import Domain

/// A file that can be played instead of another.
struct VersionRow: Sendable {
    let label: String
    let facts: String
    let link: String?

    static func all(of video: Video, _ links: TheatreLinks) -> [VersionRow] {
        let versions = Dictionary(grouping: video.files, by: \.version).sorted { $0.key < $1.key }
        return versions.map { number, parts in
            let probe = parts[0].file.probe
            let bytes = parts.reduce(0) { $0 + $1.file.facts.sizeBytes }
            let isThere = parts.allSatisfy { links.present.contains($0.file.id) }
            return VersionRow(
                label: parts[0].label ?? (number == 0 ? "The usual one" : "Version \(number + 1)"),
                facts: [
                    probe.height.map { "\($0) lines" }, probe.videoCodec?.uppercased(), probe.audioCodec?.uppercased(),
                    parts.count > 1 ? Moments.count(parts.count, "part") : nil, size(bytes),
                ].compactMap(\.self).joined(separator: " · "),
                link: isThere ? "/watch/\(video.title.id)?version=\(number)" : nil)
        }
    }

    /// `4.2 GB`
    private static func size(_ bytes: Int64) -> String {
        let (unit, name): (Int64, String) = bytes >= 1_000_000_000 ? (1_000_000_000, "GB") : (1_000_000, "MB")
        let tenths = (bytes * 10 + unit / 2) / unit
        return "\(tenths / 10).\(tenths % 10) \(name)"
    }
}

/// The episodes of a season.
struct Season: Sendable {
    let name: String
    let episodes: [EpisodeRow]

    /// In the order of the episodes.
    static func all(of episodes: [Video], _ links: TheatreLinks) -> [Season] {
        var seasons: [(number: Int, episodes: [Video])] = []
        for episode in episodes {
            let number = episode.place?.season ?? 0
            if seasons.last?.number == number {
                seasons[seasons.count - 1].episodes.append(episode)
            } else {
                seasons.append((number, [episode]))
            }
        }
        return seasons.map { number, episodes in
            Season(
                name: number == 0 ? "Specials" : "Season \(number)",
                episodes: episodes.map { EpisodeRow($0, links) })
        }
    }
}

/// An episode on the page of its series.
struct EpisodeRow: Sendable {
    let id: String
    let number: String
    let title: String
    let facts: String
    let plot: String?
    let picture: String?
    let percent: Int
    let isBegun: Bool
    /// Nil where the file is missing.
    let link: String?

    init(_ video: Video, _ links: TheatreLinks) {
        let progress = VideoProgress(video)
        id = video.title.id.description
        number = video.number ?? ""
        title = video.name
        let isThere = links.isThere(video)
        facts = [
            video.minutes.map(Clock.length), isThere ? progress.words : "missing at the moment",
        ].compactMap(\.self).joined(separator: " · ")
        plot = video.title.metadata.overview
        picture = links.still(of: video)
        percent = progress.percent
        isBegun = percent > 0
        link = isThere ? "/watch/\(video.title.id)" : nil
    }
}
