/// A field of a JSON object as it came: its absence, null and the wrong type are told apart, so that each can get the
/// error that its surface documents.
package enum Field<Value: Decodable & Sendable>: Decodable, Sendable {
    case missing
    case null
    /// There, but not of the type that is wanted.
    case wrong
    case value(Value)

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else {
            self = (try? container.decode(Value.self)).map { .value($0) } ?? .wrong
        }
    }

    /// False only where the member is missing.
    package var isThere: Bool {
        if case .missing = self { false } else { true }
    }

    /// The value, if there is a usable one.
    package var value: Value? {
        if case .value(let value) = self { value } else { nil }
    }
}

extension KeyedDecodingContainer {
    /// Used by synthesised `Decodable` conformances: a missing key is a `Field` too.
    package func decode<Value>(_ type: Field<Value>.Type, forKey key: Key) throws -> Field<Value> {
        guard contains(key) else { return .missing }
        return try Field(from: superDecoder(forKey: key))
    }
}
