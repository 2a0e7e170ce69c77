package import Basics
package import Domain

/// What people own, as search reads it with every question: from memory while it did not change.
///
/// Each read compares the etag first. That is asked of the store, or with `heard` kept until a set changes: by this
/// process at once, by another server or the command line as soon as this process hears of it.
package struct OwnedLibrary: Sendable {
    private let store: any OwnedSetStore
    private let changes: SetChanges
    private let heard: (any ChangeCounts)?
    private let now: @Sendable () -> Instant
    private let cache: OwnedSetCache
    private let heads = FreshValues<UserID, OwnedSetHead>(
        valuesMax: LibraryLimits.headsKept, seconds: LibraryLimits.headKeptSeconds)

    /// `cachedSetsMax` is the number of accounts whose set is kept.
    package init(
        store: any OwnedSetStore, changes: SetChanges, heard: (any ChangeCounts)? = nil,
        now: @escaping @Sendable () -> Instant = World.live.now, cachedSetsMax: Int = LibraryLimits.cachedSetsMax
    ) {
        self.store = store
        self.changes = changes
        self.heard = heard
        self.now = now
        cache = OwnedSetCache(setsMax: cachedSetsMax)
    }

    /// The set of `user` in the order of addition.
    package func set(of user: UserID) async throws -> OwnedSet {
        try await snapshot(of: user, head: head(of: user)).set
    }

    /// The same with the answers made from it; the set may be newer than `head`.
    package func snapshot(of user: UserID, head: OwnedSetHead) async throws -> OwnedSnapshot {
        if let cached = cache.snapshot(of: user, etag: head.etag) { return cached }
        return cache.keep(try await store.ownedSet(of: user), of: user)
    }

    /// Version, etag and size, without the films.
    package func head(of user: UserID) async throws -> OwnedSetHead {
        try await heads.value(of: user, changes: heard?.count(of: .library), now: now()) {
            try await store.ownedSetHead(of: user)
        }
    }

    /// Adds what `user` does not own yet, in this order; an entry is nil where a client sent something that is no id.
    ///
    /// Throws `LibraryError` `tooManyEntries` or `tooManyFilms`, and `OnceError.keyReused`; nothing is added then.
    package func add(
        _ entries: [IMDbID?], to user: UserID, once: OnceRequest<SetOutcome>? = nil
    ) async throws -> OnceResult<SetOutcome> {
        try Self.checkCount(of: entries)
        return try await store.add(entries, with: changes.next(for: user), once: once)
    }

    /// Removes what `user` owns of these. Throws `LibraryError.tooManyEntries` or `OnceError.keyReused`.
    package func remove(
        _ entries: [IMDbID?], from user: UserID, once: OnceRequest<SetOutcome>? = nil
    ) async throws -> OnceResult<SetOutcome> {
        try Self.checkCount(of: entries)
        return try await store.remove(entries, with: changes.next(for: user), once: once)
    }

    /// Empties the set; returns how many films it had. Uploads that are under way go on.
    package func clear(of user: UserID) async throws -> Int {
        try await store.clear(with: changes.next(for: user))
    }

    private static func checkCount(of entries: [IMDbID?]) throws {
        guard entries.count <= LibraryLimits.entriesMax else {
            throw LibraryError.tooManyEntries(maximum: LibraryLimits.entriesMax)
        }
    }
}
