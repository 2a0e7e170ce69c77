/// The plain fields of a form in a multipart body, held as a whole.
///
/// For bodies without files, or for what is left of a body when the caller puts the files elsewhere.
package struct MultipartFields: Sendable {
    private let bytesMax: Int
    private var bytesCount = 0
    private var fields: [(name: String, value: [UInt8])] = []
    private var isOpen = false

    /// Collects up to `bytesMax` bytes of names and values.
    package init(bytesMax: Int = SurfaceKitLimits.multipartFieldsBytesMax) {
        self.bytesMax = bytesMax
    }

    /// Reads a whole body with a parser that has read nothing yet.
    ///
    /// Throws `fileUnexpected` where there is a file, `fieldsTooLarge`, and what the parser throws.
    package init(
        _ body: [UInt8], parser: MultipartParser, bytesMax: Int = SurfaceKitLimits.multipartFieldsBytesMax
    ) throws(MultipartError) {
        self.init(bytesMax: bytesMax)
        var parser = parser
        for event in try parser.feed(body) { try take(event) }
        try parser.finish()
    }

    /// Takes one event of the parser.
    ///
    /// Throws `fieldsTooLarge`, and `fileUnexpected` for a file, whose events are not to be given.
    package mutating func take(_ event: MultipartEvent) throws(MultipartError) {
        switch event {
        case .part(let head):
            guard head.fileName == nil else { throw .fileUnexpected }
            try count(head.name.utf8.count)
            fields.append((head.name, []))
            isOpen = true
        case .data(let bytes):
            guard isOpen else { return }
            try count(bytes.count)
            fields[fields.count - 1].value += bytes
        case .endOfPart, .end:
            isOpen = false
        }
    }

    /// The first value of the field as text, with replacement characters for what is no UTF-8; nil when it is missing.
    package func first(_ name: String) -> String? {
        fields.first { $0.name == name }.map { Self.text($0.value) }
    }

    /// All values of the field, in the order of the body.
    package func all(_ name: String) -> [String] {
        fields.filter { $0.name == name }.map { Self.text($0.value) }
    }

    /// The different names, in the order of the body.
    package var names: [String] {
        var seen: Set<String> = []
        return fields.map(\.name).filter { seen.insert($0).inserted }
    }

    private mutating func count(_ bytes: Int) throws(MultipartError) {
        guard bytes <= bytesMax - bytesCount else { throw .fieldsTooLarge }
        bytesCount += bytes
    }

    private static func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
