/// The references of HTML that occur in subtitles: `&amp;`, `&#233;`, `&#x266A;` and a few more names.
struct CharacterReference {
    /// Nil for a reference to something that text must not hold, such as a control character.
    let scalar: Unicode.Scalar?
    let lengthBytes: Int

    private static let names: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "lrm": "\u{200E}",
        "rlm": "\u{200F}",
    ]

    /// Reads the reference at the start of `text`; nil if there is none, so that the `&` is just a sign.
    init?(_ text: ArraySlice<UInt8>) {
        guard text.first == UInt8(ascii: "&") else { return nil }
        let head = text.prefix(StreamingLimits.subtitleReferenceBytesMax)
        guard let end = head.firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let body = head[(head.startIndex + 1)..<end]
        lengthBytes = end - head.startIndex + 1
        if body.first == UInt8(ascii: "#") {
            guard let value = Self.value(of: body.dropFirst()) else { return nil }
            let scalar = Unicode.Scalar(value)
            self.scalar = scalar.flatMap { PlainText.allows($0) ? $0 : nil }
        } else {
            guard let scalar = Self.names[String(decoding: body, as: UTF8.self).lowercased()] else { return nil }
            self.scalar = scalar
        }
    }

    private static func value(of digits: ArraySlice<UInt8>) -> UInt32? {
        let isHexadecimal = digits.first?.lowercased == UInt8(ascii: "x")
        let text = String(decoding: isHexadecimal ? digits.dropFirst() : digits, as: UTF8.self)
        guard text.utf8.first?.isDigit ?? false || isHexadecimal && text.utf8.first?.isLetter ?? false else {
            return nil
        }
        return UInt32(text, radix: isHexadecimal ? 16 : 10)
    }
}
