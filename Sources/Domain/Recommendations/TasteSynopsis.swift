package import Basics

/// What is said of somebody's taste, as it is stored.
package struct TasteSynopsis: Hashable, Sendable {
    package let text: String
    package let updatedAt: Instant
    /// The model that wrote it; nil for one that this server composed.
    package let model: String?

    package init(text: String, updatedAt: Instant, model: String?) {
        self.text = text
        self.updatedAt = updatedAt
        self.model = model
    }
}

/// What somebody does not want to be counted for their taste.
package enum TasteOmission: Hashable, Sendable {
    case title(TitleID)
    /// By name, without regard to case.
    case genre(String)
    /// What was watched or rated between two moments, such as the week in which guests chose.
    case period(Range<Instant>)
}

/// An omission as it is stored.
package struct StoredOmission: Hashable, Sendable {
    package let id: ID<StoredOmission>
    package let omission: TasteOmission
    package let createdAt: Instant

    package init(id: ID<StoredOmission>, omission: TasteOmission, createdAt: Instant) {
        self.id = id
        self.omission = omission
        self.createdAt = createdAt
    }
}

/// What is said of people's tastes, and what they took out of them. Each method is one transaction.
package protocol TasteStore: Sendable {
    func synopsis(_ kind: TitleKind, of user: UserID) async throws -> TasteSynopsis?
    func save(_ synopsis: TasteSynopsis, _ kind: TitleKind, of user: UserID) async throws

    /// Oldest first.
    func omissions(of user: UserID) async throws -> [StoredOmission]
    /// The stored one where it is there already; else what was said of the person's taste is forgotten. Nil when the
    /// title is unknown. Throws `TasteError.tooMany`.
    func omit(_ omission: TasteOmission, of user: UserID, at moment: Instant) async throws -> StoredOmission?
    /// False when there is none; else what was said of the person's taste is forgotten.
    func restore(_ id: ID<StoredOmission>, of user: UserID) async throws -> Bool
}

/// What can be wrong with a wish about a taste.
package enum TasteError: Error, Hashable, Sendable {
    /// More than `DomainLimits.omissionsMax` of one person.
    case tooMany
}
