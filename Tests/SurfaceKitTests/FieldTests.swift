import Foundation
import SurfaceKit
import Testing

@Suite("Fields of JSON objects")
struct FieldTests {
    private struct Body: Decodable {
        let text: Field<String>
        let count: Field<Int>
        let flag: Field<Bool>
    }

    private enum Kind: Equatable {
        case missing, null, wrong, value
    }

    private static func kind<Value>(_ field: Field<Value>) -> Kind {
        switch field {
        case .missing: .missing
        case .null: .null
        case .wrong: .wrong
        case .value: .value
        }
    }

    private static func body(_ json: String) throws -> Body {
        try JSONDecoder().decode(Body.self, from: Data(json.utf8))
    }

    @Test("values of the right type are read")
    func values() throws {
        let body = try Self.body(#"{"text": "a", "count": 3, "flag": false}"#)
        #expect(body.text.value == "a" && body.count.value == 3 && body.flag.value == false)
    }

    @Test("a missing field, null and a wrong type are told apart")
    func kinds() throws {
        let body = try Self.body(#"{"text": null, "count": "3"}"#)
        #expect(Self.kind(body.text) == .null && Self.kind(body.count) == .wrong && Self.kind(body.flag) == .missing)
        #expect(body.text.value == nil && body.count.value == nil && body.flag.value == nil)
    }

    @Test(
        "a wrong type in one field leaves the others alone",
        arguments: [
            "true", "1.5", #""5""#, "[]", "{}", "99999999999999999999",
        ])
    func wrongNumbers(_ value: String) throws {
        let body = try Self.body(#"{"text": "a", "count": \#(value), "flag": true}"#)
        #expect(Self.kind(body.count) == .wrong && body.text.value == "a" && body.flag.value == true)
    }

    @Test("numbers are no booleans", arguments: ["0", "1", #""true""#])
    func wrongFlags(_ value: String) throws {
        #expect(Self.kind(try Self.body(#"{"flag": \#(value)}"#).flag) == .wrong)
    }
}
