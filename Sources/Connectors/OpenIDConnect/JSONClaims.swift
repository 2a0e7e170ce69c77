import Domain
import Foundation

/// A JSON value whose form is up to somebody else.
enum JSONClaims: Decodable, Sendable, Equatable {
    case object([String: JSONClaims])
    case array([JSONClaims])
    case string(String)
    case bool(Bool)
    case double(Double)
    case null

    /// Reads an object. Throws `IdentityProviderError.unavailable` for anything else.
    init(_ body: [UInt8]) throws {
        guard let value = try? JSONDecoder().decode(JSONClaims.self, from: Data(body)), case .object = value else {
            throw IdentityProviderError.unavailable(reason: "the provider's answer is no JSON object")
        }
        self = value
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .double(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONClaims].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONClaims].self))
        }
    }

    subscript(name: String) -> JSONClaims? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    var text: String? { if case .string(let text) = self { text } else { nil } }
    var number: Double? { if case .double(let number) = self { number } else { nil } }
    var flag: Bool? { if case .bool(let flag) = self { flag } else { nil } }
    var list: [JSONClaims]? { if case .array(let list) = self { list } else { nil } }
    /// One text, or those of a list.
    var texts: [String] { text.map { [$0] } ?? list?.compactMap(\.text) ?? [] }
}
