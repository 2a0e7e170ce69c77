import Foundation

/// The value of a change: JSON as it was proposed or sent, null included.
package struct ChangeValue: Sendable, Hashable {
    /// One JSON value.
    package let json: String

    /// `json` must be one valid JSON value.
    package init(json: String) {
        self.json = json
    }

    package static let null = ChangeValue(json: "null")

    package static func text(_ text: String) -> ChangeValue { names([text], opening: "", closing: "") }

    package static func names(_ names: [String]) -> ChangeValue { Self.names(names, opening: "[", closing: "]") }

    package var isNull: Bool { json == "null" }

    /// The text; nil for everything else.
    package var text: String? { value as? String }

    /// Names of a list, of objects with a `name`, or the one name that a text is; nil for everything else.
    package var names: [String]? {
        switch value {
        case let text as String: [text]
        case let list as [Any]:
            Self.all(list.map { ($0 as? String) ?? ($0 as? [String: Any])?["name"] as? String })
        case let object as [String: Any]: (object["name"] as? String).map { [$0] }
        default: nil
        }
    }

    /// Whether it is a name by itself and no list.
    package var isOneName: Bool { names != nil && !(value is [Any]) }

    private var value: Any? {
        try? JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed)
    }

    private static func all(_ names: [String?]) -> [String]? {
        let known = names.compactMap(\.self)
        return known.count == names.count ? known : nil
    }

    private static func names(_ names: [String], opening: String, closing: String) -> ChangeValue {
        var json = Array(opening.utf8)
        for (place, name) in names.enumerated() {
            if place > 0 { json.append(UInt8(ascii: ",")) }
            quote(name, &json)
        }
        return ChangeValue(json: String(decoding: json + Array(closing.utf8), as: UTF8.self))
    }

    private static func quote(_ text: String, _ json: inout [UInt8]) {
        json.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): json += [UInt8(ascii: "\\"), byte]
            case ..<0x20: json += Array((byte < 0x10 ? "\\u000" : "\\u00").utf8) + Array(String(byte, radix: 16).utf8)
            default: json.append(byte)
            }
        }
        json.append(UInt8(ascii: "\""))
    }
}
