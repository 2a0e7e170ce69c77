import Domain
import Recommendations

/// A title that was picked, with everything that speaks for it.
struct PickCard: Sendable {
    /// A title of the person's own history that led to it.
    struct Reason: Sendable {
        let title: String
        let words: String
    }

    let id: String
    /// From 1.
    let place: String
    let poster: Poster
    /// In a sentence.
    let why: String?
    let reasons: [Reason]
    let hasReasons: Bool
    /// What its score is made of.
    let bars: [Bar]
    let hearts: Hearts

    /// `reasons` are those that may be seen. Where that is not everything that a sentence may name, there is none.
    init(
        _ pick: PickedTitle, reasons: (seen: [ShownEvidence], areTold: Bool), poster: Poster, rating: Int?, page: String
    ) {
        let scores = pick.candidate.scores
        id = pick.title.id.description
        place = String(pick.place)
        self.poster = poster
        why = reasons.areTold ? pick.candidate.explanation : nil
        self.reasons = reasons.seen.prefix(WebLimits.reasonsMax).map { Reason($0) }
        hasReasons = !self.reasons.isEmpty
        bars = [
            Bar("Close to your taste", share: scores.similarity), Bar("New to you", share: scores.novelty),
            Bar("Rated by others", share: scores.rating), Bar("Unlike the other picks", share: scores.diversity),
        ]
        hearts = Hearts(pick.title.id, pick.title.metadata.title, value: rating, back: "\(page)#t\(pick.title.id)")
    }
}

extension PickCard.Reason {
    init(_ evidence: ShownEvidence) {
        let metadata = evidence.title.metadata
        title = metadata.year.map { "\(metadata.title) (\($0))" } ?? metadata.title
        switch evidence.evidence.kind {
        case .favourite: words = "one of your favourites"
        case .highlyRated: words = "you liked it much"
        case .watched: words = "you watched it"
        }
    }
}
