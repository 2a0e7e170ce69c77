import Basics
import Domain
import Library
import Synchronization
import Testing

@Suite struct OwnedLibraryTests {
    private let store = FakeOwnedSetStore()
    private let world = World(
        now: { Instant(milliseconds: 1_700_000_000_000) }, randomBytes: { Array(repeating: 0xab, count: $0) })

    @Test func theIdsAreReadOnceWhileNothingChanges() async throws {
        await store.put(["tt0000001", "tt0000002"], etag: "aaaaaaaaaaaa", of: UserID(1))
        let library = OwnedLibrary(store: store, changes: SetChanges(world: world))
        for _ in 0..<3 {
            #expect(try await library.set(of: UserID(1)).ids.map(\.rawValue) == ["tt0000001", "tt0000002"])
        }
        #expect(await store.fullReads == 1)
    }

    @Test func aChangeFromElsewhereCountsAtOnce() async throws {
        let library = OwnedLibrary(store: store, changes: SetChanges(world: world))
        await store.put(["tt0000001"], etag: "aaaaaaaaaaaa", of: UserID(1))
        _ = try await library.set(of: UserID(1))
        await store.put([], etag: "bbbbbbbbbbbb", of: UserID(1))
        #expect(try await library.set(of: UserID(1)).ids.isEmpty)
    }

    @Test func theEtagIsAskedOnceUntilAChangeIsHeardOf() async throws {
        let counts = HeardChanges()
        let library = OwnedLibrary(store: store, changes: SetChanges(world: world), heard: counts, now: world.now)
        await store.put(["tt0000001"], etag: "aaaaaaaaaaaa", of: UserID(1))
        for _ in 0..<3 { #expect(try await library.head(of: UserID(1)).etag == "aaaaaaaaaaaa") }
        #expect(await store.headReads == 1)
        await store.put([], etag: "bbbbbbbbbbbb", of: UserID(1))
        counts.change()
        #expect(try await library.head(of: UserID(1)).etag == "bbbbbbbbbbbb")
        #expect(try await library.set(of: UserID(1)).ids.isEmpty)
        #expect(await store.headReads == 2)
    }

    @Test func accountsAreKeptApart() async throws {
        let library = OwnedLibrary(store: store, changes: SetChanges(world: world))
        await store.put(["tt0000001"], etag: "000000000000", of: UserID(1))
        await store.put(["tt0000002"], etag: "000000000000", of: UserID(2))
        #expect(try await library.set(of: UserID(1)).ids.map(\.rawValue) == ["tt0000001"])
        #expect(try await library.set(of: UserID(2)).ids.map(\.rawValue) == ["tt0000002"])
    }

    @Test func theAccountThatAskedLongestAgoIsForgotten() async throws {
        let library = OwnedLibrary(store: store, changes: SetChanges(world: world), cachedSetsMax: 2)
        for user in [1, 2, 1, 3, 1] { _ = try await library.set(of: UserID(Int32(user))) }
        #expect(await store.fullReads == 3)
        _ = try await library.set(of: UserID(2))
        #expect(await store.fullReads == 4)
    }

    @Test func addingUsesAFreshEtagOfTwelveDigits() async throws {
        let library = OwnedLibrary(store: store, changes: SetChanges(world: world))
        let id = try #require(IMDbID("tt0111161"))
        guard case .done(let outcome, nil) = try await library.add([id], to: UserID(4)) else {
            Issue.record("there was no key")
            return
        }
        #expect(outcome.verdicts == [.accepted])
        #expect(try await library.set(of: UserID(4)).etag == "abababababab")
        #expect(try await library.set(of: UserID(4)).ids == [id])
    }
}

/// Owned sets in memory that count how often the ids were read.
private actor FakeOwnedSetStore: OwnedSetStore {
    private(set) var fullReads = 0
    private(set) var headReads = 0
    private var sets: [UserID: OwnedSet] = [:]

    func put(_ ids: [String], etag: String, of user: UserID) {
        let version = (sets[user]?.version ?? 0) + 1
        sets[user] = OwnedSet(ids: ids.compactMap { IMDbID($0) }, version: version, etag: etag, lastModified: nil)
    }

    func ownedSet(of user: UserID) -> OwnedSet {
        fullReads += 1
        return sets[user] ?? OwnedSet(ids: [], version: 0, etag: "000000000000", lastModified: nil)
    }

    func ownedSetHead(of user: UserID) -> OwnedSetHead {
        headReads += 1
        let set = sets[user]
        return OwnedSetHead(
            version: set?.version ?? 0, etag: set?.etag ?? "000000000000", lastModified: nil, size: set?.ids.count ?? 0)
    }

    func add(
        _ entries: [IMDbID?], with change: SetChange, once: OnceRequest<SetOutcome>?
    ) -> OnceResult<SetOutcome> {
        let old = sets[change.user]
        let new = entries.compactMap(\.self).filter { !(old?.ids ?? []).contains($0) }
        sets[change.user] = OwnedSet(
            ids: (old?.ids ?? []) + new, version: (old?.version ?? 0) + 1, etag: change.etag,
            lastModified: change.moment)
        return .done(
            SetOutcome(verdicts: new.map { _ in .accepted }, head: ownedSetHead(of: change.user)), nil)
    }

    func remove(
        _ entries: [IMDbID?], with change: SetChange, once: OnceRequest<SetOutcome>?
    ) throws -> OnceResult<SetOutcome> { throw CancellationError() }

    func clear(with change: SetChange) throws -> Int { throw CancellationError() }
}

/// Changes that the test makes up.
private final class HeardChanges: ChangeCounts {
    private let changes = Atomic<UInt64>(0)

    func change() {
        changes.add(1, ordering: .relaxed)
    }

    func count(of area: ChangeArea) -> UInt64? {
        area == .library ? changes.load(ordering: .relaxed) : nil
    }
}
