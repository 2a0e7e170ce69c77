package import Basics

/// What a person owns, as far as search needs it: the ids and the version they belong to.
package struct OwnedSet: Sendable, Equatable {
    package let ids: [IMDbID]
    /// Grows by one with every request that changes the set; 0 for a new account.
    package let version: Int
    /// Twelve lower-case hexadecimal digits, random for each version.
    package let etag: String
    package let lastModified: Instant?

    package init(ids: [IMDbID], version: Int, etag: String, lastModified: Instant?) {
        self.ids = ids
        self.version = version
        self.etag = etag
        self.lastModified = lastModified
    }
}

/// Version, etag and size of a set, without its ids.
package struct OwnedSetHead: Sendable, Hashable {
    package let version: Int
    package let etag: String
    package let lastModified: Instant?
    package let size: Int

    package init(version: Int, etag: String, lastModified: Instant?, size: Int) {
        self.version = version
        self.etag = etag
        self.lastModified = lastModified
        self.size = size
    }
}

/// Whose set is about to change, under which new etag, and what happens with it in the same transaction.
package struct SetChange: Sendable {
    package let user: UserID
    /// The tag of the set from then on, should it really change.
    package let etag: String
    package let moment: Instant
    /// A set never has more films.
    package let sizeMax: Int
    /// Queued when the set gained ids of which the catalogue knows nothing.
    package let enrichment: NewJob?

    package init(user: UserID, etag: String, at moment: Instant, sizeMax: Int, enrichment: NewJob? = nil) {
        self.user = user
        self.etag = etag
        self.moment = moment
        self.sizeMax = sizeMax
        self.enrichment = enrichment
    }
}

/// What adding or removing did: a verdict for each entry, and the set's head afterwards.
///
/// `accepted` was added or removed, `duplicate` was there already or was not there.
package struct SetOutcome: Sendable, Hashable {
    package let verdicts: [EntryVerdict]
    package let head: OwnedSetHead

    package init(verdicts: [EntryVerdict], head: OwnedSetHead) {
        self.verdicts = verdicts
        self.head = head
    }
}

/// The sets of IMDb ids that people own. Each method is one transaction on one snapshot.
package protocol OwnedSetStore: Sendable {
    /// The whole set in the order of addition.
    func ownedSet(of user: UserID) async throws -> OwnedSet
    /// The head alone, for callers that hold the ids of that etag already.
    func ownedSetHead(of user: UserID) async throws -> OwnedSetHead
    /// Adds what is missing, in order; raises the version once when anything was new. An entry is nil where a client
    /// sent something that is no id.
    ///
    /// Throws `LibraryError.tooManyFilms`, `OnceError.keyReused` or `AccountError.unknownUser`, and then changes
    /// nothing.
    func add(
        _ entries: [IMDbID?], with change: SetChange, once: OnceRequest<SetOutcome>?
    ) async throws -> OnceResult<SetOutcome>
    /// Removes what is there; raises the version once when anything was. Throws `OnceError.keyReused`.
    func remove(
        _ entries: [IMDbID?], with change: SetChange, once: OnceRequest<SetOutcome>?
    ) async throws -> OnceResult<SetOutcome>
    /// Empties the set; returns how many films it had.
    func clear(with change: SetChange) async throws -> Int
}
