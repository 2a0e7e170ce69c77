package import Domain

/// A title of the history that speaks for another one, with what sentences may say of it.
package struct NearTitle: Sendable, Hashable {
    package let title: TitleID
    /// How alike the two are, 0...1.
    package let similarity: Double
    package let kind: Evidence.Kind
    package var standing: Standing

    package init(title: TitleID, similarity: Double, kind: Evidence.Kind, standing: Standing = Standing()) {
        self.title = title
        self.similarity = similarity
        self.kind = kind
        self.standing = standing
    }
}

/// What is known of a person and a title of the history; what sentences may say.
package struct Standing: Sendable, Hashable {
    package var isFavourite = false
    package var isWatched = false
    package var rating: Int?

    package init() {}

    init(_ entry: HistoryEntry) {
        (isFavourite, isWatched, rating) = (entry.isFavourite, entry.isWatched, entry.rating)
    }

    /// Kept as a favourite, or rated well.
    package var isLiked: Bool { isFavourite || (rating ?? 0) >= Opinion.likeMin }
}

/// What links a title to one of the history, other than likeness.
package struct TitleLink: Sendable, Hashable {
    package enum Reason: Sendable, Hashable {
        /// Both belong to one series of films, as a source says, or else as their titles say. `isNext` when the title
        /// is the next one by year after all that are known.
        case franchise(isNamed: Bool, isNext: Bool)
        /// One person directed both.
        case director(String)
        /// One person plays in both.
        case cast(String)
        /// Who likes the one likes the other, as the model of titles learned.
        case others
    }

    /// Of the history.
    package let title: TitleID
    package let reason: Reason
    package let standing: Standing
}
