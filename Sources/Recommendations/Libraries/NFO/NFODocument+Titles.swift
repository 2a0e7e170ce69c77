package import Basics
import Domain

extension NFODocument {
    /// A film at its place in a library; `addedAt` is the moment of the first one.
    package static func film(_ title: ShelvedTitle, addedAt moment: Instant) -> NFODocument {
        var document = NFODocument(.film)
        document.add(title)
        document.add(streamsOf: title.files.first?.probe)
        document.add("dateadded", Self.moment(title.added(from: moment)))
        return document
    }

    package static func series(_ title: ShelvedTitle, addedAt moment: Instant) -> NFODocument {
        var document = NFODocument(.series)
        document.add(title)
        document.add("dateadded", Self.moment(title.added(from: moment)))
        return document
    }

    /// Episodes came when their series did, so that the order of series shows in lists of new episodes too.
    package static func episode(
        _ episode: ShelvedEpisode, of series: ShelvedTitle, addedAt moment: Instant
    ) -> NFODocument {
        let metadata = episode.title.metadata
        var document = NFODocument(.episode)
        document.add("title", metadata.title)
        document.add("showtitle", series.title.metadata.title)
        document.add("season", episode.season)
        document.add("episode", episode.number)
        document.add("plot", metadata.overview)
        document.add("runtime", metadata.runtimeMinutes)
        document.add("rating", metadata.voteAverage.map { Self.decimal($0) })
        document.add("aired", episode.airDate ?? metadata.releaseDate)
        document.add(imdb: episode.title.imdbID, tmdb: episode.title.tmdbID, tvdb: nil)
        document.add(streamsOf: episode.file?.probe)
        document.add("dateadded", Self.moment(series.added(from: moment)))
        return document
    }

    private mutating func add(_ shelved: ShelvedTitle) {
        let (title, metadata) = (shelved.title, shelved.title.metadata)
        add("title", metadata.title)
        add("originaltitle", metadata.originalTitle)
        add("sorttitle", shelved.sortTitle)
        add("year", metadata.year)
        add("plot", shelved.plot)
        add("tagline", metadata.tagline)
        add("runtime", metadata.runtimeMinutes)
        add("mpaa", metadata.contentRating)
        add("rating", metadata.voteAverage.map { Self.decimal($0) })
        add("criticrating", shelved.facts?.criticRating.map { Self.decimal($0) })
        add("genre", each: metadata.genres)
        add("studio", each: metadata.studios)
        add("director", each: metadata.directors)
        add("credits", each: metadata.writers)
        for name in metadata.cast { add("actor") { $0.add("name", name) } }
        add("premiered", metadata.releaseDate)
        add("country", each: metadata.countries)
        add("tag", each: metadata.keywords)
        add(imdb: title.imdbID, tmdb: title.tmdbID, tvdb: shelved.facts?.tvdbID)
    }

    /// The first one is what services are asked by.
    private mutating func add(imdb: IMDbID?, tmdb: Int?, tvdb: Int?) {
        let ids = [
            ("imdb", imdb?.rawValue), ("tmdb", tmdb.map { String($0) }), ("tvdb", tvdb.map { String($0) }),
        ]
        var isFirst = true
        for case (let type, let id?) in ids {
            add("uniqueid", id, [("type", type)] + (isFirst ? [("default", "true")] : []))
            isFirst = false
        }
    }

    private mutating func add(streamsOf probe: MediaProbe?) {
        guard let probe else { return }
        add("fileinfo") { info in
            info.add("streamdetails") { details in
                details.add("video") { video in
                    video.add("codec", probe.videoCodec)
                    video.add("width", probe.width)
                    video.add("height", probe.height)
                    video.add("durationinseconds", probe.durationMilliseconds.map { Int($0 / 1000) })
                }
                for track in probe.details.audioTracks {
                    details.add("audio") { audio in
                        audio.add("codec", track.codec)
                        audio.add("language", track.language)
                        audio.add("channels", track.channels)
                    }
                }
            }
        }
    }

    /// With at most one digit behind the point.
    private static func decimal(_ number: Double) -> String {
        let tenths = Int((min(max(number, 0), 1_000) * 10).rounded())
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
    }

    private static func moment(_ moment: Instant) -> String {
        moment.iso8601WithoutZone.replacing("T", with: " ")
    }
}
