import Basics
import Foundation
import SQL

/// Values that are stored as JSON in a text column.
enum JSONText {
    static func encode(_ value: some Encodable) throws -> String { try JSONLine.of(value) }

    static func decode<Value: Decodable>(_ text: String, as type: Value.Type = Value.self) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            throw SQLError.decoding("stored JSON does not hold \(type)")
        }
    }

    /// Most titles have no more than two codes, so the short way is worth it.
    static func decodeCodes(_ text: String) throws -> [String] {
        text == "[]" ? [] : try decode(text)
    }

    /// An array of arrays of integers, such as the rows of a link table.
    static func encodeRows(_ rows: [[Int]]) -> String {
        "[" + rows.map { "[" + $0.map(String.init).joined(separator: ",") + "]" }.joined(separator: ",") + "]"
    }
}
