/// An id of a media server, in the one form that this server compares and stores.
///
/// Jellyfin's GUIDs come as 32 digits, with dashes, in braces and in either case: they become 32 lower-case digits.
/// Emby's items have decimal numbers, which stay as they are. The characters are safe in any part of a URL.
package struct MediaServerID: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let rawValue: String

    /// Nil for an empty GUID, which stands for "none", and for what cannot be an id of either server.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard (1...DomainLimits.mediaServerIDBytesMax).contains(bytes.count) else { return nil }
        if let digits = Self.guidDigits(bytes) {
            guard digits.contains(where: { $0 != UInt8(ascii: "0") }) else { return nil }
            rawValue = String(decoding: digits, as: UTF8.self)
        } else {
            guard bytes.allSatisfy(Self.isPlain) else { return nil }
            rawValue = String(text)
        }
    }

    package var description: String { rawValue }

    package static func < (left: MediaServerID, right: MediaServerID) -> Bool { left.rawValue < right.rawValue }

    /// The 32 lower-case digits of a GUID in any of its forms; nil for anything else.
    private static func guidDigits(_ bytes: [UInt8]) -> [UInt8]? {
        let isBraced = bytes.first == UInt8(ascii: "{") && bytes.last == UInt8(ascii: "}")
        let inner = isBraced ? bytes[1..<(bytes.count - 1)] : bytes[...]
        var digits: [UInt8] = []
        digits.reserveCapacity(32)
        for (place, byte) in inner.enumerated() {
            switch byte {
            case 48...57, 97...102: digits.append(byte)
            case 65...70: digits.append(byte | 0x20)
            case 45 where inner.count == 36 && [8, 13, 18, 23].contains(place): break
            default: return nil
            }
        }
        return digits.count == 32 ? digits : nil
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, 45, 95: true
        default: false
        }
    }
}
