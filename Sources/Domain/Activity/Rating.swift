package import Basics

/// Where an opinion was given.
package enum RatingSource: String, Sendable, Codable, CaseIterable {
    /// On the website or through one of the server's interfaces.
    case manual
    case trakt
    case `import`
}

/// What a person thinks of a film or a series.
package struct Rating: Hashable, Sendable {
    package let id: RatingID
    package let uuid: String
    package let userID: UserID
    package let titleID: TitleID
    /// 1 to 10.
    package let value: Int
    package let source: RatingSource
    /// When the opinion was given, wherever that was.
    package let ratedAt: Instant
    package let createdAt: Instant
    package let updatedAt: Instant

    package init(
        ids: (id: RatingID, uuid: String, user: UserID, title: TitleID), value: Int, source: RatingSource,
        moments: (ratedAt: Instant, createdAt: Instant, updatedAt: Instant)
    ) {
        (id, uuid, userID, titleID) = ids
        self.value = value
        self.source = source
        (ratedAt, createdAt, updatedAt) = moments
    }
}

package typealias RatingID = ID<Rating>

/// An opinion as it is given, or withdrawn.
package struct Opinion: Hashable, Sendable {
    /// On the scale that all surfaces share; anything else is no opinion.
    package static let range = 1...10

    package var titleID: TitleID
    /// Nil withdraws what was thought before.
    package let value: Int?
    package let source: RatingSource
    package let ratedAt: Instant
    /// Where it is there, only a known title of this kind takes the opinion; others are as if they were not there.
    package var kind: TitleKind?
    /// The person gives it now, whatever moment it is dated: it replaces what stands even when that is later.
    package var isGivenNow = false

    package init(_ titleID: TitleID, _ value: Int?, source: RatingSource, at ratedAt: Instant) {
        self.titleID = titleID
        self.value = value
        self.source = source
        self.ratedAt = ratedAt
    }
}

/// What became of an opinion.
package enum OpinionOutcome: Sendable, Equatable {
    case added
    case changed
    /// It was there already, or there was nothing to withdraw.
    case unchanged
    /// A later one stands.
    case outdated
    case unknownTitle
}

/// What people think: the one store of ratings of all surfaces. Each method is one transaction. Opinions outlive their
/// titles, and come back when a title with the same id elsewhere returns.
package protocol RatingStore: Sendable {
    /// Takes opinions in, in any order and as often as they come: of each title the last given one stands, and of two
    /// of the same moment the one that came last. Outcomes are in the order of the opinions.
    ///
    /// Throws `AccountError.unknownUser`.
    func take(_ opinions: [Opinion], of user: UserID, at moment: Instant) async throws -> [OpinionOutcome]
    func rating(of title: TitleID, by user: UserID) async throws -> Rating?
    /// When the opinion that stands was given, or withdrawn.
    func ratedAt(_ title: TitleID, by user: UserID) async throws -> Instant?
    /// Those of titles that there are, the latest change first.
    func ratings(by user: UserID) async throws -> [Rating]
    /// Those among the titles that the person rated.
    func ratings(of titles: [TitleID], by user: UserID) async throws -> [TitleID: Rating]
}
