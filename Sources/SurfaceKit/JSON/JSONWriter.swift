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
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
            case 0x0a: bytes.append(contentsOf: "\\n".utf8)
            case 0x0d: bytes.append(contentsOf: "\\r".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0..<0x20:
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(Self.hexadecimal[Int(byte >> 4)])
                bytes.append(Self.hexadecimal[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
