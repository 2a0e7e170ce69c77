package import Basics
package import Domain
import Synchronization

/// What people own, as search reads it with every question: from memory while it did not change.
///
/// Each read asks the store for the etag first, so a change by another server or the command line counts at once.
package struct OwnedLibrary: Sendable {
    private let store: any OwnedSetStore
    private let world: World
    private let cache: OwnedSetCache

    /// `cachedSetsMax` is the number of accounts whose set is kept.
    package init(store: any OwnedSetStore, world: World, cachedSetsMax: Int = LibraryLimits.cachedSetsMax) {
        self.store = store
        self.world = world
        cache = OwnedSetCache(setsMax: cachedSetsMax)
    }

    /// The set of `user` in the order of addition.
    package func set(of user: UserID) async throws -> OwnedSet {
        let head = try await store.ownedSetHead(of: user)
        if let cached = cache.set(of: user, etag: head.etag) { return cached }
        let set = try await store.ownedSet(of: user)
        cache.keep(set, of: user)
        return set
    }

    /// Adds what `user` does not own yet, in this order, under a new etag; returns how many were new.
    @discardableResult
    package func add(_ ids: [IMDbID], to user: UserID) async throws -> Int {
        let etag = world.randomHex(byteCount: LibraryLimits.etagBytes)
        return try await store.add(ids, to: user, etag: etag, at: world.now())
    }
}

/// One set for each of the accounts that asked last.
private final class OwnedSetCache: Sendable {
    private struct Contents {
        var sets: [UserID: OwnedSet] = [:]
        /// Asked longest ago first.
        var order: [UserID] = []
    }

    private let setsMax: Int
    private let contents = Mutex(Contents())

    init(setsMax: Int) {
        self.setsMax = max(1, setsMax)
    }

    func set(of user: UserID, etag: String) -> OwnedSet? {
        contents.withLock { contents in
            guard let set = contents.sets[user], set.etag == etag else { return nil }
            contents.order.removeAll { $0 == user }
            contents.order.append(user)
            return set
        }
    }

    /// Keeps `set`, and forgets the account that asked longest ago when there are too many.
    func keep(_ set: OwnedSet, of user: UserID) {
        contents.withLock { contents in
            contents.order.removeAll { $0 == user }
            contents.order.append(user)
            contents.sets[user] = set
            while contents.order.count > setsMax {
                contents.sets[contents.order.removeFirst()] = nil
            }
        }
    }
}
