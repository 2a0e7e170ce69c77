import Basics
import Domain
import Streaming

/// The page of a film or series.
struct FilmPage: Sendable {
    /// The way into the player.
    struct Play: Sendable {
        let label: String
        let link: String
        /// From the beginning, where the first way goes on in the middle.
        let fromStart: String?
    }

    struct Fact: Sendable {
        let name: String
        let value: String
    }

    let shell: Shell
    let id: String
    let heading: String
    let facts: String
    let tagline: String?
    let plot: String?
    let poster: Poster
    let backdrop: String?
    let play: Play?
    /// Why it cannot be played, where that is so.
    let problem: String?
    let isOnList: Bool
    let hearts: Hearts
    let people: [Fact]
    let hasPeople: Bool
    let versions: [VersionRow]
    let hasVersions: Bool
    let seasons: [Season]
    let hasSeasons: Bool

    /// `opinion` is what the person thinks of it, and whether it is on the list.
    init(
        shell: Shell, video: Video, episodes: [Video], opinion: (isOnList: Bool, rating: Int?), links: TheatreLinks
    ) {
        let metadata = video.title.metadata
        self.shell = shell
        isOnList = opinion.isOnList
        hearts = Hearts(video.title.id, video.name, value: opinion.rating, back: "/films/\(video.title.id)")
        id = video.title.id.description
        heading = video.name
        facts = Self.facts(video, episodes)
        tagline = metadata.tagline
        plot = metadata.overview
        poster = Poster(video, links)
        backdrop = links.backdrop(of: video)
        let isThere = video.isSeries ? episodes.contains(where: links.isThere) : links.isThere(video)
        play = isThere ? Self.play(video, episodes, links) : nil
        problem = isThere ? nil : "The files are missing at the moment. They may be on a disk that is switched off."
        people = [
            Fact(name: "Directed by", value: metadata.directors.joined(separator: ", ")),
            Fact(name: "With", value: metadata.cast.prefix(WebLimits.castMax).joined(separator: ", ")),
            Fact(name: "Genres", value: metadata.genres.joined(separator: ", ")),
            Fact(name: "Countries", value: metadata.countries.joined(separator: ", ")),
        ].filter { !$0.value.isEmpty }
        hasPeople = !people.isEmpty
        versions = VersionRow.all(of: video, links)
        hasVersions = versions.count > 1
        seasons = Season.all(of: episodes, links)
        hasSeasons = !seasons.isEmpty
    }

    private static func facts(_ video: Video, _ episodes: [Video]) -> String {
        let metadata = video.title.metadata
        let length = video.isSeries ? Moments.count(episodes.count, "episode") : video.minutes.map(Clock.length)
        return [
            metadata.year.map(String.init), length, video.certificate?.rawValue, video.quality?.rawValue,
            metadata.voteAverage.map(score), VideoProgress(video).words,
        ].compactMap(\.self).joined(separator: " · ")
    }

    private static func score(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(abs(tenths % 10)) of 10"
    }

    /// A film itself; of a series what was begun last, else the first that was not watched, else the first.
    private static func play(_ video: Video, _ episodes: [Video], _ links: TheatreLinks) -> Play? {
        guard video.isSeries else { return Play(video, label: nil) }
        let there = episodes.filter(links.isThere)
        let ordinary = there.filter { ($0.place?.season ?? 0) > 0 }
        let begun = there.filter { VideoProgress($0).resumeSeconds > 0 }
            .max { ($0.state?.watchedAt.milliseconds ?? 0) < ($1.state?.watchedAt.milliseconds ?? 0) }
        let next = (ordinary.isEmpty ? there : ordinary).first { !VideoProgress($0).isWatched }
        return (begun ?? next ?? there.first).flatMap { Play($0, label: $0.number) }
    }
}

extension FilmPage.Play {
    fileprivate init(_ video: Video, label: String?) {
        let link = "/watch/\(video.title.id)"
        let what = label.map { " " + $0 } ?? ""
        let resume = VideoProgress(video).resumeSeconds
        self.init(
            label: resume > 0 ? "Go on\(what) at \(Clock.place(resume))" : "Play\(what)", link: link,
            fromStart: resume > 0 ? link + "?from=0" : nil)
    }
}
