import Foundation
import SurfaceKit
import Testing

@Suite("Bodies that are JSON")
struct JSONTests {
    private static func digest(_ text: String) -> [UInt8] { JSONBody(bytes: Array(text.utf8)).valueDigest }
    private static func object(_ text: String) -> JSONTree? { JSONBody(bytes: Array(text.utf8)).object }

    @Test("members are read by type, whatever stands around them")
    func reading() throws {
        let body = try #require(
            Self.object(
                " {\"a\" : 5 , \"b\":\"x\\n\\u00e9\\ud83d\\ude00\\/\",\r\n\t\"c\":[1,{}, \"y\"],"
                    + "\"d\":-1.5e3,\"e\":true,\"f\":null} "
            ))
        #expect(body["a"]?.int == 5 && body["b"]?.text == "x\né😀/" && body["c"]?.list?.count == 3)
        #expect(body["d"]?.int == -1500 && body["e"]?.int == nil && body["f"] == .null && body["g"] == nil)
        #expect(body["a"]?.text == nil && body["b"]?.list == nil)
        #expect(Self.object(#"{"a": 1, "a": 2}"#)?["a"]?.int == 2)
        for (text, number) in [("5.0", 5), ("5e0", 5), ("1.5", nil), ("1e400", nil), ("99999999999999999999", nil)] {
            #expect(Self.object("{\"n\": \(text)}")?["n"]?.int == number, "\(text)")
        }
    }

    @Test(
        "what the grammar does not have is no JSON",
        arguments: [
            "", " ", "[]", "5", "\"x\"", "null", "{", "}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}", "{a:1}",
            "{'a':1}",
            "{\"a\":1}x", "{\"a\":1}{}", "{\"a\":01}", "{\"a\":+1}", "{\"a\":.5}", "{\"a\":1.}", "{\"a\":1e}",
            "{\"a\":NaN}", "{\"a\":tru}", "{\"a\":\"\n\"}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u12\"}",
            "{\"a\":\"\\ud800\"}", "{\"a\":\"\\ud800\\u0041\"}", "{\"a\":\"", "{\"a\":[1 2]}", "{\"a\":[1,]}",
            "{\"a\":[}",
            "{\"a\":1 /* x */}", "{\"a\":-}",
        ])
    func grammar(_ text: String) {
        #expect(Self.object(text) == nil)
    }

    @Test("bytes that are no UTF-8, and nesting without end, are no JSON")
    func bytes() {
        #expect(JSONBody(bytes: [0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]).object == nil)
        let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        #expect(Self.object("{\"a\": \(deep)}") == nil)
        let fine = String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
        #expect(Self.object("{\"a\": \(fine)}") != nil)
    }

    @Test("equal values have equal digests, others do not")
    func digests() {
        let value = Self.digest(#"{"b": [1, "é", {"d": null, "c": true}], "a": "x"}"#)
        #expect(value == Self.digest(" {\"a\":\"\\u0078\",\n\"b\":[1,\"\\u00E9\",{\"c\":true,\"d\":null}]}"))
        #expect(value != Self.digest(#"{"b": ["é", 1, {"d": null, "c": true}], "a": "x"}"#))
        #expect(Self.digest(#"{"a": "1"}"#) != Self.digest(#"{"a": 1}"#))
        #expect(Self.digest(#"{"a": ["b", "c"]}"#) != Self.digest(#"{"a": ["bc"]}"#))
        #expect(Self.digest(#"{"a": "\",\""}"#) != Self.digest(#"{"a": "", "": ""}"#))
    }

    @Test("reads what Foundation reads, and writes what it reads back", arguments: 0..<200)
    func agreement(_ seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed) &* 7919 &+ 1)
        let text = RandomJSON.object(&random, depth: 4)
        let tree = try #require(Self.object(text), "\(text)")
        let canonical = Data(tree.canonicalBytes)
        let expected = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary
        let found = try JSONSerialization.jsonObject(with: canonical) as? NSDictionary
        #expect(expected == found, "\(text)")
    }
}

/// Numbers that are the same in every run.
private struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }
}

/// Values of every kind, written in many ways.
private enum RandomJSON {
    static func object(_ random: inout SeededGenerator, depth: Int) -> String {
        let count = Int.random(in: 0...4, using: &random)
        let members = (0..<count).map { number in
            "\"m\(number)\"" + blank(&random) + ":" + value(&random, depth: depth - 1)
        }
        return blank(&random) + "{" + members.joined(separator: "," + blank(&random)) + blank(&random) + "}"
    }

    private static func value(_ random: inout SeededGenerator, depth: Int) -> String {
        let kind = Int.random(in: 0...(depth > 0 ? 6 : 4), using: &random)
        let text =
            switch kind {
            case 0: ["null", "true", "false"].randomElement(using: &random) ?? "null"
            case 1: String(Int.random(in: -1_000_000...1_000_000, using: &random))
            case 2: ["0.5", "-12.25", "1e3", "2.5E-2", "0", "-0"].randomElement(using: &random) ?? "0"
            case 3, 4: text(&random)
            case 5: list(&random, depth: depth)
            default: object(&random, depth: depth)
            }
        return blank(&random) + text + blank(&random)
    }

    private static func list(_ random: inout SeededGenerator, depth: Int) -> String {
        let count = Int.random(in: 0...4, using: &random)
        return "[" + (0..<count).map { _ in value(&random, depth: depth - 1) }.joined(separator: ",") + "]"
    }

    private static func text(_ random: inout SeededGenerator) -> String {
        let pieces = [
            "a", "é", "日本", "😀", "\\n", "\\\"", "\\\\", "\\u00e9", "\\ud83d\\ude00", "\\u0000", " ", "/", "\\/",
        ]
        let count = Int.random(in: 0...5, using: &random)
        return "\"" + (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined() + "\""
    }

    private static func blank(_ random: inout SeededGenerator) -> String {
        ["", "", " ", "\n", "\t\r\n "].randomElement(using: &random) ?? ""
    }
}
