import LocalMedia
import Testing

/// Writes entries as Kodi would, for files that say any mixture of things.
private struct NFOWriter {
    private var lines: [String] = []

    static func text(_ entry: NFOEntry) -> String {
        var writer = NFOWriter()
        writer.addTexts(entry)
        writer.addNumbers(entry)
        writer.addParts(entry)
        let body = writer.lines.map { "    \($0)" }.joined(separator: "\n")
        return "<\(entry.kind.rawValue)>\n\(body)\n</\(entry.kind.rawValue)>\n"
    }

    private mutating func add(_ name: String, _ value: String?, _ attributes: String = "") {
        guard let value else { return }
        lines.append("<\(name)\(attributes)>\(Self.escape(value))</\(name)>")
    }

    private mutating func addTexts(_ entry: NFOEntry) {
        add("title", entry.title)
        add("originaltitle", entry.originalTitle)
        add("sorttitle", entry.sortTitle)
        add("plot", entry.plot)
        add("tagline", entry.tagline)
        add(entry.kind == .episode ? "aired" : "premiered", entry.releaseDate)
        add("dateadded", entry.dateAdded)
        for genre in entry.genres { add("genre", genre) }
        for director in entry.directors { add("director", director) }
        for writer in entry.writers { add("credits", writer) }
        for certificate in entry.certificates { add("certification", certificate) }
    }

    private mutating func addNumbers(_ entry: NFOEntry) {
        add("runtime", entry.runtimeMinutes.map(String.init))
        add("userrating", entry.userRating.map { "\($0)" })
        add("season", entry.season.map(String.init))
        add("episode", entry.episode.map(String.init))
        add("episodenumberend", entry.episodeEnd.map(String.init))
        add("lockdata", entry.isLocked ? "true" : nil)
        add("lockedfields", entry.lockedFields.isEmpty ? nil : entry.lockedFields.joined(separator: "|"))
    }

    private mutating func addParts(_ entry: NFOEntry) {
        for id in entry.identifiers {
            add("uniqueid", id.value, #" type="\#(id.kind)" default="\#(id.isDefault)""#)
        }
        for actor in entry.actors {
            lines.append("<actor>")
            add("name", actor.name)
            add("role", actor.role)
            add("order", String(actor.order))
            lines.append("</actor>")
        }
        lines.append("<ratings>")
        for rating in entry.ratings {
            lines.append(#"<rating name="\#(rating.source)" max="10" default="\#(rating.isDefault)">"#)
            add("value", "\(rating.value)")
            add("votes", rating.votes.map(String.init))
            lines.append("</rating>")
        }
        lines.append("</ratings>")
    }

    private static func escape(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}

@Suite("NFO: written and read again")
struct NFORoundTripTests {
    private static let texts = [
        "The Paper Lantern", "A & B", "x < y > z", "七人の侍", "Ærø – née", "\"Quoted\"", "AC/DC", "7,8", "12:30",
        "tt0106145",
        "It's over", "Señor; the 2nd", "100 %", "Ünïcödé 🎬",
    ]

    private func some<Value>(_ random: inout MetadataRandom, _ value: (inout MetadataRandom) -> Value) -> Value? {
        Bool.random(using: &random) ? value(&random) : nil
    }

    private func text(_ random: inout MetadataRandom) -> String {
        Self.texts.randomElement(using: &random) ?? "x"
    }

    private func list(_ random: inout MetadataRandom) -> [String] {
        Array(Self.texts.shuffled(using: &random).prefix(Int.random(in: 0...4, using: &random)))
    }

    private func entry(_ random: inout MetadataRandom) -> NFOEntry {
        var entry = NFOEntry(kind: Bool.random(using: &random) ? .movie : .episode)
        // A root without anything in it is no entry.
        entry.title = text(&random)
        entry.originalTitle = some(&random, text)
        entry.sortTitle = some(&random, text)
        entry.plot = some(&random) { text(&$0) + "\n\n" + text(&$0) }
        entry.tagline = some(&random, text)
        entry.year = some(&random) { Int.random(in: LocalMediaLimits.nfoYearRange, using: &$0) }
        let (month, day) = (Int.random(in: 1...9, using: &random), Int.random(in: 0...8, using: &random))
        entry.releaseDate = entry.year.map { "\($0)-0\(month)-2\(day)" }
        entry.dateAdded = some(&random) { "2020-01-02 03:04:0\(Int.random(in: 0...9, using: &$0))" }
        entry.genres = list(&random)
        entry.directors = list(&random)
        entry.writers = list(&random)
        entry.certificates = list(&random)
        entry.runtimeMinutes = some(&random) { Int.random(in: 1...600, using: &$0) }
        entry.userRating = some(&random) { Double(Int.random(in: 1...100, using: &$0)) / 10 }
        entry.isLocked = Bool.random(using: &random)
        entry.lockedFields = Array(["Name", "Cast", "Genres"].shuffled(using: &random).prefix(2))
        addParts(to: &entry, &random)
        return entry
    }

    private func addParts(to entry: inout NFOEntry, _ random: inout MetadataRandom) {
        if entry.kind == .episode {
            entry.season = some(&random) { Int.random(in: 0...30, using: &$0) }
            entry.episode = Int.random(in: 0...900, using: &random)
            entry.episodeEnd = some(&random) { (entry.episode ?? 0) + Int.random(in: 1...3, using: &$0) }
        }
        let ids = [
            ("imdb", "tt0106145"), ("tmdb", "603"), ("tvdb", "7"), ("wikidata", "Q42"), ("home", "a b"),
        ].shuffled(using: &random).prefix(Int.random(in: 0...5, using: &random))
        entry.identifiers = ids.enumerated().map { place, id in
            NFOIdentifier(kind: id.0, value: id.1, isDefault: place == 1)
        }
        entry.actors = list(&random).enumerated().map { NFOActor(name: $1, role: some(&random, text), order: $0) }
        entry.ratings = ["imdb", "tmdb", "trakt"].shuffled(using: &random).prefix(2).map { source in
            NFORating(
                source: source, value: Double(Int.random(in: 1...100, using: &random)) / 10,
                votes: some(&random) { Int.random(in: 0...2_000_000, using: &$0) },
                isDefault: Bool.random(using: &random))
        }
    }

    @Test(arguments: 0..<40)
    func whatIsWrittenIsRead(seed: Int) throws {
        var random = MetadataRandom(seed: UInt64(seed) &+ 400)
        for _ in 0..<10 {
            let entry = entry(&random)
            #expect(try NFOSamples.only(NFOWriter.text(entry)) == entry)
        }
    }

    @Test(arguments: 0..<10)
    func severalEntriesInOneFileKeepApart(seed: Int) throws {
        var random = MetadataRandom(seed: UInt64(seed) &+ 800)
        let entries = (0..<Int.random(in: 2...6, using: &random)).map { _ in entry(&random) }
        let file = "<?xml version=\"1.0\"?>\n" + entries.map(NFOWriter.text).joined()
        #expect(try NFOSamples.entries(file) == entries)
        #expect(try NFOSamples.entries(file.replacing("\n", with: "\r\n")) == entries)
    }
}
