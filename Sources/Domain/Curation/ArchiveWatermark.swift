package import Basics

/// How far an archive has been read: a moment in the form in which it writes them, with the offset of its own zone.
///
/// It stores and compares moments as that text, so what it is asked for must have its offset too. Converted to another
/// zone the same moment would leave changes out, or read hours of them again.
package struct ArchiveWatermark: Hashable, Sendable {
    /// As it was received.
    package let text: String
    private let date: CivilDate
    private let secondOfDay: Int
    /// From UTC, eastwards.
    package let offsetMinutes: Int
    /// What follows the seconds: `Z` or an offset.
    private let zone: String

    /// Reads `YYYY-MM-DDTHH:MM:SS`, with or without a fraction, with `Z` or an offset. Nil for anything else.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, let date = CivilDate(String(decoding: bytes[..<10], as: UTF8.self)),
            bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = Self.number(bytes[11..<13], below: 24), let minute = Self.number(bytes[14..<16], below: 60),
            let second = Self.number(bytes[17..<19], below: 61)
        else { return nil }
        var rest = bytes[19...]
        if rest.first == UInt8(ascii: ".") { rest = rest.dropFirst().drop { (48...57).contains($0) } }
        guard let offset = Self.offsetMinutes(rest) else { return nil }
        self.text = text
        self.date = date
        secondOfDay = (hour * 60 + minute) * 60 + second
        offsetMinutes = offset
        zone = String(decoding: rest, as: UTF8.self)
    }

    package var instant: Instant {
        Instant(milliseconds: Int64(localSeconds - offsetMinutes * 60) * 1_000)
    }

    /// What rows that may have changed since are later than: the same digits `DomainLimits.watermarkOverlapSeconds`
    /// earlier, with the same offset.
    package var filterValue: String {
        let seconds = Int64(localSeconds - DomainLimits.watermarkOverlapSeconds)
        return Instant(milliseconds: seconds * 1_000).iso8601WithoutZone + zone
    }

    /// The latest of moments as they were received; texts that are no moments do not count.
    package static func greatest(of texts: some Sequence<String>) -> String? {
        texts.lazy.compactMap { ArchiveWatermark($0) }.max { $0.order < $1.order }?.text
    }

    /// Whether the archive has been moved to another zone between two moments, so that its texts cannot be compared
    /// and everything has to be read once. An hour more or less is summer time.
    package func isOfAnotherZone(than other: ArchiveWatermark) -> Bool {
        ![0, 60].contains(abs(offsetMinutes - other.offsetMinutes))
    }

    private var order: (Instant, String) { (instant, text) }

    private var localSeconds: Int { date.daysSinceEpoch * 86_400 + secondOfDay }

    /// Of `Z`, `+HH:MM` or `-HH:MM`.
    private static func offsetMinutes(_ bytes: ArraySlice<UInt8>) -> Int? {
        if bytes.elementsEqual("Z".utf8) { return 0 }
        let start = bytes.startIndex
        guard bytes.count == 6, let sign = bytes.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
            bytes[start + 3] == UInt8(ascii: ":"), let hours = number(bytes[(start + 1)..<(start + 3)], below: 24),
            let minutes = number(bytes[(start + 4)...], below: 60)
        else { return nil }
        return (sign == UInt8(ascii: "-") ? -1 : 1) * (hours * 60 + minutes)
    }

    private static func number(_ digits: ArraySlice<UInt8>, below bound: Int) -> Int? {
        guard digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        let value = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
        return value < bound ? value : nil
    }
}
