/// The end of a file name that says which part of a film the file is: "-cd1", " part a".
struct PartMarker: Hashable {
    /// From 1; "a" is 1.
    let number: Int
    let isLetter: Bool
    /// Whether the word names a medium, so that the marker is no part of a title even when it stands alone.
    let namesMedium: Bool
    /// The bytes of the name that the marker covers.
    let range: Range<Int>

    /// Reads the end of a name, or "cd1" in the middle of a release's name.
    init?(_ text: NameText) {
        if let marker = PartMarker(endOf: text, needsBase: true) {
            self = marker
        } else if let marker = PartMarker(within: text) {
            self = marker
        } else {
            return nil
        }
    }

    /// Reads a folder's whole name, as "CD1" or "Disc 2".
    init?(folder text: NameText) {
        guard let marker = PartMarker(endOf: text, needsBase: false), marker.range == 0..<text.count else { return nil }
        self = marker
    }

    private init(number: Int, isLetter: Bool, namesMedium: Bool, range: Range<Int>) {
        self.number = number
        self.isLetter = isLetter
        self.namesMedium = namesMedium
        self.range = range
    }

    private static let words: [(text: [UInt8], namesMedium: Bool)] = [
        (Array("part".utf8), false), (Array("disc".utf8), true), (Array("disk".utf8), true),
        (Array("dvd".utf8), true), (Array("cd".utf8), true), (Array("pt".utf8), false),
    ]

    private init?(endOf text: NameText, needsBase: Bool) {
        let low = text.low
        var index = low.count
        var value: Int?
        while index > 0, low.count - index < 2, NameBytes.isDigit(low[index - 1]) { index -= 1 }
        let isLetter = index == low.count
        if isLetter {
            guard let last = low.last, (0x61...0x64).contains(last) else { return nil }
            index -= 1
            value = Int(last) - 0x60
        } else {
            value = NameBytes.number(low, index..<low.count)
        }
        guard let number = value, number > 0 else { return nil }
        while index > 0, PartMarker.isJoint(low[index - 1]) { index -= 1 }
        guard let word = PartMarker.words.first(where: { low[..<index].suffix($0.text.count).elementsEqual($0.text) })
        else { return nil }
        let start = index - word.text.count
        var base = start
        while base > 0, PartMarker.isJoint(low[base - 1]) { base -= 1 }
        if needsBase {
            guard base > 0, base < start || NameBytes.isCloser(low[start - 1]) else { return nil }
        }
        self.init(number: number, isLetter: isLetter, namesMedium: word.namesMedium, range: base..<low.count)
    }

    /// "Film.2010.CD1.DVDRip": old releases put the number of the disc in front of their other words.
    private init?(within text: NameText) {
        let low = text.low
        var index = 1
        while index + 3 <= low.count {
            defer { index += 1 }
            guard low[index] == 0x63, low[index + 1] == 0x64, NameBytes.isDigit(low[index + 2]),
                low[index + 2] != 0x30, PartMarker.isJoint(low[index - 1]),
                index + 3 == low.count || PartMarker.isJoint(low[index + 3])
            else { continue }
            let number = Int(low[index + 2] - 0x30)
            self.init(number: number, isLetter: false, namesMedium: true, range: (index - 1)..<(index + 3))
            return
        }
        return nil
    }

    private static func isJoint(_ byte: UInt8) -> Bool {
        NameBytes.isBlank(byte) || byte == NameBytes.dot || byte == NameBytes.dash || byte == 0x5F
    }
}
