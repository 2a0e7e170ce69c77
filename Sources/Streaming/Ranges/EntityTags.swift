/// The value of an `If-Match` or `If-None-Match` header: tags, or `*` for any (RFC 9110, section 13.1).
struct EntityTags: Equatable {
    struct Tag: Equatable {
        let text: String
        let isWeak: Bool
    }

    private(set) var tags: [Tag] = []
    private(set) var isAny = false

    /// What is no tag ends the list. Tags without quotes count too, because scripts send them.
    init(_ text: String) {
        var scanner = HeaderScanner(text)
        repeat {
            scanner.skipBlanks()
            if scanner.isAtEnd || scanner.next == UInt8(ascii: ",") { continue }
            if scanner.take(UInt8(ascii: "*")) {
                isAny = true
            } else if let tag = Self.tag(&scanner) {
                tags.append(tag)
            } else {
                return
            }
            scanner.skipBlanks()
        } while scanner.take(UInt8(ascii: ",")) && tags.count < StreamingLimits.entityTagsMax
    }

    private static func tag(_ scanner: inout HeaderScanner) -> Tag? {
        let isWeak = scanner.take("W/")
        guard scanner.take(UInt8(ascii: "\"")) else {
            var text = scanner.text(until: UInt8(ascii: ","))
            while text.last == UInt8(ascii: " ") || text.last == UInt8(ascii: "\t") { text.removeLast() }
            return Tag(text: String(decoding: text, as: UTF8.self), isWeak: isWeak)
        }
        let text = scanner.text(until: UInt8(ascii: "\""))
        guard scanner.take(UInt8(ascii: "\"")) else { return nil }
        return Tag(text: String(decoding: text, as: UTF8.self), isWeak: isWeak)
    }

    /// Weak comparison: the same tag, whatever is said about its strength.
    func holdWeakly(_ tag: String) -> Bool {
        isAny || tags.contains { $0.text == tag }
    }

    /// Strong comparison with a strong tag.
    func holdStrongly(_ tag: String) -> Bool {
        isAny || tags.contains { $0.text == tag && !$0.isWeak }
    }
}
