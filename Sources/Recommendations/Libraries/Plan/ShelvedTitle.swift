import Basics
package import Domain

/// A title at its place in a library, with all that is written of it.
package struct ShelvedTitle: Hashable, Sendable {
    package let title: Title
    /// From 1.
    package let rank: Int
    /// How well it fits the person, 0...1; nil where that is no question.
    package var match: Double?
    /// Nil where it is not to be written.
    package var explanation: String?
    /// Of a series.
    package var facts: SeriesFacts?
    /// By which the media server knows it.
    package var itemID: MediaServerID?
    /// Of a film, its parts in order.
    package var files: [ShelvedFile] = []
    /// Of a series.
    package var episodes: [ShelvedEpisode] = []

    package init(title: Title, rank: Int) {
        self.title = title
        self.rank = rank
    }
}

/// An episode of a title of a library.
package struct ShelvedEpisode: Hashable, Sendable {
    package let title: Title
    /// 0 are specials.
    package let season: Int
    package let number: Int
    package var airDate: String?
    package var file: ShelvedFile?

    package init(title: Title, season: Int, number: Int) {
        self.title = title
        self.season = season
        self.number = number
    }
}

/// An original that a library leads to.
package struct ShelvedFile: Hashable, Sendable {
    /// As the media server sees it.
    package let path: ServerFilePath
    /// What is known of its streams here.
    package var probe: MediaProbe?
    package var neighbours: [Neighbour] = []

    package init(path: ServerFilePath, probe: MediaProbe? = nil) {
        self.path = path
        self.probe = probe
    }

    /// A file beside it that is linked with it.
    package struct Neighbour: Hashable, Sendable {
        package enum Part: Hashable, Sendable {
            /// What follows the video's name without its ending, such as `.en.srt`.
            case subtitle(suffix: String)
            /// The name under which media servers look for it, such as `fanart.jpg`.
            case picture(name: String)
        }

        package let part: Part
        package let path: ServerFilePath

        package init(_ part: Part, _ path: ServerFilePath) {
            self.part = part
            self.path = path
        }
    }
}

extension ShelvedTitle {
    /// Puts titles into the order of their ranks where they are listed by name. It is that of this copy alone.
    var sortTitle: String {
        let digits = String(rank)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + " " + title.metadata.title
    }

    var plot: String? {
        let parts = [explanation, title.metadata.overview].compactMap { $0?.trimmed }.filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: "\n\n")
    }

    /// Better titles come a minute later, so that lists of what is new show them in their order.
    func added(from moment: Instant) -> Instant { moment.adding(seconds: -60 * Double(rank - 1)) }
}
