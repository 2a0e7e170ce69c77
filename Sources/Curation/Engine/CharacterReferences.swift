/// The characters that HTML writes by number or name between `&` and `;`.
enum CharacterReferences {
    /// `amp`, `#233` and `#xE9`; nil for what is no reference, and for characters that no text holds.
    static func scalar(named name: String) -> Unicode.Scalar? {
        guard name.first == "#" else { return names[name] }
        let isHexadecimal = name.dropFirst().first.map { $0 == "x" || $0 == "X" } ?? false
        let digits = name.dropFirst(isHexadecimal ? 2 : 1)
        guard digits.allSatisfy(\.isHexDigit), let value = UInt32(digits, radix: isHexadecimal ? 16 : 10),
            let scalar = Unicode.Scalar(value)
        else { return nil }
        return scalar.properties.generalCategory == .control && !scalar.properties.isWhitespace ? nil : scalar
    }

    private static let names = Dictionary(
        latin.enumerated().compactMap { place, name in
            Unicode.Scalar(UInt32(0xA0 + place)).map { (String(name), $0) }
        } + others.map { ($0.key, $0.value) }
    ) { first, _ in first }

    /// Those of the characters from U+00A0 on, in their order.
    private static let latin = """
        nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 \
        acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml \
        Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde \
        Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig \
        ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide \
        oslash ugrave uacute ucirc uuml yacute thorn yuml
        """.split(separator: " ")

    private static let others: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "OElig": "Œ", "oelig": "œ", "Scaron": "Š",
        "scaron": "š", "ensp": "\u{2002}", "emsp": "\u{2003}", "thinsp": "\u{2009}", "zwnj": "\u{200C}",
        "zwj": "\u{200D}", "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "sbquo": "‚", "ldquo": "“",
        "rdquo": "”", "bdquo": "„", "bull": "•", "hellip": "…", "prime": "′", "Prime": "″", "lsaquo": "‹",
        "rsaquo": "›", "euro": "€", "trade": "™", "larr": "←", "rarr": "→", "hearts": "♥", "star": "☆",
    ]
}
