import Basics
import Domain
import HTTPTypes
import SQL
import SurfaceKit
import Synchronization
import TestKit
import Testing

/// The add-on leaves a chunk out, waits and goes on when the text of an error speaks of a rate limit or a timeout. In a
/// replacing upload that would remove the chunk's films, so only the answer to too many requests may say so.
@Suite("Kodi: words of errors around chunks")
struct ChunkWordsTests {
    private static let words = ["rate limit", "timeout", "timed out"]

    /// A cause that says all of it, which no answer may repeat.
    private static let cause = "statement timeout: it timed out, rate limit"

    private static let errors: [[any Error]] = [features, failures, database, [Unforeseen()]]

    private static let features: [any Error] = [
        LibraryError.tooManyFilms(maximum: 1), LibraryError.tooManyEntries(maximum: 1),
        LibraryError.chunkTooLarge(maximum: 1), LibraryError.tooManyChunks(maximum: 1), LibraryError.unknownUpload,
        LibraryError.uploadNotActive, LibraryError.incompleteUpload, OnceError.keyReused,
        AccountError.unknownUser(cause), AccountError.tooManyAttempts(retryAfterSeconds: 1),
    ]

    private static let failures: [SurfaceFailure] = [
        .unauthorized, .signInNeeded(next: cause), .disabled, .forbidden, .forgedForm, .bodyTooLarge, .bodyIncomplete,
        .badIdempotencyKey, .noRoute, .methodNotAllowed(allowed: ["PUT"]), .unavailable(reason: cause),
    ]

    private static let database: [SQLError] = [
        .busy(cause), .inUse(cause), .readOnly(cause), .full(cause), .corrupt(cause), .unavailable(cause),
        .serialization(cause), .interrupted(cause), .decoding(cause), .checkViolation(cause),
        .foreignKeyViolation(cause), .uniqueViolation(constraint: cause), .other(code: "57014", message: cause),
    ]

    private struct Unforeseen: Error, CustomStringConvertible {
        let description = ChunkWordsTests.cause
    }

    private static func check(_ answer: TestAnswer, _ name: String) {
        let text = answer.text.lowercased()
        #expect(answer.status >= 400 && text.contains(#""error":"#), "\(name): \(answer.text)")
        for word in words { #expect(!text.contains(word), "\(name): \(answer.text)") }
    }

    @Test("whatever goes wrong behind the routes")
    func behind() async throws {
        let store = FailingUploads()
        try await KodiHousehold.with(KodiHousehold.Settings { $0.uploadStore = store }) { household in
            let upload = "u_00000000000000000000000000000000"
            let requests = [
                Scenario("start", .post, "/library/batch/start", as: .member, json: #"{"total_count": 1}"#),
                KodiHousehold.chunk(upload, 0, imdbIDs([1])), KodiHousehold.chunk(upload, 0, imdbIDs([1]), key: "key"),
                KodiHousehold.commit(upload),
                Scenario("status", .get, "/library/batch/\(upload)/status", as: .member),
            ]
            for error in Self.errors.joined() {
                store.fail(with: error)
                for request in requests {
                    Self.check(try await household.surface.send(request.request), "\(request.name), \(error)")
                }
            }
        }
    }

    @Test("whatever is wrong with the request")
    func requests() async throws {
        try await KodiHousehold.with { household in
            let upload = try await household.start()
            let path = "/library/batch/\(upload)/chunk"
            func chunk(_ json: String?, as caller: TestCaller = .member) -> Scenario {
                Scenario("chunk \(json ?? "nothing")", .put, path, as: caller, json: json)
            }
            for scenario in [
                chunk(nil), chunk("["), chunk("[]"), chunk("{}"), chunk(#"{"chunk_index": -1}"#),
                chunk(#"{"chunk_index": 0}"#), chunk(#"{"chunk_index": 0, "items": []}"#, as: .nobody),
                chunk(nil).with(body: Array(repeating: 32, count: (1 << 20) + 1)),
                KodiHousehold.chunk(upload, 0, imdbIDs(0..<1_001)), KodiHousehold.chunk("u_none", 0, []),
                KodiHousehold.chunk(upload, 0, [], key: "two words"), KodiHousehold.chunk(upload, 0, [], as: .guest),
                Scenario("method", .get, path, as: .member), Scenario("path", .put, path + "/more", as: .member),
            ] { Self.check(try await household.surface.send(scenario.request), scenario.name) }
        }
    }

    @Test("but too many requests are named")
    func tooMany() async throws {
        let tight = KodiHousehold.Settings { $0.rates = RateLimits(search: 1, detail: 1, test: 1) }
        try await KodiHousehold.with(tight) { household in
            let upload = try await household.start()
            let status = Scenario("status", .get, "/library/batch/\(upload)/status", as: .member)
            try await household.surface.run(status.answers(200))
            try await household.surface.run(status.answers(429).expecting(text: ["Rate limit exceeded"]))
            // Sending is never counted, or a long upload would end with films left out.
            for index in 0..<3 { try await household.chunk(upload, index, imdbIDs([index])) }
            try await household.commit(upload)
        }
    }
}

/// Uploads that fail as they are told to.
private final class FailingUploads: UploadStore {
    private let error = Mutex<any Error>(CancellationError())

    func fail(with error: any Error) { self.error.withLock { $0 = error } }

    private var failure: any Error { error.withLock { $0 } }

    func start(_ upload: NewUpload, openMax: Int) async throws { throw failure }
    func stage(
        _ chunk: UploadChunk, within bounds: UploadBounds, once: OnceRequest<[EntryVerdict]>?
    ) async throws -> OnceResult<[EntryVerdict]> { throw failure }
    func commit(_ upload: UploadID, with change: SetChange) async throws -> CommitOutcome { throw failure }
    func upload(
        _ id: UploadID, of user: UserID, at moment: Instant
    ) async throws -> (upload: Upload, chunks: [Int])? { throw failure }
    func recentUploads(of user: UserID, at moment: Instant, limit: Int) async throws -> [Upload] { throw failure }
    func sweepUploads(at moment: Instant, keep: Int) async throws -> Int { throw failure }
}
