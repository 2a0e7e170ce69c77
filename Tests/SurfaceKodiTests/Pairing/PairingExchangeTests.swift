import Accounts
import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Kodi: pairing codes")
struct PairingExchangeTests {
    /// The two endpoints take the same codes, each in its own words.
    enum Door: String, CaseIterable, Sendable {
        case pairing, otp

        var path: String { self == .pairing ? "/pairing-code/exchange" : "/v1/auth/otp" }
        var field: String { self == .pairing ? "pairing_code" : "otp" }
        var key: String { self == .pairing ? "api_key" : "access_token" }
        var unknown: String { self == .pairing ? "Invalid pairing code" : "Invalid or expired OTP" }
        var spent: String {
            self == .pairing ? "Pairing code has expired or been used" : "Invalid or expired OTP"
        }

        func redeem(_ code: String) -> Scenario {
            Scenario("\(rawValue) \(code)", .post, path, json: #"{"\#(field)": "\#(code)"}"#)
        }
    }

    private static func key(_ answer: TestAnswer, at door: Door) throws -> String {
        try #require(try answer.json[door.key]?.text)
    }

    private static let missing: [Scenario] = {
        let bodies: [(String, String?)] = [
            ("no body", nil), ("an empty body", ""), ("no JSON", "pairing_code=12345678"), ("half JSON", #"{"otp""#),
            ("an array", "[]"), ("a text", #""12345678""#), ("null", "null"), ("a number", "12345678"),
        ]
        let fields = ["{}", #"{"F": null}"#, #"{"F": ""}"#, #"{"F": " \t\n"}"#, #"{"other": "12345678"}"#]
        return bodies.flatMap { name, json in
            [
                Scenario("pairing: \(name)", .post, Door.pairing.path, json: json).fails(400, "JSON data required"),
                Scenario("otp: \(name)", .post, Door.otp.path, json: json).fails(400, "OTP required"),
            ]
        }
            + fields.flatMap { json in
                [
                    Scenario(
                        "pairing: \(json)", .post, Door.pairing.path,
                        json: json.replacing("F", with: Door.pairing.field)
                    ).fails(400, "Pairing code required"),
                    Scenario("otp: \(json)", .post, Door.otp.path, json: json.replacing("F", with: Door.otp.field))
                        .fails(400, "OTP required"),
                ]
            }
    }()

    private static let malformed: [Scenario] = Door.allCases.flatMap { door in
        let values = [
            "12345678", "[]", "{}", "true", "1.5", #""1234567""#, #""123456789""#, #""1234567a""#, #""1234 5678""#,
            #""１２３４５６７８""#, #""٠١٢٣٤٥٦٧""#, #""-1234567""#, #""12345678\u0000""#, #""99999999""#,
        ]
        return values.map { value in
            Scenario("\(door): \(value)", .post, door.path, json: #"{"\#(door.field)": \#(value)}"#)
                .fails(400, door.unknown)
        }
    }

    @Test("what is missing is named", arguments: missing)
    func namesWhatIsMissing(_ scenario: Scenario) async throws {
        try await KodiHousehold.run(scenario)
    }

    @Test("what cannot be a code, and a code that nobody was given, is refused", arguments: malformed)
    func refusesWhatIsNoCode(_ scenario: Scenario) async throws {
        try await KodiHousehold.with { household in
            try await household.makeCode("12345678")
            try await household.surface.run(scenario)
        }
    }

    @Test(
        "a code is exchanged once for a key of 64 letters and digits that both schemes take", arguments: Door.allCases)
    func exchange(_ door: Door) async throws {
        try await KodiHousehold.with { household in
            try await household.makeCode("00400700")
            let answer = try await household.surface.run(door.redeem("00400700").answers(200))
            let key = try Self.key(answer, at: door)
            #expect(key.utf8.count == 64 && key.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) })
            #expect(try answer.json["user_email"] == .text("user@example.com"))
            for caller in [TestCaller.key(key), .authorization("Bearer \(key)")] {
                for path in ["/kodi/test", "/v1/auth/whoami"] {
                    let me = try await household.surface.run(Scenario("me", .get, path, as: caller).answers(200))
                    #expect(me.text.contains("user@example.com"))
                }
            }
            for again in Door.allCases {
                try await household.surface.run(again.redeem("00400700").fails(400, again.spent))
            }
        }
    }

    @Test(
        "blanks around a code do not matter", arguments: Door.allCases, ["  12345678", "12345678\\n", "\\t12345678 "])
    func blanks(_ door: Door, _ text: String) async throws {
        try await KodiHousehold.with { household in
            try await household.makeCode("12345678")
            try await household.surface.run(door.redeem(text).answers(200))
        }
    }

    @Test("a code is good for ten minutes, and told from an unknown one for a day after", arguments: Door.allCases)
    func expiry(_ door: Door) async throws {
        try await KodiHousehold.with { household in
            try await household.makeCode("11111111")
            try await household.makeCode("22222222")
            household.world.advance(seconds: 599)
            try await household.surface.run(door.redeem("11111111").answers(200))
            household.world.advance(seconds: 1)
            try await household.surface.run(door.redeem("22222222").fails(400, door.spent))
            household.world.advance(seconds: 23 * 3600)
            try await household.makeCode("33333333")
            try await household.surface.run(door.redeem("22222222").fails(400, door.spent))
            household.world.advance(seconds: 2 * 3600)
            try await household.makeCode("44444444")
            try await household.surface.run(door.redeem("22222222").fails(400, door.unknown))
        }
    }

    @Test("a sixth open code ends the oldest one of the same account only")
    func sixth() async throws {
        try await KodiHousehold.with { household in
            try await household.makeCode("90000000", for: household.people.guest)
            for digit in 1...6 {
                household.world.advance(seconds: 1)
                try await household.makeCode("1000000\(digit)")
            }
            try await household.surface.run(Door.pairing.redeem("10000001").fails(400, Door.pairing.spent))
            for digit in 2...6 {
                try await household.surface.run(Door.pairing.redeem("1000000\(digit)").answers(200))
            }
            let guest = try await household.surface.run(Door.pairing.redeem("90000000").answers(200))
            #expect(try guest.json["user_email"] == .text("guest@example.com"))
        }
    }

    @Test("of simultaneous exchanges of one code one gets a key", arguments: [8])
    func simultaneous(_ count: Int) async throws {
        try await KodiHousehold.with { household in
            try await household.makeCode("12345678")
            let answers = try await withThrowingTaskGroup(of: TestAnswer.self) { group in
                for number in 0..<count {
                    let door = Door.allCases[number % 2]
                    group.addTask { try await household.surface.send(door.redeem("12345678").request) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.filter { $0.status == 200 }.count == 1)
            #expect(answers.filter { $0.status == 400 }.count == count - 1)
            #expect(try await household.keys.list(of: household.people.member.id).count == 2)
        }
    }

    @Test(
        "the new key is called after the device's User-Agent",
        arguments: [
            ("LibraryGenie-Kodi/0.8.49", "LibraryGenie-Kodi/0.8.49"), ("", "Unknown device"),
            (String(repeating: "x", count: 300), String(repeating: "x", count: 100)),
        ])
    func label(_ userAgent: String, _ label: String) async throws {
        try await KodiHousehold.with { household in
            try await household.makeCode("12345678")
            try await household.surface.run(Door.pairing.redeem("12345678").with("User-Agent", userAgent).answers(200))
            #expect(try await household.keys.list(of: household.people.member.id).first?.label == label)
        }
    }

    @Test("the code of a disabled account gives no key and is not used up", arguments: Door.allCases)
    func disabled(_ door: Door) async throws {
        try await KodiHousehold.with { household in
            try await household.makeCode("12345678")
            try await household.accounts.setActive(false, of: household.people.member.id)
            try await household.surface.run(door.redeem("12345678").fails(403, "Account is disabled"))
            try await household.accounts.setActive(true, of: household.people.member.id)
            try await household.surface.run(door.redeem("12345678").answers(200))
        }
    }

    @Test("pairing again leaves the earlier keys alone")
    func severalDevices() async throws {
        try await KodiHousehold.with { household in
            var keys: [String] = []
            for code in ["11111111", "22222222"] {
                try await household.makeCode(code)
                let answer = try await household.surface.run(Door.otp.redeem(code).answers(200))
                keys.append(try Self.key(answer, at: .otp))
            }
            #expect(Set(keys).count == 2)
            for key in keys {
                try await household.surface.run(Scenario("a device", .get, "/kodi/test", as: .key(key)).answers(200))
            }
        }
    }
}
