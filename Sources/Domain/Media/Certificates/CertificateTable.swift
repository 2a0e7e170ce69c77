/// What the certificates of other countries come to in Great Britain.
///
/// The Board's own practice decides where a country has no exact counterpart: films rated R in the United States are
/// mostly 15, programmes rated TV-MA mostly 18.
enum CertificateTable {
    /// Nil for values that say nothing (`NR`, `Unrated`) and for those that we do not know. `value` is in capitals.
    static func certificate(_ value: String, country: String?) -> Certificate? {
        if let country, let own = ofCountry[country]?[value] { return own }
        if let known = values[value] { return known }
        if let known = withDescriptors(value) { return known }
        return age(in: value).flatMap(certificate(forAge:))
    }

    /// `TV-14-DLSV`, `TV-MA LV`: letters behind the value say why.
    private static func withDescriptors(_ value: String) -> Certificate? {
        for (prefix, certificate) in television where value.hasPrefix(prefix) {
            let next = value.dropFirst(prefix.count).first
            if next == nil || next == "-" || next == " " || next == "(" { return certificate }
        }
        return nil
    }

    /// The age in `12`, `12+`, `FSK 16`, `FSK16`, `K-7`, `14A`, `R15`, `M/12`; nil for anything else.
    static func age(in value: String) -> Int? {
        var text = value[...]
        let prefix = agePrefixes.first { text.hasPrefix($0) } ?? ""
        text = text.dropFirst(prefix.count).drop { $0 == " " || $0 == "-" }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let rest = text.dropFirst(digits.count)
        guard (1...2).contains(digits.count), rest.isEmpty || rest == "+" || rest == "A" && prefix.isEmpty else {
            return nil
        }
        return Int(digits)
    }

    private static func certificate(forAge age: Int) -> Certificate? {
        switch age {
        case ...5: .universal
        case ...10: .parentalGuidance
        case ...13: .twelve
        case ...16: .fifteen
        case ...21: .eighteen
        default: nil
        }
    }

    private static let values: [String: Certificate] = [
        "U": .universal, "UC": .universal, "G": .universal, "APPROVED": .universal, "PASSED": .universal,
        "TV-Y": .universal, "TV-G": .universal, "AL": .universal, "T": .universal, "TP": .universal,
        "TOUS PUBLICS": .universal, "E": .universal,
        "PG": .parentalGuidance, "M/PG": .parentalGuidance, "GP": .parentalGuidance, "TV-Y7": .parentalGuidance,
        "TV-Y7-FV": .parentalGuidance,
        "12A": .twelveA, "PG-13": .twelveA, "PG13": .twelveA, "PG12": .twelve, "PG-12": .twelve,
        // Without a country M is the Australian certificate; the American one went out of use in 1970.
        "MA15+": .fifteen, "MA 15+": .fifteen, "M": .fifteen, "R": .fifteen,
        "NC-17": .eighteen, "NC17": .eighteen, "X": .eighteen, "R18+": .eighteen, "R 18+": .eighteen,
        "R18": .restricted18, "X18+": .restricted18, "X 18+": .restricted18, "XXX": .restricted18,
    ]

    /// Letters that mean something else in their own country.
    private static let ofCountry: [String: [String: Certificate]] = [
        "US": ["M": .parentalGuidance],
        "AU": ["R": .eighteen, "X": .restricted18],
        "NZ": ["R18": .eighteen],
    ]

    private static let television: [(String, Certificate)] = [
        ("TV-PG", .parentalGuidance), ("TV-14", .fifteen), ("TV-MA", .eighteen),
    ]

    private static let agePrefixes = ["FSK", "K", "R", "M/"]
}
