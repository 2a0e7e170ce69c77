/// Takes markup of HTML out of texts.
enum MarkupText {
    /// The text without tags (those of blocks become blanks) and comments, with entities decoded once and blanks
    /// collapsed; nil when it contains neither tags nor entities, and for a text that is too long.
    static func cleaned(_ text: String) -> String? {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }),
            text.utf8.count <= DetectionLimits.detailsBytesMax
        else { return nil }
        var reader = Reader(bytes: Array(text.utf8))
        reader.read()
        return reader.isChanged ? collapsed(String(decoding: reader.output, as: UTF8.self)) : nil
    }

    static func collapsed(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private struct Reader {
        let bytes: [UInt8]
        var output: [UInt8] = []
        var isChanged = false
        private var place = 0

        init(bytes: [UInt8]) {
            self.bytes = bytes
        }

        mutating func read() {
            output.reserveCapacity(bytes.count)
            while place < bytes.count {
                let isRead =
                    switch bytes[place] {
                    case UInt8(ascii: "<"): readTag()
                    case UInt8(ascii: "&"): readReference()
                    default: false
                    }
                if isRead {
                    isChanged = true
                } else {
                    output.append(bytes[place])
                    place += 1
                }
            }
        }

        /// An element's tag, with all of its content where that is no text, or a comment.
        private mutating func readTag() -> Bool {
            let rest = bytes[place...].prefix(DetectionLimits.markupBytesMax)
            if rest.starts(with: "<!--".utf8) { return skip(behind: "-->", from: place + 4) }
            let nameStart = place + (rest.dropFirst().first == UInt8(ascii: "/") ? 2 : 1)
            let name = bytes[nameStart...].prefix(DetectionLimits.referenceBytesMax).prefix(while: \.isNameByte)
            guard let first = name.first, first | 0x20 >= 0x61, first | 0x20 <= 0x7A,
                let end = tagEnd(from: name.endIndex, rest.endIndex)
            else { return false }
            let word = String(decoding: name, as: UTF8.self).lowercased()
            if MarkupText.blocks.contains(word) { output.append(0x20) }
            if nameStart == place + 1, ["script", "style"].contains(word),
                skip(behind: "</\(word)>", from: end)
            {
                return true
            }
            place = end
            return true
        }

        /// Behind the `>`; quoted values of attributes may hold one.
        private func tagEnd(from start: Int, _ limit: Int) -> Int? {
            guard start < limit, [0x20, 0x09, 0x0A, 0x0D, 0x2F, 0x3E].contains(bytes[start]) else { return nil }
            var quote: UInt8?
            for index in start..<limit {
                let byte = bytes[index]
                if quote == nil, byte == UInt8(ascii: ">") { return index + 1 }
                if quote == byte {
                    quote = nil
                } else if quote == nil, index > start, bytes[index - 1] == UInt8(ascii: "="),
                    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
                {
                    quote = byte
                }
            }
            return nil
        }

        private mutating func skip(behind mark: String, from start: Int) -> Bool {
            let mark = Array(mark.utf8)
            guard start <= bytes.count, bytes.count >= mark.count else { return false }
            for index in start..<max(start, bytes.count - mark.count + 1)
            where zip(bytes[index...], mark).allSatisfy({ $0.0 == $0.1 || $0.0 | 0x20 == $0.1 }) {
                place = index + mark.count
                return true
            }
            return false
        }

        private mutating func readReference() -> Bool {
            let rest = bytes[place...].prefix(DetectionLimits.referenceBytesMax)
            guard let end = rest.firstIndex(of: UInt8(ascii: ";")) else { return false }
            let name = String(decoding: rest[(place + 1)..<end], as: UTF8.self)
            guard let scalar = CharacterReferences.scalar(named: name) else { return false }
            output.append(contentsOf: String(Character(scalar)).utf8)
            place = end + 1
            return true
        }
    }

    private static let blocks: Set<String> = [
        "address", "article", "aside", "blockquote", "br", "center", "dd", "div", "dl", "dt", "figure", "footer",
        "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section",
        "table", "td", "th", "tr", "ul",
    ]
}

extension UInt8 {
    fileprivate var isNameByte: Bool {
        self | 0x20 >= 0x61 && self | 0x20 <= 0x7A || self >= 0x30 && self <= 0x39 || self == UInt8(ascii: "-")
    }
}
