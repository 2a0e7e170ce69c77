import Foundation

/// Takes the text of certificates apart.
enum CertificateText {
    struct Part: Equatable {
        /// As written, trimmed.
        let text: String
        /// Two capital letters; nil when none is named, or one that we do not know.
        let country: String?
        /// Capital letters, blanks single, without the words around it.
        let value: String
    }

    /// The countries of a text, between ` / `, `|`, `;` and `,`.
    static func parts(_ text: String) -> [Part] {
        let text = String(text.unicodeScalars.prefix(DomainLimits.certificateCharactersMax))
        // A comma may also be part of a reason, as in "for violence, language": cut there only before countries.
        return text.split { "|;\n".contains($0) }
            .flatMap { $0.components(separatedBy: " / ") }
            .flatMap(splitAtCommas)
            .compactMap(part)
    }

    private static func splitAtCommas(_ text: String) -> [String] {
        let pieces = text.components(separatedBy: ",")
        return pieces.dropFirst().allSatisfy { $0.contains(":") } ? pieces : [text]
    }

    private static func part(_ text: String) -> Part? {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else { return nil }
        let words = rating(text)
        if let colon = words.firstIndex(of: ":") {
            let value = plain(words[words.index(after: colon)...])
            return Part(text: text, country: country(String(words[..<colon])), value: rating(value))
        }
        let value = plain(words[...])
        // Jellyfin writes "DE-12" and "AU-MA15+"; "TV-14", "PG-13" and "NC-17" are values of their own.
        if CertificateTable.certificate(value, country: nil) == nil, let hyphen = value.firstIndex(of: "-"),
            !systems.contains(String(value[..<hyphen])), let country = country(String(value[..<hyphen]))
        {
            return Part(text: text, country: country, value: String(value[value.index(after: hyphen)...]))
        }
        return Part(text: text, country: nil, value: value)
    }

    /// Without "Rated" in front and without the reasons behind.
    private static func rating(_ text: String) -> String {
        var text = text[...]
        if text.prefix(6).lowercased() == "rated " || text.prefix(6).lowercased() == "rated:" {
            text = text.dropFirst(6)
        }
        for mark in [" for ", " ("] {
            if let reason = text.range(of: mark, options: .caseInsensitive) { text = text[..<reason.lowerBound] }
        }
        return String(text)
    }

    private static func plain(_ text: Substring) -> String {
        text.uppercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The two capital letters for a country's code or name; nil for what is neither.
    static func country(_ text: String) -> String? {
        let name = plain(text[...])
        if let code = names[name] { return code }
        return name.utf8.count == 2 && name.utf8.allSatisfy { (65...90).contains($0) } ? name : nil
    }

    /// Words before a hyphen that look like countries.
    private static let systems: Set<String> = ["TV", "PG", "NC", "MA"]

    private static let names: [String: String] = [
        "BBFC": "GB", "MPAA": "US", "FSK": "DE", "UK": "GB", "GBR": "GB", "UNITED KINGDOM": "GB", "GREAT BRITAIN": "GB",
        "USA": "US", "UNITED STATES": "US",
        "UNITED STATES OF AMERICA": "US", "GERMANY": "DE", "DEUTSCHLAND": "DE", "DEU": "DE", "GER": "DE",
        "FRANCE": "FR", "FRA": "FR", "SPAIN": "ES", "ESP": "ES", "ITALY": "IT", "ITA": "IT", "NETHERLANDS": "NL",
        "NLD": "NL", "BELGIUM": "BE", "AUSTRIA": "AT", "SWITZERLAND": "CH", "IRELAND": "IE", "PORTUGAL": "PT",
        "SWEDEN": "SE", "SWE": "SE", "NORWAY": "NO", "NOR": "NO", "DENMARK": "DK", "FINLAND": "FI", "FIN": "FI",
        "ICELAND": "IS", "POLAND": "PL", "CZECH REPUBLIC": "CZ", "HUNGARY": "HU", "GREECE": "GR", "TURKEY": "TR",
        "RUSSIA": "RU", "RUS": "RU", "UKRAINE": "UA", "CANADA": "CA", "CAN": "CA", "MEXICO": "MX", "BRAZIL": "BR",
        "BRA": "BR", "ARGENTINA": "AR", "CHILE": "CL", "AUSTRALIA": "AU", "AUS": "AU", "NEW ZEALAND": "NZ", "NZL": "NZ",
        "JAPAN": "JP", "JPN": "JP", "SOUTH KOREA": "KR", "KOREA": "KR", "KOR": "KR", "CHINA": "CN", "HONG KONG": "HK",
        "TAIWAN": "TW", "SINGAPORE": "SG", "INDIA": "IN", "IND": "IN", "SOUTH AFRICA": "ZA",
    ]
}
