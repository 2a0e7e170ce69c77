import Basics
import Domain
import Recommendations
import SurfaceKit

struct NoInsightResponse: Encodable {
    let isRecommended = false
    let message: String
}

/// Why a title was recommended, or what kept it from that.
struct InsightResponse: Encodable {
    struct Scores: Encodable {
        let final: Double
        let similarity: Double
        let novelty: Double
        let rating: Double
        let diversity: Double
    }

    let isRecommended = true
    let isSelected: Bool
    let rank: Int
    let scores: Scores
    let scoreBreakdown: ScoreParts
    /// What the similarity is made of.
    let terms: [String: Double]
    let evidence: [EvidenceRow]
    let genreAnalysis: GenreAnalysisRow

    init(_ insight: PickInsight, _ kind: TitleKind, _ extras: TitleExtras) {
        let (candidate, parts) = (insight.candidate, insight.candidate.scores)
        isSelected = candidate.selectedRank != nil
        rank = candidate.rank
        scores = Scores(
            final: parts.final, similarity: parts.similarity, novelty: parts.novelty, rating: parts.rating,
            diversity: parts.diversity)
        scoreBreakdown = ScoreParts(parts)
        terms = parts.terms
        evidence = insight.evidence.map { EvidenceRow($0, extras) }
        genreAnalysis = GenreAnalysisRow(insight.genres, isSeries: kind == .series)
    }
}

struct EvidenceResponse: Encodable {
    let evidence: [EvidenceRow]
}

/// A title of somebody's history that speaks for another one.
struct EvidenceRow: Encodable {
    struct Like: Encodable {
        let id: String
        let title: String
        @OrNull var year: Int?
        @OrNull var posterURL: String?
        let genres: [String]

        init(_ title: Title, _ extras: TitleExtras) {
            id = title.id.description
            self.title = title.metadata.title
            _year = OrNull(wrappedValue: title.metadata.year)
            _posterURL = OrNull(wrappedValue: extras.poster(of: title))
            genres = title.metadata.genres
        }

        enum CodingKeys: String, CodingKey {
            case id, title, year, genres
            case posterURL = "poster_url"
        }
    }

    let id: String
    let movieID: String?
    let seriesID: String?
    let similarity: Double
    let type: String
    let movie: Like?
    let series: Like?

    init(_ shown: ShownEvidence, _ extras: TitleExtras) {
        let (title, like) = (shown.title.id.description, Like(shown.title, extras))
        id = shown.id
        similarity = shown.evidence.similarity
        type = shown.evidence.kind.rawValue
        (movieID, movie, seriesID, series) =
            shown.title.kind == .series ? (nil, nil, title, like) : (title, like, nil, nil)
    }

    enum CodingKeys: String, CodingKey {
        case id, similarity
        case movieID = "similar_movie_id"
        case seriesID = "similar_series_id"
        case type = "evidence_type"
        case movie = "similar_movie"
        case series = "similar_series"
    }
}

struct GenreAnalysisRow: Encodable {
    struct Share: Encodable {
        let genre: String
        let count: Int
        let weight: Double

        enum CodingKeys: String, CodingKey {
            case genre, weight
            case count = "watch_count"
        }
    }

    /// The client reads this name for series too.
    let movieGenres: [String]
    let seriesGenres: [String]?
    let matchingGenres: [String]
    let newGenres: [String]
    let userTopGenres: [Share]

    init(_ analysis: GenreAnalysis, isSeries: Bool) {
        movieGenres = analysis.genres
        seriesGenres = isSeries ? analysis.genres : nil
        matchingGenres = analysis.matching
        newGenres = analysis.new
        userTopGenres = analysis.top.map { Share(genre: $0.genre, count: $0.count, weight: $0.weight) }
    }
}
