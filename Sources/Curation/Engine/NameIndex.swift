import Domain

/// The archive's studios, tags and performers by what they are called, made once for an analysis.
struct NameIndex: Sendable {
    /// How a name is known, the surest first.
    enum Form: UInt8, Sendable, Comparable {
        case name
        case alias
        /// The same without diacritics.
        case plainName
        case plainAlias

        var isAlias: Bool { self == .alias || self == .plainAlias }
        var plain: Form { isAlias ? .plainAlias : .plainName }

        static func < (left: Form, right: Form) -> Bool { left.rawValue < right.rawValue }
    }

    private struct Entry: Sendable {
        let entity: Int
        let form: Form
        let start: Int
        let end: Int
        /// A single letter: no word, but a directory may be called so.
        let isLetter: Bool
        /// The next entry with the same hash; -1 for none.
        let next: Int
    }

    let entities: [ArchiveEntity]
    private var entries: [Entry] = []
    private var bytes: [UInt8] = []
    private var heads: [UInt64: Int] = [:]
    /// The most words of a name, by the hash of its first word.
    private var wordsMax: [UInt64: Int] = [:]

    /// What the archive does not want to be proposed is part of it, so that its words are not taken for others'.
    init(_ entities: [ArchiveEntity]) {
        self.entities = entities
        for (place, entity) in entities.enumerated() {
            add(entity.facts.name, of: place, .name, .plainName)
            for alias in entity.facts.aliases.prefix(DetectionLimits.aliasesMax) {
                add(alias, of: place, .alias, .plainAlias)
            }
        }
    }

    private mutating func add(_ name: String, of entity: Int, _ exact: Form, _ plain: Form) {
        guard name.utf8.count <= DetectionLimits.nameBytesMax else { return }
        let text = FoldedText(name)
        guard (1...DetectionLimits.nameWordsMax).contains(text.count) else { return }
        add(text.exact, of: entity, exact)
        if !text.isPlain { add(text.plain, of: entity, plain) }
    }

    private mutating func add(_ line: FoldedText.Line, of entity: Int, _ form: Form) {
        guard let first = line.words.first else { return }
        let hash = NameHash.of(line.bytes, 0..<line.bytes.count)
        let entry = Entry(
            entity: entity, form: form, start: bytes.count, end: bytes.count + line.bytes.count,
            isLetter: line.isLetter, next: heads[hash] ?? -1)
        bytes.append(contentsOf: line.bytes)
        heads[hash] = entries.count
        entries.append(entry)
        wordsMax[NameHash.of(line.bytes, first), default: 0].raise(to: line.words.count)
    }

    /// The most words that a name has which begins with this word; 0 for none.
    func wordsMax(startingWith word: Range<Int>, of line: FoldedText.Line) -> Int {
        wordsMax[NameHash.of(line.bytes, word)] ?? 0
    }

    /// Calls `body` with all that is called exactly so. `hash` is that of the range.
    func forEach(
        _ line: FoldedText.Line, _ range: Range<Int>, hash: UInt64,
        _ body: (_ entity: Int, _ form: Form, _ isLetter: Bool) -> Void
    ) {
        var place = heads[hash] ?? -1
        while place >= 0 {
            let entry = entries[place]
            if isEqual(entry, line.bytes, range) { body(entry.entity, entry.form, entry.isLetter) }
            place = entry.next
        }
    }

    private func isEqual(_ entry: Entry, _ text: [UInt8], _ range: Range<Int>) -> Bool {
        guard entry.end - entry.start == range.count else { return false }
        return zip(entry.start..<entry.end, range).allSatisfy { bytes[$0] == text[$1] }
    }
}

extension FoldedText.Line {
    /// One letter or digit of a script whose words have several.
    var isLetter: Bool {
        guard bytes.count <= 4, words.count == 1 else { return false }
        let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
        return scalars.count == 1 && scalars.allSatisfy { !$0.properties.isIdeographic }
    }
}

extension Int {
    fileprivate mutating func raise(to value: Int) {
        if value > self { self = value }
    }
}
