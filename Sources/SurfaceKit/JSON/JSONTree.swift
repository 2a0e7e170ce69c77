/// A JSON value as it came, without a plan of what it should be.
///
/// A library is uploaded in chunks of a thousand items, and Foundation's decoder, and its parser and writer for the
/// digest of the value, took most of the time of a chunk. So these bodies are read by `JSONReader` in one pass.
package indirect enum JSONTree: Sendable, Equatable {
    case null
    case bool(Bool)
    /// As it was written.
    case number(String)
    case text(String)
    case list([JSONTree])
    /// In the order in which they came; of equal names the last counts.
    case object([(name: String, value: JSONTree)])

    package static func == (left: JSONTree, right: JSONTree) -> Bool {
        left.canonicalBytes == right.canonicalBytes
    }

    /// The member of an object; nil when it is missing or this is no object.
    package subscript(name: String) -> JSONTree? {
        guard case .object(let members) = self else { return nil }
        return members.last { $0.name == name }?.value
    }

    package var isObject: Bool {
        if case .object = self { true } else { false }
    }

    package var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    package var list: [JSONTree]? {
        if case .list(let values) = self { values } else { nil }
    }

    /// A whole number, however it is written: `5`, `5.0` and `5e0` are one. Nil for others and for those out of range.
    package var int: Int? {
        guard case .number(let text) = self else { return nil }
        return Int(text) ?? Double(text).flatMap { Int(exactly: $0) }
    }

    /// Bytes that are equal for equal values: members by name, no white space, each character written in one way.
    package var canonicalBytes: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.bytes
    }

    private func write(to writer: inout JSONWriter) {
        switch self {
        case .null: writer.null()
        case .bool(let value): writer.value(value)
        case .number(let text): writer.number(text)
        case .text(let text): writer.value(text)
        case .list(let values): writer.list(values) { $1.write(to: &$0) }
        case .object(let members):
            writer.object { writer in
                for member in Self.sorted(members) {
                    writer.name(member.name)
                    member.value.write(to: &writer)
                }
            }
        }
    }

    /// Most objects have one member, or have them in order already.
    private static func sorted(_ members: [(name: String, value: JSONTree)]) -> [(name: String, value: JSONTree)] {
        guard members.count > 1 else { return members }
        var last: [String: JSONTree] = [:]
        for member in members { last[member.name] = member.value }
        return last.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    }
}
