import Basics
import Domain
import Recommendations
import SurfaceKit

struct PicksResponse: Encodable {
    @OrNull var run: RunRow?
    let recommendations: [CandidateRow]
    /// Why there are none.
    let message: String?

    init(run: RunRow?, recommendations: [CandidateRow], message: String?) {
        _run = OrNull(wrappedValue: run)
        self.recommendations = recommendations
        self.message = message
    }
}

struct RunsResponse: Encodable {
    let runs: [RunRow]
}

struct RegeneratedResponse: Encodable {
    let message: String
    let runId: String
    let count: Int
}

/// A choice of titles for somebody.
struct RunRow: Encodable {
    let id: String
    let userID: String
    let runType: String
    /// Channels keep no runs.
    @OrNull var channelID: String?
    let mediaType: String
    let candidateCount: Int
    /// The same under the name that the client reads.
    let totalCandidates: Int
    let selectedCount: Int
    @OrNull var durationMilliseconds: Int?
    let status: String
    @OrNull var errorMessage: String?
    let createdAt: String
    @OrNull var completedAt: String?

    init(_ run: RecommendationRun) {
        id = run.id.description
        userID = run.userID.description
        runType = run.cause.rawValue
        _channelID = OrNull(wrappedValue: nil)
        mediaType = run.kind.rawValue
        candidateCount = run.candidateCount
        totalCandidates = run.candidateCount
        selectedCount = run.selectedCount
        _durationMilliseconds = OrNull(wrappedValue: run.durationMilliseconds)
        status = run.state.rawValue
        _errorMessage = OrNull(wrappedValue: run.problem)
        createdAt = run.createdAt.iso8601WithMilliseconds
        _completedAt = OrNull(wrappedValue: run.endedAt?.iso8601WithMilliseconds)
    }

    enum CodingKeys: String, CodingKey {
        case id, status
        case userID = "user_id"
        case runType = "run_type"
        case channelID = "channel_id"
        case mediaType = "media_type"
        case candidateCount = "candidate_count"
        case totalCandidates = "total_candidates"
        case selectedCount = "selected_count"
        case durationMilliseconds = "duration_ms"
        case errorMessage = "error_message"
        case createdAt = "created_at"
        case completedAt = "completed_at"
    }
}

/// The parts of a score by name.
struct ScoreParts: Encodable {
    let similarity: Double
    let novelty: Double
    let rating: Double
    let diversity: Double

    init(_ scores: CandidateScores) {
        similarity = scores.similarity
        novelty = scores.novelty
        rating = scores.rating
        diversity = scores.diversity
    }
}

/// A title that was recommended.
struct CandidateRow: Encodable {
    let id: String
    let runID: String
    @OrNull var movieID: String?
    @OrNull var seriesID: String?
    let rank: Int
    let selectedRank: Int
    let isSelected = true
    let finalScore: Double
    let similarityScore: Double
    let noveltyScore: Double
    let ratingScore: Double
    let diversityScore: Double
    let scoreBreakdown: ScoreParts
    @OrNull var explanation: String?
    let createdAt: String
    /// Of a film.
    let movie: PickedTitleFields?
    /// Of a series.
    let series: PickedTitleFields?

    init(_ pick: PickedTitle, _ extras: TitleExtras) {
        let (candidate, title) = (pick.candidate, pick.title)
        let (titleID, isSeries) = (title.id.description, title.kind == .series)
        id = candidate.id.description
        runID = candidate.runID.description
        _movieID = OrNull(wrappedValue: isSeries ? nil : titleID)
        _seriesID = OrNull(wrappedValue: isSeries ? titleID : nil)
        rank = candidate.rank
        selectedRank = pick.place
        finalScore = candidate.scores.final
        similarityScore = candidate.scores.similarity
        noveltyScore = candidate.scores.novelty
        ratingScore = candidate.scores.rating
        diversityScore = candidate.scores.diversity
        scoreBreakdown = ScoreParts(candidate.scores)
        _explanation = OrNull(wrappedValue: candidate.explanation)
        createdAt = candidate.createdAt.iso8601WithMilliseconds
        let fields = PickedTitleFields(title, extras)
        (movie, series) = isSeries ? (nil, fields) : (fields, nil)
    }

    enum CodingKeys: String, CodingKey {
        case id, rank, movie, series
        case runID = "run_id"
        case movieID = "movie_id"
        case seriesID = "series_id"
        case selectedRank = "selected_rank"
        case isSelected = "is_selected"
        case finalScore = "final_score"
        case similarityScore = "similarity_score"
        case noveltyScore = "novelty_score"
        case ratingScore = "rating_score"
        case diversityScore = "diversity_score"
        case scoreBreakdown = "score_breakdown"
        case explanation = "ai_explanation"
        case createdAt = "created_at"
    }
}

/// What a recommendation shows of its title.
struct PickedTitleFields: Encodable {
    private let fields: TitleFields
    private let more: More

    private struct More: Encodable {
        let id: String
        /// Of series.
        let network: String??
    }

    init(_ title: Title, _ extras: TitleExtras) {
        fields = TitleFields(title, extras)
        more = More(
            id: title.id.description, network: title.kind == .series ? .some(title.metadata.studios.first) : nil)
    }

    func encode(to encoder: any Encoder) throws {
        try fields.encode(to: encoder)
        try more.encode(to: encoder)
    }
}
