/// HTML in texts that are meant to be plain.
enum NFOMarkup {
    /// The tags that people and scrapers leave in texts. None of them is the name of a .nfo field.
    static let tags: Set<String> = [
        "a", "b", "big", "br", "center", "code", "div", "em", "font", "h1", "h2", "h3", "hr", "i", "li", "ol", "p", "s",
        "small", "span", "strike", "strong", "sub", "sup", "u", "ul",
    ]

    /// The tags behind or before which a new line starts.
    private static let breaks: Set<String> = ["br", "div", "h1", "h2", "h3", "hr", "li", "ol", "p", "ul"]

    /// The text without tags of HTML; other `<` and `>` stay.
    static func strip(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.contains(UInt8(ascii: "<")) else { return text }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "<"), let (name, end) = tag(in: bytes, at: index) {
                if breaks.contains(name), let last = out.last, last != UInt8(ascii: "\n") {
                    out.append(UInt8(ascii: "\n"))
                }
                index = end
            } else {
                out.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The name of the tag at `start`, and where the text goes on.
    private static func tag(in bytes: [UInt8], at start: Int) -> (name: String, end: Int)? {
        var place = start + 1
        if place < bytes.count, bytes[place] == UInt8(ascii: "/") { place += 1 }
        let letters = bytes[place...].prefix(while: isLetterOrDigit)
        guard letters.count <= nameBytesMax else { return nil }
        let name = String(decoding: letters, as: UTF8.self).lowercased()
        guard tags.contains(name) else { return nil }
        place = letters.endIndex
        let limit = min(bytes.count, place + tagBytesMax)
        // Also at the next "<", so that many open ends cost no more than one look at each byte.
        let close = bytes[place..<limit].firstIndex { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "<") }
        guard let close, bytes[close] == UInt8(ascii: ">") else { return nil }
        return (name, close + 1)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (97...122).contains(byte | 0x20) || (48...57).contains(byte)
    }

    private static let nameBytesMax = 6
    /// A tag that is longer is left standing.
    private static let tagBytesMax = 1024
}
