import Domain
import Search
import SurfaceKit

/// The answer of `POST /kodi/search/movies` for clients that send `mode` and its like.
struct ModeSearchResponse: Encodable {
    struct Entry: Encodable {
        let imdbID: String
        let score: Double
        let wordScore: Double

        enum CodingKeys: String, CodingKey {
            case imdbID = "imdb_id"
            case score
            case wordScore = "bm25_score"
        }
    }

    var success = true
    let query: String
    let mode: String
    let totalResults: Int
    let maxScore: Double
    let results: [Entry]
    let diagnostics: SearchDiagnostics?

    init(query: String, extras: SearchExtras, answer: ModeAnswer, missingModel: String?) {
        self.query = query
        mode = extras.mode.rawValue
        totalResults = answer.hits.count
        maxScore = answer.hits.first?.score ?? 0
        results = answer.hits.map { Entry(imdbID: $0.imdbID.rawValue, score: $0.score, wordScore: $0.wordScore) }
        diagnostics =
            extras.wantsDiagnostics
            ? SearchDiagnostics(query: query, mode: extras.mode, answer: answer, missingModel: missingModel) : nil
    }

    enum CodingKeys: String, CodingKey {
        case success, query, mode, results, diagnostics
        case totalResults = "total_results"
        case maxScore = "max_score"
    }
}

/// How a search came about, for people who wonder about its results.
struct SearchDiagnostics: Encodable {
    let modelUsed: Bool
    let fallbackUsed: Bool
    let fallbackReason: String?
    let executionMode: String
    var vectorWeights = TitleSearch.facetWeights
    let summary: String

    init(query: String, mode: SearchMode, answer: ModeAnswer, missingModel: String?) {
        var reasons = [missingModel].compactMap(\.self)
        if !answer.usedMeaning { reasons.append("the query has no vector, so words answered alone") }
        modelUsed = answer.reading != nil
        fallbackUsed = !reasons.isEmpty
        fallbackReason = reasons.isEmpty ? nil : reasons.joined(separator: "; ")
        executionMode = answer.usedMeaning ? mode.rawValue : SearchMode.bm25.rawValue
        summary = [query, answer.reading?.mood, answer.reading?.themes].compactMap(\.self).joined(separator: "; ")
    }

    enum CodingKeys: String, CodingKey {
        case modelUsed = "llm_used"
        case fallbackUsed = "fallback_used"
        case fallbackReason = "fallback_reason"
        case executionMode = "execution_mode"
        case vectorWeights = "vector_weights"
        case summary = "parsed_intent_summary"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(modelUsed, forKey: .modelUsed)
        try container.encode(fallbackUsed, forKey: .fallbackUsed)
        try container.encode(fallbackReason, forKey: .fallbackReason)
        try container.encode(executionMode, forKey: .executionMode)
        try container.encode(vectorWeights, forKey: .vectorWeights)
        try container.encode(summary, forKey: .summary)
    }
}
