import Basics
import Domain

/// One person of an evaluation: what the recommender may know, and what it is to foretell.
struct HeldOutPerson: Sendable {
    let user: UserID
    let history: [HistoryEntry]
    /// Titles that were liked and are known.
    let liked: [TitleID]
    let heldOut: Set<TitleID>

    /// Everybody who likes enough titles, by id.
    static func all(
        _ judgements: [Judgement], settings: EvaluationSettings, heldOut: (_ likes: Int) -> Int
    ) -> [HeldOutPerson] {
        let byUser = Dictionary(grouping: judgements, by: \.user).sorted { $0.key < $1.key }
        return byUser.compactMap { user, judgements in
            let judgements = judgements.sorted { ($0.at, $0.title) < ($1.at, $1.title) }
            let likes = judgements.filter { $0.rating >= settings.likeMin }
            guard likes.count >= settings.likesMin, likes.count > 1 else { return nil }
            return HeldOutPerson(user, judgements, likes, count: heldOut(likes.count), settings: settings)
        }
    }

    private init(
        _ user: UserID, _ judgements: [Judgement], _ likes: [Judgement], count: Int, settings: EvaluationSettings
    ) {
        self.user = user
        let known = likes.dropLast(count)
        let held = likes.suffix(count)
        liked = known.map(\.title)
        heldOut = Set(held.map(\.title)).subtracting(liked)
        let cut = held.first?.at ?? Instant(milliseconds: .max)
        let others = judgements.filter { settings.knowsRated && $0.rating < settings.likeMin && $0.at < cut }
        history = (known + others).map { judgement in
            var entry = HistoryEntry(title: judgement.title)
            (entry.rating, entry.ratedAt) = (judgement.rating, judgement.at)
            return entry
        }
    }
}
