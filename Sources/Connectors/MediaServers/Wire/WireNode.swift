import Basics
import Domain

/// Members as both servers write them.
extension JSONNode {
    var isTrue: Bool { number == 1 }

    /// A whole number of up to 53 bits.
    var wholeNumber: Int64? { number.flatMap { Int64(exactly: $0) } }

    /// Emby writes some ids as numbers.
    var id: MediaServerID? {
        if let text { return MediaServerID(text) }
        return wholeNumber.flatMap { MediaServerID(String($0)) }
    }

    var instant: Instant? { text.flatMap(WireTime.instant) }

    var date: CivilDate? { text.flatMap(WireTime.date) }

    /// A length; nil for none.
    var ticksAsMilliseconds: Int64? {
        wholeNumber.flatMap { $0 > 0 ? WireTime.milliseconds(ticks: $0) : nil }
    }

    /// The texts of a list, as many as are taken over.
    var boundedTexts: [String] { list.prefix(ConnectorsLimits.mediaServerNamesMax).compactMap(\.text) }

    /// The items of a page; also of answers that are bare lists.
    var entries: [JSONNode] {
        let items = self["Items"].list
        return items.isEmpty ? list : items
    }

    /// Whether it is a list, or an object with one: half of an answer, or another answer, is neither.
    var hasEntries: Bool { isList || self["Items"].isList }
}
