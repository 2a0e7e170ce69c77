import Basics
import SurfaceKit
import TestKit
import Testing

@testable import SurfaceImport

@Suite("Import: how values are read")
struct RuleTests {
    @Test(
        "moments are ISO 8601, in UTC where nothing is said",
        arguments: [
            ("2024-01-15", "2024-01-15T00:00:00Z"), ("2024-01-15T10:20:30", "2024-01-15T10:20:30Z"),
            ("2024-01-15 10:20", "2024-01-15T10:20:00Z"), ("2024-01-15T10:20:30Z", "2024-01-15T10:20:30Z"),
            ("2024-01-15T10:20:30.5Z", "2024-01-15T10:20:30.500Z"),
            ("2024-01-15T10:20:30.123456+02:00", "2024-01-15T08:20:30.123Z"),
            ("2024-01-15T00:30:00+0100", "2024-01-14T23:30:00Z"), ("2024-02-29T23:00-01", "2024-03-01T00:00:00Z"),
            ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"), (" 2000-01-01t00:00:00z ", "2000-01-01T00:00:00Z"),
            ("0001-01-01", "0001-01-01T00:00:00Z"), ("9999-12-31T23:59:59", "9999-12-31T23:59:59Z"),
        ])
    func moments(_ text: String, _ expected: String) throws {
        #expect(MomentText.read(text)?.importText == expected)
    }

    @Test(
        "what is no moment is none",
        arguments: [
            "", "2024", "2024-1-5", "15.01.2024", "2024-02-30", "2023-02-29", "2024-01-15X10:20", "2024-01-15T",
            "2024-01-15T24:00", "2024-01-15T10", "2024-01-15T10:60", "2024-01-15T10:20:60", "2024-01-15T10:20:30.",
            "2024-01-15T10:20:30+", "2024-01-15T10:20:30+2:00", "2024-01-15T10:20:30ZZ", "2024-01-15T10:20:30 +02:00",
            "２０２４-01-15", "+024-01-15", "2024-01-15T+1:20",
        ])
    func noMoments(_ text: String) {
        #expect(MomentText.read(text) == nil)
    }

    @Test(
        "whole numbers in texts",
        arguments: [
            ("5", 5), (" 5 ", 5), ("+5", 5), ("-5", -5), ("5.0", 5), ("5.000", 5), ("007", 7),
            ("99999999999999999999", Int.max), ("-99999999999999999999", Int.min),
        ])
    func wholeNumbers(_ text: String, _ number: Int) {
        #expect(WholeNumber.read(text) == number)
    }

    @Test(
        "what is no whole number is none",
        arguments: ["", " ", "x", "5.1", "5.", ".5", "1e3", "--5", "5 5", "٥", "0x5"])
    func noNumbers(_ text: String) {
        #expect(WholeNumber.read(text) == nil)
    }

    @Test("UUIDs are read in each of their forms")
    func uuids() {
        let plain = "9d2c7e6b-42f1-4c5d-8a70-1f3f6f0c8e21"
        for text in [plain, plain.uppercased(), "{\(plain)}", "urn:uuid:\(plain)", plain.replacing("-", with: "")] {
            #expect(UUIDText.canonical(text) == plain)
        }
        for text in [
            "", "9d2c7e6b", plain + "0", String(plain.dropLast()) + "g", "9d2c7e6b42f1-4c5d-8a70-1f3f6f0c8e21",
        ] {
            #expect(UUIDText.canonical(text) == nil, "\(text)")
        }
    }

    @Test("only pictures of the image host have an address, and only theirs are taken")
    func posters() {
        let posters = PosterAddresses(base: "https://pictures.example/t/p/")
        #expect(posters.url(of: "/a1_B-2.jpg") == "https://pictures.example/t/p/w185/a1_B-2.jpg")
        let item = "/server_0123456789abcdef0123456789abcdef_tag.jpg"
        for path in [nil, "", "/", "a.jpg", "/a/b.jpg", "/..jpg", "//evil.example/a.jpg", "/a.jpg?x", item] {
            #expect(posters.url(of: path) == nil, "\(path ?? "nil")")
        }
        #expect(posters.path(of: "https://pictures.example/t/p/original/a.jpg") == "/a.jpg")
        for url in [
            nil, "", "/a.jpg", "https://pictures.example/t/p/w185/x/a.jpg", "https://pictures.example/t/p/big/a.jpg",
            "https://pictures.example.evil/t/p/w185/a.jpg", "http://pictures.example/t/p/w185/a.jpg",
        ] {
            #expect(posters.path(of: url) == nil, "\(url ?? "nil")")
        }
    }

    @Test("a body that is no JSON is told apart from one that is no object, by the place where it goes wrong")
    func outcomes() {
        let cases: [(String, JSONOutcome)] = [
            ("5", .value(.number("5"))), (" null ", .value(.null)), ("{", .malformed(at: 1)),
            (#"{"a": 1,}"#, .malformed(at: 8)), (#"{"a": 1} x"#, .malformed(at: 9)), ("", .malformed(at: 0)),
        ]
        for (text, outcome) in cases { #expect(JSONOutcome(bytes: Array(text.utf8)) == outcome, "\(text)") }
    }
}
