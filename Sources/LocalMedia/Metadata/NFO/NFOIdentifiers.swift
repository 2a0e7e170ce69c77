extension NFOIdentifier {
    /// An id as a file writes it; nil when it cannot be one of that kind.
    ///
    /// IMDb ids get their `tt` when it is missing, and ids in links are taken out of them.
    init?(kind: String, written: String, isDefault: Bool = false) {
        let name = kind.lowercased()
        let kind = Self.aliases[name] ?? name
        guard let text = NFOText.line(written, max: LocalMediaLimits.nfoURLBytesMax) else { return nil }
        let value: String?
        switch kind {
        case "imdb": value = Self.imdb(text.lowercased())
        case "tmdb", "tvdb":
            value = Self.number(text) ?? NFOLinks(in: Array(text.utf8)).identifiers.first { $0.kind == kind }?.value
        default: value = text.unicodeScalars.count <= LocalMediaLimits.nfoIdentifierCharactersMax ? text : nil
        }
        guard let value, !kind.isEmpty, kind.utf8.count <= LocalMediaLimits.nfoIdentifierCharactersMax else {
            return nil
        }
        self.init(kind: kind, value: value, isDefault: isDefault)
    }

    private static func imdb(_ text: String) -> String? {
        if let id = NFOLinks.imdbID(in: text) { return id }
        let digits = text.hasPrefix("tt") ? text.dropFirst(2) : text[...]
        guard (1...10).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }),
            digits.contains(where: { $0 != "0" })
        else { return nil }
        return "tt" + String(repeating: "0", count: max(0, 7 - digits.utf8.count)) + digits
    }

    private static func number(_ text: String) -> String? {
        guard text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int32(text), number > 0 else { return nil }
        return String(number)
    }

    /// Other names of the kinds.
    static let aliases = [
        "themoviedb": "tmdb", "moviedb": "tmdb", "thetvdb": "tvdb", "tmdb_id": "tmdb", "imdb_id": "imdb",
    ]
}

/// Collects the ids of an entry from all the places where files keep them.
struct NFOIdentifierReader {
    private var found: [NFOIdentifier] = []
    private let kind: NFOEntry.Kind

    static func identifiers(of fields: NFOFields, _ kind: NFOEntry.Kind) -> [NFOIdentifier] {
        var reader = NFOIdentifierReader(kind)
        reader.takeUnique(fields.all("uniqueid"))
        for (name, kind) in elementKinds {
            for element in fields.all(name) { reader.add(kind, element.text) }
        }
        // Last, because what a bare number means follows from the ids that say their kind.
        reader.takeLegacy(fields.all("id"))
        if kind == .series { reader.takeGuide(fields.all("episodeguide")) }
        return reader.found
    }

    private init(_ kind: NFOEntry.Kind) {
        self.kind = kind
    }

    private mutating func takeUnique(_ elements: [NFOElement]) {
        for element in elements {
            let type = NFOText.trimmed(element.attributes["type"] ?? "")
            let isDefault = NFONumbers.flag(element.attributes["default"]) == true
            add(type.isEmpty || type == "unknown" ? bareKind(of: element.text) : type, element.text, isDefault)
        }
    }

    /// The one id of old files: of IMDb for films and of TVDB for series; Radarr writes the number of TMDB there.
    private mutating func takeLegacy(_ elements: [NFOElement]) {
        for element in elements {
            for (name, value) in element.attributes.sorted(by: { $0.key < $1.key })
            where ["imdb", "tmdb", "tvdb"].contains(NFOIdentifier.aliases[name] ?? name) {
                add(name, value)
            }
            let text = NFOText.trimmed(element.text)
            guard !text.isEmpty else { continue }
            let known = found.first { $0.value == text }
            let kind = known?.kind ?? element.attributes["type"] ?? bareKind(of: text)
            add(kind, text, !found.contains(where: \.isDefault))
        }
    }

    private func bareKind(of text: String) -> String {
        let text = NFOText.trimmed(text).lowercased()
        if text.hasPrefix("tt") { return "imdb" }
        guard kind == .movie else { return "tvdb" }
        return text.hasPrefix("0") && text.utf8.count >= 7 ? "imdb" : "tmdb"
    }

    /// What scrapers remember of a series: a JSON object of ids, or addresses.
    private mutating func takeGuide(_ elements: [NFOElement]) {
        for element in elements {
            let texts = [element.text] + element.children.map(\.text)
            for text in texts where text.utf8.count <= LocalMediaLimits.nfoURLBytesMax {
                let words = text.split { "{}\",: \n\t".contains($0) }.map(String.init)
                for (name, value) in zip(words, words.dropFirst())
                where ["imdb", "tmdb", "tvdb"].contains(name.lowercased()) {
                    add(name, value)
                }
                for identifier in NFOLinks(in: Array(text.utf8)).identifiers { add(identifier.kind, identifier.value) }
            }
        }
    }

    /// The first id of a kind stands, unless a later one is another and says it is the default.
    private mutating func add(_ kind: String, _ value: String, _ isDefault: Bool = false) {
        guard found.count < LocalMediaLimits.nfoListEntriesMax,
            let new = NFOIdentifier(kind: kind, written: value, isDefault: isDefault)
        else { return }
        guard let place = found.firstIndex(where: { $0.kind == new.kind }) else { return found.append(new) }
        if new.isDefault, !found[place].isDefault { found[place] = new }
    }

    private static let elementKinds = [
        ("imdbid", "imdb"), ("imdb_id", "imdb"), ("tmdbid", "tmdb"), ("tmdb_id", "tmdb"), ("tvdbid", "tvdb"),
        ("tvdb_id", "tvdb"), ("tvmazeid", "tvmaze"), ("traktid", "trakt"), ("wikidataid", "wikidata"),
        ("anidbid", "anidb"), ("tvrageid", "tvrage"), ("zap2itid", "zap2it"),
    ]
}
