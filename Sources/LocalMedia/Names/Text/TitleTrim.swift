/// Takes off what does not belong to a title at its ends: "- (Uncut" becomes "Uncut", "(500) Days" stays.
enum TitleTrim {
    private static let longDashes: [[UInt8]] = [Array("–".utf8), Array("—".utf8)]

    static func trimmed(_ text: [UInt8]) -> ArraySlice<UInt8> {
        var rest = text[...]
        while let shorter = trimmedOnce(rest) { rest = shorter }
        return rest
    }

    /// The text without one thing at an end, or nil when nothing is left to take off.
    private static func trimmedOnce(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let first = text.first, let last = text.last else { return nil }
        if isLoose(first) || NameBytes.isCloser(first) { return text.dropFirst() }
        if isLoose(last) || NameBytes.isOpener(last) { return text.dropLast() }
        for dash in longDashes {
            if text.starts(with: dash) { return text.dropFirst(dash.count) }
            if text.suffix(dash.count).elementsEqual(dash) { return text.dropLast(dash.count) }
        }
        if NameBytes.isOpener(first) {
            guard let close = closing(text) else { return text.dropFirst() }
            if close == text.endIndex - 1 { return text.dropFirst().dropLast() }
            if isEmpty(text[(text.startIndex + 1)..<close]) { return text[(close + 1)...] }
        }
        if NameBytes.isCloser(last) {
            guard let open = opening(text) else { return text.dropLast() }
            if isEmpty(text[(open + 1)..<(text.endIndex - 1)]) { return text[..<open] }
        }
        return nil
    }

    private static func isLoose(_ byte: UInt8) -> Bool {
        NameBytes.isBlank(byte) || byte == NameBytes.dash || byte == 0x5F || byte == 0x2C || byte == 0x7E
    }

    private static func isEmpty(_ text: ArraySlice<UInt8>) -> Bool { text.allSatisfy(isLoose) }

    /// Where the bracket at the start of the text closes.
    private static func closing(_ text: ArraySlice<UInt8>) -> Int? {
        let opener = text[text.startIndex]
        let closer = NameBytes.closer(of: opener)
        var depth = 0
        for index in text.indices {
            if text[index] == opener { depth += 1 }
            if text[index] == closer { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }

    /// Where the bracket at the end of the text was opened.
    private static func opening(_ text: ArraySlice<UInt8>) -> Int? {
        let closer = text[text.endIndex - 1]
        var depth = 0
        for index in text.indices.reversed() {
            let byte = text[index]
            if byte == closer { depth += 1 }
            if NameBytes.isOpener(byte), NameBytes.closer(of: byte) == closer { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }
}
