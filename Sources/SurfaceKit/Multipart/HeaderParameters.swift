/// A header value of the form `value; name=text; name="text"`.
///
/// Text in quotes may hold `\"` and `\\`. A backslash before anything else stands for itself, because old browsers send
/// whole Windows paths.
struct HeaderParameters {
    /// What stands before the first `;`, in lower case.
    let value: String
    private let parameters: [String: [UInt8]]

    /// Nil when a parameter has no value, comes twice, or its quotes are not closed.
    init?(_ bytes: ArraySlice<UInt8>) {
        let end = bytes.firstIndex(of: UInt8(ascii: ";")) ?? bytes.endIndex
        value = HeaderText.lowercased(HeaderText.trimmed(bytes[..<end]))
        var parameters: [String: [UInt8]] = [:]
        var rest = bytes[end...]
        while let separator = rest.first {
            guard separator == UInt8(ascii: ";") else { return nil }
            rest = HeaderText.trimmed(rest.dropFirst())
            // Some clients end with a semicolon.
            guard let first = rest.first, first != separator else { continue }
            guard let (name, text) = Self.parameter(&rest), parameters.updateValue(text, forKey: name) == nil else {
                return nil
            }
        }
        self.parameters = parameters
    }

    /// The value of the parameter, without quotes and otherwise as it came; nil when it is missing.
    func bytes(_ name: String) -> [UInt8]? {
        parameters[name]
    }

    private static func parameter(_ rest: inout ArraySlice<UInt8>) -> (name: String, text: [UInt8])? {
        let name = rest.prefix(while: HeaderText.isToken)
        rest = rest[name.endIndex...]
        guard !name.isEmpty, rest.popFirst() == UInt8(ascii: "=") else { return nil }
        let text = rest.first == UInt8(ascii: "\"") ? quoted(&rest) : plain(&rest)
        return text.map { (HeaderText.lowercased(name), $0) }
    }

    private static func plain(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        let text = rest.prefix { $0 != UInt8(ascii: ";") }
        rest = rest[text.endIndex...]
        return Array(HeaderText.trimmed(text))
    }

    private static func quoted(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        var text: [UInt8] = []
        rest.removeFirst()
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") {
                rest = HeaderText.trimmed(rest)
                return text
            }
            let isEscape = byte == UInt8(ascii: "\\") && (rest.first == UInt8(ascii: "\"") || rest.first == byte)
            text.append(isEscape ? rest.removeFirst() : byte)
        }
        return nil
    }
}

/// The boundary that a `Content-Type` names.
enum MultipartBoundary {
    /// Nil for another type, and for a boundary that RFC 2046 does not allow.
    static func read(_ contentType: String) -> [UInt8]? {
        let bytes = Array(contentType.utf8)
        guard bytes.allSatisfy(HeaderText.isText), let type = HeaderParameters(bytes[...]),
            type.value == "multipart/form-data", let boundary = type.bytes("boundary"),
            (1...SurfaceKitLimits.multipartBoundaryCharactersMax).contains(boundary.count),
            boundary.allSatisfy(isAllowed), boundary.last != UInt8(ascii: " ")
        else { return nil }
        return boundary
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: "'()+_,-./:=? ".utf8.contains(byte)
        }
    }
}
