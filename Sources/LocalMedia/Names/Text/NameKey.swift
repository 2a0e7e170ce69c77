import Foundation

/// A name for comparison: two names are the same file's to a person if their keys are equal.
///
/// Names are compared in NFC and without case, because macOS writes decomposed letters to shares.
struct NameKey: Hashable {
    let bytes: ArraySlice<UInt8>

    init(bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    /// `text` is the name, unchanged.
    init(_ name: Substring, _ text: NameText) {
        // The lower-case view of an ASCII name is its folded form already.
        let isASCII = !text.bytes.contains { $0 >= 0x80 }
        bytes = isASCII ? text.low[...] : NameKey.folded(name)[...]
    }

    init(_ name: String) { bytes = NameKey.folded(name[...])[...] }

    static func == (one: NameKey, two: NameKey) -> Bool {
        one.bytes.count == two.bytes.count && one.bytes.elementsEqual(two.bytes)
    }

    func hash(into hasher: inout Hasher) {
        bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }

    /// The first `count` bytes.
    func prefix(_ count: Int) -> NameKey { NameKey(bytes: bytes.prefix(count)) }

    private static func folded(_ name: Substring) -> [UInt8] {
        let raw = Array(name.utf8)
        if NameScript.isPlain(raw) { return NameScript.lowered(raw, mapsSigns: false) }
        // Upper case first, so that "ß" and "SS" meet, and the two forms of sigma.
        let folded = String(name).precomposedStringWithCanonicalMapping.uppercased().lowercased()
        return Array(folded.precomposedStringWithCanonicalMapping.utf8)
    }
}

/// The letters and digits of a title, for comparison of names that different people wrote.
struct TitleKey: Hashable {
    let bytes: [UInt8]

    var isEmpty: Bool { bytes.isEmpty }

    /// A title without letters and digits, as "$", is compared by its signs.
    init(_ title: some StringProtocol) {
        let raw = Array(title.utf8)
        let words = raw.contains { $0 >= 0x80 } ? TitleKey.words(title) : TitleKey.words(raw)
        bytes = words.isEmpty ? raw.filter { !NameBytes.isBlank($0) } : words
    }

    private static func words(_ title: some StringProtocol) -> [UInt8] {
        var plain = String.UnicodeScalarView()
        let folded = String(title).uppercased().lowercased().decomposedStringWithCanonicalMapping
        for scalar in folded.unicodeScalars {
            // Accents are left out; marks of other scripts are parts of their letters.
            if (0x300...0x36F).contains(scalar.value) { continue }
            let properties = scalar.properties
            let isWord = properties.isAlphabetic || properties.numericType != nil
            if isWord || properties.generalCategory == .nonspacingMark || scalar == "&" { plain.append(scalar) }
        }
        return words(Array(String(plain).precomposedStringWithCanonicalMapping.utf8))
    }

    private static func words(_ raw: [UInt8]) -> [UInt8] {
        var words: [UInt8] = []
        words.reserveCapacity(raw.count)
        for byte in raw {
            if NameBytes.isWord(byte) { words.append(NameBytes.lowered(byte)) }
            if byte == 0x26 { words.append(contentsOf: [0x61, 0x6E, 0x64]) }
        }
        return words
    }
}
