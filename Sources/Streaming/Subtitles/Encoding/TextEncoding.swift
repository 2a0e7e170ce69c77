/// The encodings that subtitle files are found in.
package enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case windows1250 = "windows-1250"
    case windows1251 = "windows-1251"
    case windows1252 = "windows-1252"
    case windows1253 = "windows-1253"
    case windows1254 = "windows-1254"
    case windows1255 = "windows-1255"
    case windows1256 = "windows-1256"
    case windows1257 = "windows-1257"
    case windows874 = "windows-874"
    case iso8859Part1 = "iso-8859-1"
    case iso8859Part2 = "iso-8859-2"
    case iso8859Part5 = "iso-8859-5"
    case iso8859Part7 = "iso-8859-7"
    case iso8859Part9 = "iso-8859-9"
    case iso8859Part15 = "iso-8859-15"
    case koi8R = "koi8-r"
    case gb18030 = "gb18030"
    case big5 = "big5"
    case big5HongKong = "big5-hkscs"
    case shiftJIS = "shift_jis"
    case eucKR = "euc-kr"

    /// The name under which the C library knows the encoding, or what Windows programs really write for it: the
    /// standards lack characters that occur, and for Shift_JIS they change the backslash, which marks tags, into a yen.
    var converterName: String {
        switch self {
        case .big5: "CP950"
        case .shiftJIS: "CP932"
        case .eucKR: "UHC"
        case .windows874: "CP874"
        // With the four Ukrainian letters in the place of lines for tables.
        case .koi8R: "KOI8-U"
        default: rawValue.uppercased()
        }
    }
}
