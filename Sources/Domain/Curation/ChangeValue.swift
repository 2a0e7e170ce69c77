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

    package static func text(_ text: String) -> ChangeValue { ChangeValue(json: quoted(text)) }

    package static func names(_ names: [String]) -> ChangeValue {
        ChangeValue(json: "[" + names.map(quoted).joined(separator: ",") + "]")
    }

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

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
