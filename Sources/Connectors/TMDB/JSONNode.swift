import Foundation

/// A value of a JSON answer, read tolerantly: what is missing or of another type is nil or empty, never an error.
struct JSONNode {
    private let value: Any?

    private init(_ value: Any?) {
        self.value = value
    }

    /// Nil for anything but a JSON object.
    init?(object body: [UInt8]) {
        guard let object = (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] else { return nil }
        value = object
    }

    /// Nil for anything but JSON, which may be a list as well as an object.
    init?(json body: [UInt8]) {
        guard let value = try? JSONSerialization.jsonObject(with: Data(body)) else { return nil }
        self.init(value)
    }

    subscript(_ member: String) -> JSONNode {
        JSONNode((value as? [String: Any])?[member])
    }

    /// Nil also for blank text.
    var text: String? {
        (value as? String).flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    }

    var number: Double? {
        guard !(value is String), let number = value as? NSNumber else { return value as? Double }
        return number.doubleValue.isFinite ? number.doubleValue : nil
    }

    /// A whole number of 32 bits, as all of the API's are.
    var int: Int? { number.flatMap { Int32(exactly: $0) }.map(Int.init) }

    var positiveInt: Int? { int.flatMap { $0 > 0 ? $0 : nil } }

    var isObject: Bool { value is [String: Any] }

    var isList: Bool { value is [Any] }

    var list: [JSONNode] { (value as? [Any] ?? []).map(JSONNode.init) }

    /// The texts that the elements of a list have as `member`.
    func texts(_ member: String) -> [String] { list.compactMap { $0[member].text } }
}
