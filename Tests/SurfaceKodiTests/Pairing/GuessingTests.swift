import HTTPTypes
import TestKit
import Testing

@Suite("Kodi: guessing codes")
struct GuessingTests {
    private static func guess(_ code: String, at path: String = "/pairing-code/exchange") -> Scenario {
        let field = path == "/v1/auth/otp" ? "otp" : "pairing_code"
        return Scenario("guess \(code)", .post, path, json: #"{"\#(field)": "\#(code)"}"#)
    }

    private static let tooMany =
        #"{"success": false, "error": "Too many wrong codes, try again later", "error_code": "RATE_LIMITED"}"#

    private static func wrong(_ number: Int) -> String {
        "9" + String(repeating: "0", count: 7 - String(number).count) + String(number)
    }

    @Test("after twenty wrong codes of an address even the right one has to wait, at both endpoints")
    func twentyOfAnAddress() async throws {
        try await KodiHousehold.with { household in
            try await household.makeCode("12345678")
            for number in 1...20 {
                let path = number % 2 == 0 ? "/v1/auth/otp" : "/pairing-code/exchange"
                try await household.surface.run(Self.guess(Self.wrong(number), at: path).answers(400))
            }
            for path in ["/pairing-code/exchange", "/v1/auth/otp"] {
                try await household.surface.run(
                    Self.guess("12345678", at: path).answers(429, json: Self.tooMany).expecting("Retry-After", "60"))
            }
            try await household.surface.run(Self.guess("12345678").from(peer: "198.51.100.7").answers(200))
        }
    }

    @Test("an address stays one address, whatever it says of others before it")
    func forgedForwarding() async throws {
        try await KodiHousehold.with { household in
            try await household.makeCode("12345678")
            func forged(_ code: String, _ number: Int) -> Scenario {
                Self.guess(code).from(peer: "198.51.100.1").with("X-Forwarded-For", "203.0.113.\(number)")
                    .with("Forwarded", "for=203.0.113.\(number)").with("X-Real-IP", "203.0.113.\(number)")
            }
            for number in 1...20 { try await household.surface.run(forged(Self.wrong(number), number).answers(400)) }
            for code in [Self.wrong(21), "12345678"] {
                try await household.surface.run(forged(code, 21).answers(429, json: Self.tooMany))
            }
            // Nobody else has to wait for it, those in whose names it spoke least of all.
            try await household.surface.run(Self.guess("12345678").from(peer: "203.0.113.1").answers(200))
        }
    }

    @Test("of many codes at once no more than twenty are tried")
    func burst() async throws {
        try await KodiHousehold.with { household in
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<50 {
                    group.addTask { try await household.surface.send(Self.guess(Self.wrong(number)).request).status }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.count { $0 == 400 } == 20 && statuses.count { $0 == 429 } == 30)
        }
    }

    @Test("the window passes, and the right code is good again")
    func windowPasses() async throws {
        try await KodiHousehold.with { household in
            try await household.makeCode("12345678")
            for number in 1...20 { try await household.surface.run(Self.guess(Self.wrong(number)).answers(400)) }
            household.world.advance(seconds: 59)
            try await household.surface.run(
                Self.guess("12345678").answers(429, json: Self.tooMany).expecting("Retry-After", "1"))
            household.world.advance(seconds: 1)
            try await household.surface.run(Self.guess("12345678").answers(200))
        }
    }

    @Test("text that cannot be a code is no guess, and right codes are none either")
    func whatIsNoGuess() async throws {
        try await KodiHousehold.with { household in
            for _ in 1...25 { try await household.surface.run(Self.guess("abc").fails(400, "Invalid pairing code")) }
            for number in 1...21 {
                try await household.makeCode(Self.wrong(number))
                try await household.surface.run(Self.guess(Self.wrong(number)).answers(200))
            }
        }
    }

    @Test("after a thousand wrong codes from everywhere everybody has to wait, for an hour at most")
    func thousandOfAll() async throws {
        try await KodiHousehold.with { household in
            for number in 0..<1000 {
                let guess = Self.guess(Self.wrong(number)).from(peer: "198.51.\(number / 200).\(number % 200)")
                let answer = try await household.surface.send(guess.request)
                guard answer.status == 400 else {
                    Issue.record("guess \(number) got \(answer.status)")
                    return
                }
            }
            try await household.makeCode("12345678")
            let right = Self.guess("12345678").from(peer: "203.0.113.1")
            try await household.surface.run(right.answers(429, json: Self.tooMany).expecting("Retry-After", "3600"))
            household.world.advance(seconds: 3600)
            try await household.makeCode("87654321")
            try await household.surface.run(Self.guess("87654321").from(peer: "203.0.113.1").answers(200))
        }
    }
}
