import Domain

/// What the parts of a search found, before they are made one ranking.
struct SearchEvidence: Sendable {
    /// Titles whose name is the query.
    let named: [TitleID]
    /// Best first.
    let words: [WordHit]
    /// Best first; nil when the query has no vector.
    let meaning: [ScoredTitle]?

    /// Both sides calibrated and added.
    func fused(in index: LiveIndex, limit: Int) -> [ScoredTitle] {
        let meaning = meaning ?? []
        let votes = index.votes(of: words.map(\.titleID) + meaning.map(\.id) + named)
        return HybridRanking(named: Set(named)) { votes[$0] ?? 0 }.fused(words: words, meaning: meaning, limit: limit)
    }

    /// Titles found by their words, and then those that only fit in meaning. Words score above, meaning below a half.
    func wordsFirst() -> [ScoredTitle] {
        var scores = Dictionary((meaning ?? []).map { ($0.id, $0.score / 2) }) { first, _ in first }
        for hit in words { scores[hit.titleID] = 0.5 + HybridRanking.calibrated(hit.score) / 2 }
        for id in named { scores[id] = 1 }
        return scores.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }
}
