import Foundation

/// Turns the bytes of a .nfo file into UTF-8, whatever they were written in.
///
/// A byte order mark decides; then the XML declaration; then UTF-8 when the bytes are UTF-8, else Windows-1252. What a
/// declaration calls UTF-8, or names an encoding the bytes do not fit, is judged by the bytes.
enum NFOEncoding {
    static func utf8(_ bytes: [UInt8]) -> [UInt8] {
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { return utf8OrWindows(Array(bytes.dropFirst(3))) }
        if bytes.starts(with: [0xff, 0xfe]) { return utf16(bytes.dropFirst(2), bigEndian: false) }
        if bytes.starts(with: [0xfe, 0xff]) { return utf16(bytes.dropFirst(2), bigEndian: true) }
        // Two-byte text without a mark: every second byte of its markup is zero.
        if bytes.starts(with: [0x3c, 0x00]) { return utf16(bytes[...], bigEndian: false) }
        if bytes.starts(with: [0x00, 0x3c]) { return utf16(bytes[...], bigEndian: true) }
        guard let name = declaredName(in: bytes) else { return utf8OrWindows(bytes) }
        if latinNames.contains(name) { return windows1252(bytes) }
        guard let number = foundationNumbers[name],
            let text = String(data: Data(bytes), encoding: String.Encoding(rawValue: number))
        else { return utf8OrWindows(bytes) }
        return Array(text.utf8)
    }

    private static func utf8OrWindows(_ bytes: [UInt8]) -> [UInt8] {
        String(validating: bytes, as: UTF8.self) == nil ? windows1252(bytes) : bytes
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> [UInt8] {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var index = bytes.startIndex
        while index + 1 < bytes.endIndex {
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            units.append(bigEndian ? first << 8 | second : second << 8 | first)
            index += 2
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    /// Never fails: the five bytes without a meaning stay control characters.
    private static func windows1252(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            if byte < 0x80 {
                out.append(byte)
            } else {
                let value = byte < 0xa0 ? highControls[Int(byte - 0x80)] : UInt32(byte)
                NFOEntities.append(value, to: &out)
            }
        }
        return out
    }

    /// The lower-case name in `<?xml … encoding="name"?>` near the start.
    private static func declaredName(in bytes: [UInt8]) -> String? {
        let head = String(decoding: bytes.prefix(declarationBytes), as: UTF8.self).lowercased()
        guard let start = head.range(of: "<?xml"),
            let end = head.range(of: "?>", range: start.upperBound..<head.endIndex),
            let word = head.range(of: "encoding", range: start.upperBound..<end.lowerBound)
        else { return nil }
        let value = head[word.upperBound..<end.lowerBound].drop { $0 == "=" || $0.isWhitespace }
        guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
        return String(value.dropFirst().prefix { $0 != quote }).trimmingCharacters(in: .whitespaces)
    }

    private static let declarationBytes = 512

    /// Latin-1 is read as the Windows code page, as browsers do: nobody means its control characters.
    private static let latinNames: Set<String> = [
        "windows-1252", "cp1252", "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "ansi",
    ]

    /// The names that a declaration may carry, with the numbers by which Foundation knows the encodings.
    private static let foundationNumbers: [String: UInt] = [
        "windows-1250": 15, "cp1250": 15, "windows-1251": 11, "cp1251": 11, "windows-1253": 13, "windows-1254": 14,
        "windows-1255": 0x8000_0505, "windows-1256": 0x8000_0506, "windows-1257": 0x8000_0507,
        "windows-1258": 0x8000_0508, "iso-8859-2": 9, "iso-8859-3": 0x8000_0203, "iso-8859-4": 0x8000_0204,
        "iso-8859-5": 0x8000_0205, "iso-8859-6": 0x8000_0206, "iso-8859-7": 0x8000_0207, "iso-8859-8": 0x8000_0208,
        "iso-8859-9": 0x8000_0209, "iso-8859-10": 0x8000_020a, "iso-8859-13": 0x8000_020d,
        "iso-8859-14": 0x8000_020e, "iso-8859-15": 0x8000_020f, "iso-8859-16": 0x8000_0210, "koi8-r": 0x8000_0a02,
        "gb2312": 0x8000_0632, "gbk": 0x8000_0632, "gb18030": 0x8000_0632, "big5": 0x8000_0a03, "shift_jis": 8,
        "shift-jis": 8, "euc-kr": 0x8000_0940,
    ]

    /// What Windows-1252 has at 0x80 to 0x9F.
    private static let highControls: [UInt32] = [
        0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d, 0x17d,
        0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d,
        0x17e, 0x178,
    ]
}
