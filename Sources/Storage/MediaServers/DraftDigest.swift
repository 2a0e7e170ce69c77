import Basics
import Domain

/// Tells whether a media server says something else of an item than before.
struct DraftDigest {
    /// Raised when more of a draft is stored, so that everything is taken over again.
    private static let version = "1"

    private var digest = StableDigest()

    init(_ draft: TitleDraft, path: String?) {
        let metadata = draft.metadata
        digest.add(Self.version)
        add(draft.kind.rawValue, draft.imdbID?.rawValue, draft.tmdbID.map(String.init), path)
        add(metadata.title, metadata.originalTitle, metadata.releaseDate, metadata.overview)
        add(metadata.tagline, metadata.contentRating, metadata.posterPath, metadata.year.map(String.init))
        add(metadata.runtimeMinutes.map(String.init), metadata.voteAverage.map { "\($0)" })
        add(metadata.voteCount.map(String.init), metadata.popularity.map { "\($0)" })
        for list in [
            metadata.genres, metadata.keywords, metadata.studios, metadata.countries, metadata.languages,
        ] { add(list) }
        add(metadata.credits.map { "\($0.role.rawValue) \($0.name)" })
    }

    var hex: String { digest.hex }

    mutating func add(_ texts: String?...) {
        // What is missing differs from what is empty.
        for text in texts { digest.add(text.map { "+" + $0 } ?? "-") }
    }

    mutating func add(_ list: [String]) {
        digest.add(String(list.count))
        for text in list { digest.add(text) }
    }
}

extension ServerTitleDraft {
    var digest: String {
        var digest = DraftDigest(draft, path: path)
        if let facts {
            digest.add(facts.tvdbID.map(String.init), facts.status, facts.endYear.map(String.init))
            digest.add(facts.criticRating.map { "\($0)" })
            digest.add(facts.airDays)
        }
        return digest.hex
    }
}

extension ServerEpisodeDraft {
    /// The series is part of it: an episode follows its series to another title.
    func digest(in series: TitleID) -> String {
        var digest = DraftDigest(draft, path: path)
        digest.add(series.description, String(season), String(number), airDate)
        return digest.hex
    }
}
