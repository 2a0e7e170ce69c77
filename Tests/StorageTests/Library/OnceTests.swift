import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// Requests with an idempotency key: they act once and are answered alike every time.
@Suite struct OnceTests {
    private static func household(_ driver: TestDriver, _ body: (Stores, UserID) async throws -> Void) async throws {
        try await TestStores.with(driver) { test in
            let user = try await test.stores.accounts.addUser(.test("ann@example.org")).id
            try await test.stores.uploads.start(.test(user, number: 1), openMax: 3)
            try await body(test.stores, user)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a repetition gets the first answer and adds nothing`(driver: TestDriver) async throws {
        try await Self.household(driver) { stores, user in
            let chunk = UploadChunk.test(user, films(1, 1))
            let first = try await stores.uploads.stage(chunk, within: .test, once: .test(user))
            #expect(try first.outcome == [.accepted, .duplicate])
            let again = try await stores.uploads.stage(chunk, within: .test, once: .test(user))
            #expect(again.repeatedAnswer == KeptAnswer(status: 200, body: Array("accepted duplicate".utf8)))
            let upload = try await stores.uploads.upload(.test(1), of: user, at: .test(0))
            #expect(upload?.upload.tallies == EntryTallies(accepted: 1, duplicates: 1, invalid: 0))
        }
    }

    @Test(arguments: TestDriver.available)
    func `a key belongs to one body, one endpoint and one account`(driver: TestDriver) async throws {
        try await Self.household(driver) { stores, user in
            let chunk = UploadChunk.test(user, films(1))
            _ = try await stores.uploads.stage(chunk, within: .test, once: .test(user))
            await #expect(throws: OnceError.keyReused) {
                _ = try await stores.uploads.stage(
                    .test(user, films(2)), within: .test, once: .test(user, body: 2))
            }
            let other = try await stores.uploads.stage(
                .test(user, films(2)), within: .test, once: .test(user, body: 2, scope: "PUT /other"))
            #expect(try other.outcome == [.accepted])
            let ben = try await stores.accounts.addUser(.test("ben@example.org")).id
            try await stores.uploads.start(.test(ben, number: 2), openMax: 3)
            let his = try await stores.uploads.stage(
                .test(ben, films(1), of: 2), within: .test, once: .test(ben, body: 2))
            #expect(try his.outcome == [.accepted])
        }
    }

    @Test(arguments: TestDriver.available)
    func `what failed is not remembered`(driver: TestDriver) async throws {
        try await Self.household(driver) { stores, user in
            let tight = UploadBounds(films: 1, chunkEntries: 1_000, chunks: 9)
            await #expect(throws: LibraryError.tooManyFilms(maximum: 1)) {
                _ = try await stores.uploads.stage(.test(user, films(1, 2)), within: tight, once: .test(user))
            }
            let chunk = UploadChunk.test(user, films(1))
            let next = try await stores.uploads.stage(chunk, within: tight, once: .test(user, body: 2))
            #expect(try next.outcome == [.accepted])
        }
    }

    @Test(arguments: TestDriver.available)
    func `after a day a key is new, swept or not`(driver: TestDriver) async throws {
        try await Self.household(driver) { stores, user in
            _ = try await stores.uploads.stage(.test(user, films(1)), within: .test, once: .test(user))
            let later = Instant.test(86_000)
            let kept = try await stores.uploads.stage(
                .test(user, films(1), at: later), within: .test, once: .test(user, at: later))
            #expect(kept.repeatedAnswer != nil)
            let tooLate = Instant.test(86_401)
            let fresh = try await stores.uploads.stage(
                .test(user, films(2), at: .test(86_399)), within: .test, once: .test(user, body: 2, at: tooLate))
            #expect(try fresh.outcome == [.accepted])
            #expect(try await stores.answers.removeAnswers(before: .test(90_000)) == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `of simultaneous repetitions one acts, the others wait for its answer`(driver: TestDriver) async throws {
        try await Self.household(driver) { stores, user in
            let results = try await concurrently(8) { _ in
                try await stores.uploads.stage(
                    .test(user, films(1, 2)), within: .test, once: .test(user))
            }
            #expect(results.count { $0.repeatedAnswer == nil } == 1)
            let answer = KeptAnswer(status: 200, body: Array("accepted accepted".utf8))
            #expect(results.compactMap(\.repeatedAnswer).allSatisfy { $0 == answer })
            let upload = try await stores.uploads.upload(.test(1), of: user, at: .test(0))
            #expect(upload?.upload.tallies.accepted == 2)
        }
    }
}
