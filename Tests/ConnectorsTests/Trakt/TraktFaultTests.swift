import Basics
import Connectors
import Domain
import TestKit
import Testing

@Suite("Trakt in trouble")
struct TraktFaultTests {
    @Test("Faults of the other side pass for what is harmless twice", arguments: [500, 502, 503, 504, 520, 521, 522])
    func faults(_ status: Int) async throws {
        try await TraktBench.with { bench async throws in
            let trakt = try bench.trakt()
            let tokens = await bench.connect()
            await bench.fake.answerNext(Reply(status, "<html>"), Reply(status, ""))
            #expect(try await trakt.user(tokens.access).name == "ada")
            #expect(bench.clock.waits == [1, 4])
            await bench.fake.answerNext(Reply(status, ""), Reply(status, ""))
            let batch = try TraktBench.batch(try TraktBench.rating(TraktBench.matrix, 9))
            #expect(try await trakt.rate(batch, tokens.access).movies == 1)
            #expect(bench.clock.waits == [1, 4, 1, 4])
            await bench.fake.answerAlways(Reply(status, ""))
            await #expect(throws: TraktFailure.server(status: status)) { try await trakt.activity(tokens.access) }
            await #expect(throws: TraktFailure.server(status: status)) {
                try await trakt.ratings(.show, tokens.access)
            }
            await #expect(throws: TraktFailure.server(status: status)) { try await trakt.rate(batch, tokens.access) }
        }
    }

    @Test(
        "Too fast, for a change: the seconds are told at once, within bounds",
        arguments: [
            ("7", 7.0), ("0", 1.0), ("soon", 60.0), ("900", 900.0), ("99999", 3_600.0), ("-1", 1.0), ("nan", 60.0),
            ("inf", 3_600.0), ("2.5", 2.5),
        ])
    func tooFast(_ value: String, _ seconds: Double) async throws {
        try await TraktBench.with { bench async throws in
            let trakt = try bench.trakt()
            let tokens = await bench.connect()
            let reply = Reply(429, "", [("retry-after", value)])
            await bench.fake.answerNext(reply, reply)
            await #expect(throws: TraktFailure.rateLimited(seconds: seconds)) {
                try await trakt.rate(
                    try TraktBench.batch(try TraktBench.rating(TraktBench.matrix, 9)), tokens.access)
            }
            bench.clock.advance(seconds: 5)
            await #expect(throws: TraktFailure.rateLimited(seconds: seconds)) {
                try await trakt.unrate(try TraktBench.batch(TraktBench.matrix), tokens.access)
            }
            #expect(await bench.fake.seen.count == 2)
            #expect(bench.clock.waits.isEmpty)
        }
    }

    @Test("Too fast, for reading: short waits are waited, long ones told")
    func tooFastReading() async throws {
        try await TraktBench.with { bench async throws in
            let trakt = try bench.trakt()
            let tokens = await bench.connect()
            await bench.fake.answerNext(Reply(429, "", [("retry-after", "3")]), Reply(429, "", [("retry-after", "10")]))
            #expect(try await trakt.user(tokens.access).name == "ada")
            #expect(bench.clock.waits == [3, 10])
            await bench.fake.answerNext(Reply(429, "", [("retry-after", "11")]))
            await #expect(throws: TraktFailure.rateLimited(seconds: 11)) { try await trakt.user(tokens.access) }
            await bench.fake.answerAlways(Reply(429, "", [("retry-after", "2")]))
            await #expect(throws: TraktFailure.rateLimited(seconds: 2)) {
                try await trakt.ratings(.movie, tokens.access)
            }
            #expect(bench.clock.waits == [3, 10, 2, 2])
        }
    }

    @Test("Without Retry-After the end of the window is the wait")
    func window() async throws {
        let table: [(String?, Double)] = [
            (
                #"{"name":"AUTHED_API_POST_LIMIT","period":1,"limit":1,"remaining":0,"until":"2026-03-01T20:05:00Z"}"#,
                300
            ),
            (#"{"until":"2020-01-01T00:00:00Z"}"#, 1), (#"{"until":7}"#, 60), ("half {", 60), (nil, 60),
        ]
        try await TraktBench.with { bench async throws in
            let trakt = try bench.trakt()
            for (header, seconds) in table {
                await bench.fake.answerNext(Reply(429, "", header.map { [("x-ratelimit", $0)] } ?? []))
                await #expect(throws: TraktFailure.rateLimited(seconds: seconds)) {
                    try await trakt.tokens(forCode: "c")
                }
            }
        }
    }

    @Test(
        "What asking again does not help is not asked again",
        arguments: [
            (401, TraktFailure.unauthorised), (403, .applicationRefused), (404, .notFound), (420, .accountLimit),
            (423, .accountLocked), (426, .membersOnly), (400, .rejected(status: 400)), (409, .rejected(status: 409)),
            (412, .rejected(status: 412)), (422, .rejected(status: 422)), (302, .rejected(status: 302)),
        ])
    func finalAnswers(_ status: Int, _ failure: TraktFailure) async throws {
        try await TraktBench.with { bench async throws in
            let trakt = try bench.trakt()
            let tokens = await bench.connect()
            await bench.fake.answerAlways(Reply(status, tokens.access.rawValue, [("location", "/elsewhere")]))
            await #expect(throws: failure) { try await trakt.user(tokens.access) }
            await #expect(throws: failure) { try await trakt.activity(tokens.access) }
            await #expect(throws: failure) { try await trakt.ratings(.movie, tokens.access) }
            let batch = try TraktBench.batch(try TraktBench.rating(TraktBench.matrix, 9))
            await #expect(throws: failure) { try await trakt.rate(batch, tokens.access) }
            #expect(await bench.fake.seen.count == 4)
            #expect(bench.clock.waits.isEmpty)
        }
    }

    @Test("A full account is told as such, and the token is not to blame")
    func fullAccount() async throws {
        try await TraktBench.with { bench async throws in
            let tokens = await bench.connect()
            await bench.fake.change { $0.ratingsMax = 0 }
            let batch = try TraktBench.batch(try TraktBench.rating(TraktBench.matrix, 9))
            await #expect(throws: TraktFailure.accountLimit) { try await bench.trakt().rate(batch, tokens.access) }
            await bench.fake.expire("ada")
            await #expect(throws: TraktFailure.unauthorised) { try await bench.trakt().rate(batch, tokens.access) }
        }
    }

    @Test(
        "Answers that are none are malformed",
        arguments: ["", "<html>", "[", "7", "null", #"{"user":{"username":"#, #"[{"rating":9,"movie":{"#])
    func malformed(_ body: String) async throws {
        try await TraktBench.with { bench async throws in
            let trakt = try bench.trakt()
            let tokens = await bench.connect()
            await bench.fake.answerAlways(Reply(200, body))
            await #expect(throws: TraktFailure.malformed) { try await trakt.user(tokens.access) }
            await #expect(throws: TraktFailure.malformed) { try await trakt.activity(tokens.access) }
            await #expect(throws: TraktFailure.malformed) { try await trakt.ratings(.movie, tokens.access) }
            await #expect(throws: TraktFailure.malformed) { try await trakt.tokens(forCode: "c") }
            await #expect(throws: TraktFailure.malformed) { try await trakt.renewed(tokens) }
            let batch = try TraktBench.batch(try TraktBench.rating(TraktBench.matrix, 9))
            await #expect(throws: TraktFailure.malformed) { try await trakt.rate(batch, tokens.access) }
            #expect(bench.clock.waits.isEmpty)
        }
    }

    @Test("An object is no list, and a list no answer to a change")
    func otherForms() async throws {
        try await TraktBench.with { bench async throws in
            let trakt = try bench.trakt()
            let tokens = await bench.connect()
            await bench.fake.answerNext(Reply(200, "{}"), Reply(201, "[]"), Reply(201, #"{"deleted":{}}"#))
            await #expect(throws: TraktFailure.malformed) { try await trakt.ratings(.movie, tokens.access) }
            let batch = try TraktBench.batch(try TraktBench.rating(TraktBench.matrix, 9))
            for _ in 0..<2 {
                await #expect(throws: TraktFailure.malformed) { try await trakt.rate(batch, tokens.access) }
            }
        }
    }

    @Test("Nobody at the address")
    func nobody() async throws {
        try await TraktBench.with { bench async throws in
            let trakt = try bench.trakt(address: "http://127.0.0.1:1")
            let tokens = await bench.connect()
            await #expect(throws: TraktFailure.unreachable) { try await trakt.user(tokens.access) }
            #expect(bench.clock.waits == [1, 4])
            await #expect(throws: TraktFailure.unreachable) { try await trakt.renewed(tokens) }
            await #expect(throws: TraktFailure.unreachable) { try await trakt.tokens(forCode: "c") }
            #expect(bench.clock.waits == [1, 4])
        }
    }

    @Test("Silence: harmless calls are sent three times, calls for tokens once")
    func silent() async throws {
        try await TraktBench.with { bench async throws in
            let trakt = try bench.trakt(timeoutSeconds: 0.2)
            let tokens = await bench.connect()
            await bench.fake.held.hold()
            await #expect(throws: TraktFailure.timeout) { try await trakt.ratings(.movie, tokens.access) }
            #expect(bench.clock.waits == [1, 4])
            await #expect(throws: TraktFailure.timeout) { try await trakt.renewed(tokens) }
            await #expect(throws: TraktFailure.timeout) { try await trakt.tokens(forCode: "c") }
            #expect(bench.clock.waits == [1, 4])
            #expect(await bench.fake.seen.count { $0.path == "/oauth/token" } <= 2)
        }
    }

    @Test("An answer that is too large is not read")
    func tooLarge() async throws {
        try await TraktBench.with { bench async throws in
            let tokens = await bench.connect()
            let blanks = [UInt8](repeating: 32, count: ConnectorsLimits.traktAnswerBytesMax + 1)
            await bench.fake.answerNext(Reply(200, blanks))
            await #expect(throws: TraktFailure.tooLarge) { try await bench.trakt().ratings(.movie, tokens.access) }
        }
    }

    @Test("No more requests than the limit run at once, and people who connect do not wait for them")
    func parallel() async throws {
        try await TraktBench.with { bench async throws in
            let trakt = try bench.trakt()
            let tokens = await bench.connect()
            let lists = ConnectorsLimits.traktParallel
            await bench.fake.held.hold()
            let reading = Task {
                try await (0..<12).mapConcurrently(atMost: 12) { _ in
                    try await trakt.ratings(.movie, tokens.access).areComplete
                }
            }
            await bench.fake.held.untilHeld(lists)
            let asking = Task { try await trakt.user(tokens.access).name }
            await bench.fake.held.untilHeld(lists + 1)
            await bench.fake.held.releaseAll()
            #expect(try await asking.value == "ada")
            #expect(try await reading.value == [Bool](repeating: true, count: 12))
            #expect(await bench.fake.held.mostAtOnce == lists + 1)
        }
    }

    @Test("Whoever stops waiting gets an end")
    func cancellation() async throws {
        try await TraktBench.with { bench async throws in
            let trakt = try bench.trakt()
            let tokens = await bench.connect()
            await bench.fake.held.hold()
            let reading = Task { try await trakt.ratings(.movie, tokens.access) }
            await bench.fake.held.untilHeld(1)
            reading.cancel()
            await #expect(throws: CancellationError.self) { _ = try await reading.value }
        }
    }
}
