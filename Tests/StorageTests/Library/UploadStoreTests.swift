import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// Uploads in chunks, up to their commit.
@Suite struct UploadStoreTests {
    private static func household(_ driver: TestDriver, _ body: (Stores, UserID) async throws -> Void) async throws {
        try await TestStores.with(driver) { test in
            try await body(test.stores, test.stores.accounts.addUser(.test("ann@example.org")).id)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a merge adds what is new, in the order in which it came`(driver: TestDriver) async throws {
        try await Self.household(driver) { stores, user in
            try await stores.owned.add(films(5), to: user, etag: "a", at: .test(1))
            try await stores.uploads.start(.test(user, number: 1, totalCount: 4), openMax: 3)
            let first = try await stores.uploads.stage(.test(user, films(7, 5) + [nil]), within: .test, once: nil)
            #expect(try first.outcome == [.accepted, .duplicate, .invalid])
            let second = try await stores.uploads.stage(
                .test(user, films(7, 6), index: 500), within: .test, once: nil)
            #expect(try second.outcome == [.duplicate, .accepted])
            #expect(try await stores.owned.ownedSet(of: user).ids == films(5))

            let outcome = try await stores.uploads.commit(.test(1), with: .test(user, etag: "b", at: .test(2)))
            #expect(outcome.upload.tallies == EntryTallies(accepted: 2, duplicates: 2, invalid: 1))
            #expect((outcome.chunkCount, outcome.removed, outcome.setSize) == (2, 0, 3))
            let set = try await stores.owned.ownedSet(of: user)
            #expect(set == OwnedSet(ids: films(5, 7, 6), version: 2, etag: "b", lastModified: .test(2)))
        }
    }

    @Test(arguments: TestDriver.available)
    func `a replacement keeps the place of what stays, in one version`(driver: TestDriver) async throws {
        try await Self.household(driver) { stores, user in
            try await stores.owned.add(films(1, 2, 3), to: user, etag: "a", at: .test(1))
            try await stores.uploads.start(.test(user, number: 1, mode: .replace, totalCount: 3), openMax: 3)
            let staged = try await stores.uploads.stage(.test(user, films(4, 3, 4, 1)), within: .test, once: nil)
            #expect(try staged.outcome == [.accepted, .accepted, .duplicate, .accepted])
            let outcome = try await stores.uploads.commit(.test(1), with: .test(user, etag: "b"))
            #expect(outcome.upload.tallies == EntryTallies(accepted: 3, duplicates: 1, invalid: 0))
            #expect((outcome.removed, outcome.setSize) == (1, 3))
            let set = try await stores.owned.ownedSet(of: user)
            #expect(set.ids == films(1, 3, 4) && set.version == 2)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a commit that comes again is answered alike and changes nothing`(driver: TestDriver) async throws {
        try await Self.household(driver) { stores, user in
            try await stores.uploads.start(.test(user, number: 1), openMax: 3)
            _ = try await stores.uploads.stage(.test(user, films(1)), within: .test, once: nil)
            let first = try await stores.uploads.commit(.test(1), with: .test(user, etag: "a"))
            _ = try await stores.owned.clear(with: .test(user, etag: "b"))
            #expect(try await stores.uploads.commit(.test(1), with: .test(user, etag: "c")) == first)
            #expect(try await stores.owned.ownedSetHead(of: user).size == 0)
            await #expect(throws: LibraryError.uploadNotActive) {
                _ = try await stores.uploads.stage(.test(user, films(2)), within: .test, once: nil)
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `a merge of what is there changes neither version nor etag`(driver: TestDriver) async throws {
        try await Self.household(driver) { stores, user in
            try await stores.owned.add(films(1, 2), to: user, etag: "a", at: .test(1))
            try await stores.uploads.start(.test(user, number: 1), openMax: 3)
            _ = try await stores.uploads.stage(.test(user, films(2, 1)), within: .test, once: nil)
            let outcome = try await stores.uploads.commit(.test(1), with: .test(user, etag: "b"))
            #expect(outcome.upload.tallies == EntryTallies(accepted: 0, duplicates: 2, invalid: 0))
            let head = try await stores.owned.ownedSetHead(of: user)
            #expect((head.version, head.etag) == (1, "a"))
        }
    }

    @Test(arguments: TestDriver.available)
    func `what left the set since it was staged comes back`(driver: TestDriver) async throws {
        try await Self.household(driver) { stores, user in
            try await stores.owned.add(films(1), to: user, etag: "a", at: .test(1))
            try await stores.uploads.start(.test(user, number: 1), openMax: 3)
            _ = try await stores.uploads.stage(.test(user, films(1)), within: .test, once: nil)
            _ = try await stores.owned.clear(with: .test(user, etag: "b"))
            let outcome = try await stores.uploads.commit(.test(1), with: .test(user, etag: "c"))
            #expect(outcome.upload.tallies.accepted == 1 && outcome.setSize == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a union that is too large leaves the set alone and ends the upload`(driver: TestDriver) async throws {
        try await Self.household(driver) { stores, user in
            try await stores.owned.add(films(1, 2), to: user, etag: "a", at: .test(1))
            try await stores.uploads.start(.test(user, number: 1), openMax: 3)
            _ = try await stores.uploads.stage(.test(user, films(3, 4)), within: .test, once: nil)
            await #expect(throws: LibraryError.tooManyFilms(maximum: 3)) {
                _ = try await stores.uploads.commit(.test(1), with: .test(user, etag: "b", sizeMax: 3))
            }
            #expect(try await stores.owned.ownedSet(of: user).ids == films(1, 2))
            #expect(try await stores.uploads.upload(.test(1), of: user, at: .test(0))?.upload.state == .failed)
            await #expect(throws: LibraryError.uploadNotActive) {
                _ = try await stores.uploads.commit(.test(1), with: .test(user))
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `a replacement of which nothing came wipes nothing`(driver: TestDriver) async throws {
        try await Self.household(driver) { stores, user in
            try await stores.owned.add(films(1), to: user, etag: "a", at: .test(1))
            try await stores.uploads.start(.test(user, number: 1, mode: .replace, totalCount: 5), openMax: 3)
            await #expect(throws: LibraryError.incompleteUpload) {
                _ = try await stores.uploads.commit(.test(1), with: .test(user, etag: "b"))
            }
            #expect(try await stores.owned.ownedSetHead(of: user).size == 1)
            #expect(try await stores.uploads.upload(.test(1), of: user, at: .test(0))?.upload.state == .active)
            try await stores.uploads.start(.test(user, number: 2, mode: .replace, totalCount: 0), openMax: 3)
            #expect(try await stores.uploads.commit(.test(2), with: .test(user, etag: "c")).removed == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `limits of chunks and of uploads refuse the whole chunk`(driver: TestDriver) async throws {
        try await Self.household(driver) { stores, user in
            try await stores.uploads.start(.test(user, number: 1), openMax: 3)
            let bounds = UploadBounds(films: 3, chunkEntries: 2, chunks: 2)
            await #expect(throws: LibraryError.chunkTooLarge(maximum: 2)) {
                _ = try await stores.uploads.stage(.test(user, films(1, 2, 3)), within: bounds, once: nil)
            }
            _ = try await stores.uploads.stage(.test(user, films(1, 2)), within: bounds, once: nil)
            await #expect(throws: LibraryError.tooManyFilms(maximum: 3)) {
                _ = try await stores.uploads.stage(.test(user, films(3, 4), index: 1), within: bounds, once: nil)
            }
            let found = try await stores.uploads.upload(.test(1), of: user, at: .test(0))
            #expect(found?.chunks == [0] && found?.upload.tallies.items == 2)
            for index in [1, 0] {
                _ = try await stores.uploads.stage(.test(user, [], index: index), within: bounds, once: nil)
            }
            await #expect(throws: LibraryError.tooManyChunks(maximum: 2)) {
                _ = try await stores.uploads.stage(.test(user, [], index: 2), within: bounds, once: nil)
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `other people's uploads do not exist`(driver: TestDriver) async throws {
        try await Self.household(driver) { stores, user in
            let ben = try await stores.accounts.addUser(.test("ben@example.org")).id
            try await stores.uploads.start(.test(user, number: 1), openMax: 3)
            #expect(try await stores.uploads.upload(.test(1), of: ben, at: .test(0)) == nil)
            await #expect(throws: LibraryError.unknownUpload) {
                _ = try await stores.uploads.stage(.test(ben, films(1)), within: .test, once: nil)
            }
            await #expect(throws: LibraryError.unknownUpload) {
                _ = try await stores.uploads.commit(.test(1), with: .test(ben))
            }
            #expect(try await stores.uploads.recentUploads(of: ben, at: .test(0), limit: 9).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `one too many ends the oldest, and a day without chunks ends any`(driver: TestDriver) async throws {
        try await Self.household(driver) { stores, user in
            for number in 1...4 {
                try await stores.uploads.start(.test(user, number: number, at: .test(Double(number))), openMax: 3)
            }
            func states(_ moment: Instant) async throws -> [UploadState] {
                try await stores.uploads.recentUploads(of: user, at: moment, limit: 9).map(\.state)
            }
            #expect(try await states(.test(9)) == [.active, .active, .active, .expired])
            _ = try await stores.uploads.stage(
                .test(user, films(1), of: 2, at: .test(50_000)), within: .test, once: nil)
            #expect(try await states(.test(86_500)) == [.expired, .expired, .active, .expired])
            await #expect(throws: LibraryError.uploadNotActive) {
                _ = try await stores.uploads.stage(
                    .test(user, films(1), of: 3, at: .test(86_500)), within: .test, once: nil)
            }
            #expect(try await stores.uploads.sweepUploads(at: .test(86_500), keep: 2) == 2)
            #expect(try await states(.test(86_500)) == [.expired, .expired, .active])
        }
    }

    @Test(arguments: TestDriver.available)
    func `ten thousand films take few statements`(driver: TestDriver) async throws {
        try await Self.household(driver) { stores, user in
            try await stores.uploads.start(.test(user, number: 1, mode: .replace, totalCount: 10_000), openMax: 3)
            let (_, counter) = try await StatementCounter.counting {
                for chunk in 0..<10 {
                    let ids = films(Array(chunk * 1_000..<(chunk + 1) * 1_000))
                    _ = try await stores.uploads.stage(.test(user, ids, index: chunk), within: .test, once: nil)
                }
                _ = try await stores.uploads.commit(.test(1), with: .test(user, etag: "b"))
            }
            #expect(counter.count <= 100, "\(counter.count)")
            #expect(try await stores.owned.ownedSet(of: user).ids == films(Array(0..<10_000)))
        }
    }

    @Test(arguments: TestDriver.available)
    func `a commit sent several times at once acts once and is answered alike`(driver: TestDriver) async throws {
        try await Self.household(driver) { stores, user in
            try await stores.uploads.start(.test(user, number: 1), openMax: 3)
            _ = try await stores.uploads.stage(.test(user, films(1, 2)), within: .test, once: nil)
            let outcomes = try await concurrently(6) { number in
                try await stores.uploads.commit(.test(1), with: .test(user, etag: "e\(number)"))
            }
            #expect(Set(outcomes).count == 1 && outcomes.first?.setSize == 2)
            #expect(try await stores.owned.ownedSetHead(of: user).version == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `everything at once: uploads begin, end and expire, sets grow and are emptied`(
        driver: TestDriver
    ) async throws {
        try await Self.household(driver) { stores, user in
            try await stores.uploads.start(.test(user, number: 99), openMax: 4)
            _ = try await stores.uploads.stage(.test(user, films(1, 2), of: 99), within: .test, once: nil)
            _ = try await concurrently(12) { number in
                switch number % 4 {
                case 0: try await stores.uploads.start(.test(user, number: number), openMax: 4)
                case 1: _ = try? await stores.uploads.commit(.test(99), with: .test(user, etag: "e\(number)"))
                case 2: try await stores.owned.add(films(number), to: user, etag: "e\(number)", at: .test(1))
                default: _ = try await stores.owned.clear(with: .test(user, etag: "e\(number)"))
                }
            }
            let active = try await stores.uploads.recentUploads(of: user, at: .test(1), limit: 99)
                .count { $0.state == .active }
            #expect(active <= 4)
            let (set, head) = (
                try await stores.owned.ownedSet(of: user), try await stores.owned.ownedSetHead(of: user)
            )
            #expect(set.ids.count == head.size && Set(set.ids).count == set.ids.count)
        }
    }
}
