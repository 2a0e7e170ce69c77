/// Cuts a .nfo file in UTF-8 into tags and text.
///
/// Written by hand because the files are: a `<` or `&` that belongs to no markup is text, and a document type
/// declaration is skipped as a whole, so that nothing it defines, loads or expands exists for us. Reading is linear:
/// whatever looks ahead stops at the next `<` or after a bounded number of bytes, or fails for good.
struct NFOLexer {
    enum Token {
        /// Text in which references still stand.
        case text(Range<Int>)
        /// Text to be taken as it is.
        case verbatim(Range<Int>)
        case start(name: String, attributes: [String: String], isEmpty: Bool)
        case end(name: String)
    }

    let bytes: [UInt8]
    /// Where the next token starts.
    private(set) var position = 0
    /// Where the token that was read last starts.
    private(set) var tokenStart = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Nil at the end of the file.
    mutating func next() throws(NFOFailure) -> Token? {
        while position < bytes.count {
            tokenStart = position
            guard bytes[position] == UInt8(ascii: "<") else { return text(from: position) }
            if skip("<!--") {
                try skip(behind: "-->", else: .unclosedComment)
            } else if skip("<![CDATA[") {
                let start = position
                try skip(behind: "]]>", else: .unclosedCDATA)
                return .verbatim(start..<(position - 3))
            } else if startsDeclaration {
                try skipDeclaration()
            } else if skip("<?") {
                try skip(behind: "?>", else: .unclosedInstruction)
            } else {
                return try tag() ?? text(from: tokenStart + 1)
            }
        }
        return nil
    }

    /// The text that goes on at `start`; the token may have begun with a `<` before it.
    private mutating func text(from start: Int) -> Token {
        position = bytes[start...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        return .text(tokenStart..<position)
    }

    private mutating func skip(_ mark: StaticString) -> Bool {
        guard starts(with: mark, at: position) else { return false }
        position += mark.utf8CodeUnitCount
        return true
    }

    private func starts(with mark: StaticString, at place: Int) -> Bool {
        mark.withUTF8Buffer { place + $0.count <= bytes.count && bytes[place..<(place + $0.count)].elementsEqual($0) }
    }

    private mutating func skip(behind mark: StaticString, else fault: NFOFailure.Fault) throws(NFOFailure) {
        var place = position
        while place < bytes.count, !starts(with: mark, at: place) { place += 1 }
        guard place < bytes.count else { throw malformed(fault) }
        position = place + mark.utf8CodeUnitCount
    }

    private func malformed(_ fault: NFOFailure.Fault) -> NFOFailure {
        .malformed(at: NFOPosition(of: tokenStart, in: bytes), fault)
    }
}

// Declarations.
extension NFOLexer {
    /// `<!` and a letter, as in `<!DOCTYPE` and `<!ENTITY`.
    private var startsDeclaration: Bool {
        position + 2 < bytes.count && bytes[position + 1] == UInt8(ascii: "!") && Self.isNameStart(bytes[position + 2])
    }

    /// Skips to the `>` that is in no quotes, no brackets and no comment.
    private mutating func skipDeclaration() throws(NFOFailure) {
        var (depth, quote): (Int, UInt8?) = (0, nil)
        while position < bytes.count {
            let byte = bytes[position]
            if quote == nil, skip("<!--") {
                try skip(behind: "-->", else: .unclosedDeclaration)
                continue
            }
            position += 1
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: "[") {
                depth += 1
            } else if byte == UInt8(ascii: "]") {
                depth -= 1
            } else if byte == UInt8(ascii: ">"), depth <= 0 {
                return
            }
        }
        throw malformed(.unclosedDeclaration)
    }
}

// Tags.
extension NFOLexer {
    /// Nil, with the position unchanged, when what starts here is not a tag.
    private mutating func tag() throws(NFOFailure) -> Token? {
        let start = position
        position += 1
        let isEnd = position < bytes.count && bytes[position] == UInt8(ascii: "/")
        if isEnd { position += 1 }
        let token = if let name = name() { isEnd ? endTag(name) : try startTag(name) } else { Token?.none }
        if token == nil { position = start }
        return token
    }

    private mutating func endTag(_ name: String) -> Token? {
        skipBlanks()
        return skip(">") ? .end(name: name) : nil
    }

    private mutating func startTag(_ name: String) throws(NFOFailure) -> Token? {
        var attributes: [String: String] = [:]
        var count = 0
        while true {
            skipBlanks()
            if skip(">") { return .start(name: name, attributes: attributes, isEmpty: false) }
            if skip("/>") { return .start(name: name, attributes: attributes, isEmpty: true) }
            guard let key = self.name() else { return nil }
            skipBlanks()
            guard skip("=") else { return nil }
            skipBlanks()
            guard let value = attributeValue() else { return nil }
            count += 1
            guard count <= LocalMediaLimits.nfoAttributesMax else {
                throw .excessive(at: NFOPosition(of: tokenStart, in: bytes), .attributes)
            }
            if attributes[key] == nil { attributes[key] = value }
        }
    }

    /// In quotes of either kind, or bare up to the next blank.
    private mutating func attributeValue() -> String? {
        guard position < bytes.count else { return nil }
        let quote = bytes[position]
        let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
        if isQuoted { position += 1 }
        let limit = min(bytes.count, position + LocalMediaLimits.nfoAttributeBytesMax)
        let end = bytes[position..<limit].firstIndex { byte in
            isQuoted ? byte == quote : Self.isBlank(byte) || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "<")
        }
        guard let end else { return nil }
        var value: [UInt8] = []
        NFOEntities.append(bytes, position..<end, to: &value)
        position = isQuoted ? end + 1 : end
        return String(decoding: value, as: UTF8.self)
    }

    /// A name in lower case without its prefix; nil, with the position unchanged, when none starts here.
    private mutating func name() -> String? {
        guard position < bytes.count, Self.isNameStart(bytes[position]) else { return nil }
        let limit = min(bytes.count, position + LocalMediaLimits.nfoAttributeBytesMax)
        let end = bytes[position..<limit].firstIndex { !Self.isNamePart($0) } ?? limit
        let name = bytes[position..<end]
        position = end
        let local = name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name
        return String(decoding: local.map { (65...90).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }

    private mutating func skipBlanks() {
        while position < bytes.count, Self.isBlank(bytes[position]) { position += 1 }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09
    }

    private static func isNameStart(_ byte: UInt8) -> Bool {
        (65...90).contains(byte) || (97...122).contains(byte) || byte >= 0x80 || byte == UInt8(ascii: "_")
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        isNameStart(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: ":")
    }
}
