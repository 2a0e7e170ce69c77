/// Writes JSON piece by piece, for answers so long that a general encoder would cost more than their content.
///
/// The caller puts members in the order that it wants; `JSONBytes` writes them by name, so callers do the same.
package struct JSONWriter {
    package private(set) var bytes: [UInt8] = []
    /// Whether the next value stands behind another one.
    private var needsComma = false

    package init() {}

    package mutating func null() { piece("null") }
    package mutating func value(_ value: Bool) { piece(value ? "true" : "false") }
    package mutating func value(_ value: Int) { number(String(value)) }
    package mutating func value(_ value: Int?) { value.map { number(String($0)) } ?? null() }

    /// A whole number has no point; what is no number is null.
    package mutating func value(_ value: Double?) {
        guard let value, value.isFinite else { return null() }
        number(Int(exactly: value).map(String.init) ?? value.description)
    }

    package mutating func value(_ text: String?) {
        guard let text else { return null() }
        separate()
        quoted(text)
        needsComma = true
    }

    /// Begins a member of an object; its value follows.
    package mutating func name(_ name: String) {
        separate()
        quoted(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    package mutating func object(_ members: (inout JSONWriter) -> Void) {
        nested(UInt8(ascii: "{"), UInt8(ascii: "}"), members)
    }

    package mutating func list<Element>(
        _ values: some Sequence<Element>, _ write: (inout JSONWriter, Element) -> Void
    ) {
        nested(UInt8(ascii: "["), UInt8(ascii: "]")) { writer in
            for value in values { write(&writer, value) }
        }
    }

    /// A value that is JSON already.
    package mutating func json(_ text: String) { piece(text) }

    /// A number as it is to stand there.
    mutating func number(_ text: String) { piece(text) }

    private mutating func nested(_ open: UInt8, _ close: UInt8, _ content: (inout JSONWriter) -> Void) {
        separate()
        bytes.append(open)
        needsComma = false
        content(&self)
        bytes.append(close)
        needsComma = true
    }

    private mutating func piece(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    private static let hexadecimal = Array("0123456789abcdef".utf8)

    private mutating func quoted(_ text: String) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        // What needs no escaping, which is nearly everything, is copied in one piece.
        text.withUTF8 { utf8 in
            var start = 0
            for place in utf8.indices where Self.isEscaped(utf8[place]) {
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<place]))
                appendEscaped(utf8[place])
                start = place + 1
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func appendEscaped(_ byte: UInt8) {
        switch byte {
        case 0x0a: bytes.append(contentsOf: "\\n".utf8)
        case 0x0d: bytes.append(contentsOf: "\\r".utf8)
        case 0x09: bytes.append(contentsOf: "\\t".utf8)
        case 0..<0x20:
            bytes.append(contentsOf: "\\u00".utf8)
            bytes.append(Self.hexadecimal[Int(byte >> 4)])
            bytes.append(Self.hexadecimal[Int(byte & 15)])
        default: bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
        }
    }
}
