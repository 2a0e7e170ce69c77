import Foundation

/// Any JSON, to look into answers and to write them down in one form.
package indirect enum JSONValue: Codable, Hashable, Sendable {
    case null
    case bool(Bool)
    case int(Int)
    case number(Double)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    /// Throws for text that is no JSON.
    package init(parsing text: String) throws {
        self = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int.self) {
            self = .int(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .list(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .int(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .list(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

    /// Many lines, keys in alphabetical order.
    package var pretty: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let data = (try? encoder.encode(self)) ?? Data()
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    package subscript(key: String) -> JSONValue? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    package var text: String? {
        if case .text(let value) = self { value } else { nil }
    }

    package var int: Int? {
        if case .int(let value) = self { value } else { nil }
    }

    /// The value of any number.
    package var number: Double? {
        switch self {
        case .int(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    package var list: [JSONValue]? {
        if case .list(let value) = self { value } else { nil }
    }

    /// Whether every member of `other` is here too with the same value; other members may be here besides.
    package func includes(_ other: JSONValue) -> Bool {
        switch (self, other) {
        case (.object(let mine), .object(let others)):
            others.allSatisfy { key, value in mine[key].map { $0.includes(value) } ?? false }
        default: self == other
        }
    }

    /// Whether this has every member of `example`, recursively, each with a value of the same type.
    package func hasShape(of example: JSONValue) -> Bool {
        switch (self, example) {
        case (.object(let mine), .object(let others)):
            return others.allSatisfy { key, value in mine[key].map { $0.hasShape(of: value) } ?? false }
        case (.list(let mine), .list(let others)):
            guard let first = others.first else { return true }
            return mine.allSatisfy { $0.hasShape(of: first) }
        case (.null, .null), (.bool, .bool), (.text, .text), (.int, .int): return true
        case (.int, .number), (.number, .number): return true
        default: return false
        }
    }
}
