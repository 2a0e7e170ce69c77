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

/// The sets of IMDb ids that people own. Each method is one transaction on one snapshot.
package protocol OwnedSetStore: Sendable {
    /// The whole set in the order of addition.
    func ownedSet(of user: UserID) async throws -> OwnedSet
    /// Version, etag and moment without the ids, for callers that hold the ids of that etag already.
    func ownedSetHead(of user: UserID) async throws -> OwnedSet
    /// Adds what is missing, in order; raises the version once when anything was new. Returns how many were.
    func add(_ ids: [IMDbID], to user: UserID, etag: String, at moment: Instant) async throws -> Int
}
