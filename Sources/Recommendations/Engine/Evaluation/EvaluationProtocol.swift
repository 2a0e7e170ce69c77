package import Basics
package import Domain

/// What somebody thought of a title at some time; what evaluations are made of.
package struct Judgement: Sendable, Hashable {
    package let user: UserID
    package let title: TitleID
    /// 1...10.
    package let rating: Int
    package let at: Instant

    package init(user: UserID, title: TitleID, rating: Int, at: Instant) {
        self.user = user
        self.title = title
        self.rating = rating
        self.at = at
    }
}

/// What is hidden from the recommender, and from whom it learns.
package enum EvaluationProtocol: Sendable, Hashable {
    /// Of each person the last fifth of what they liked is held out; everybody's rest is learned from.
    case lastFifth
    /// Of each person the last liked title.
    case leaveLast
    /// Only `people` drawn at random are there, to learn from and to recommend to; the last fifth of each is held
    /// out.
    /// The mean of `draws` such households.
    case household(people: Int, draws: Int, seed: UInt64)

    package var name: String {
        switch self {
        case .lastFifth: "all users, last 20 %"
        case .leaveLast: "all users, last one"
        case .household(let people, let draws, let seed): "household of \(people), \(draws) draws, seed \(seed)"
        }
    }
}

/// What counts in an evaluation.
package struct EvaluationSettings: Sendable, Hashable {
    /// A title rated at least this is liked, on the scale of 1...10.
    package var likeMin = Opinion.firmLikeMin
    /// People who like fewer titles are left out.
    package var likesMin = MeasuringLimits.likesMin
    /// Whether titles that were rated lower before count as known too, and are not ranked, as in the product.
    /// Published marks usually rank everything but the liked ones.
    package var knowsRated = false
    package var picks = PickSettings.movies
    package var model = ItemModelSettings()

    package init() {}
}
