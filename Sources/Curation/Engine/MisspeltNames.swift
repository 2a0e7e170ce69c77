import Domain

/// Finds performers whose names are misspelt: as many words, each at most one edit away and of four letters or more.
///
/// Names of one word are not found so: too many words of a language are one edit away from a first name.
struct MisspeltNames: Sendable {
    private struct Name: Sendable {
        let entity: Int
        let words: [[UInt8]]
    }

    private var names: [Name] = []
    /// By the hash of each word that is left when one letter of the first word is missing, and of the word itself.
    private var starts: [UInt64: [Int]] = [:]

    init(_ index: NameIndex) {
        for (place, entity) in index.entities.enumerated() where entity.facts.kind == .performer {
            let line = FoldedText(entity.facts.name).plain
            let range = 2...DetectionLimits.nameWordsMax
            guard range.contains(line.words.count), line.words.allSatisfy({ line.isMisspellable($0) }) else { continue }
            for hash in Self.variants(line, line.words[0]) { starts[hash, default: []].append(names.count) }
            names.append(Name(entity: place, words: line.words.map { Array(line.bytes[$0]) }))
        }
    }

    /// Performers by the words that name them, in a text of which some words are taken already. Where two are equally
    /// near, neither is meant.
    func hits(in text: FoldedText, taken: [Bool]) -> [(entity: Int, words: Range<Int>)] {
        let line = text.plain
        var hits: [(entity: Int, words: Range<Int>)] = []
        var first = 0
        while first < line.words.count {
            if let hit = nearest(line, first, taken) {
                if let entity = hit.entity { hits.append((entity, first..<first + hit.count)) }
                first += hit.count
            } else {
                first += 1
            }
        }
        return hits
    }

    private func nearest(
        _ line: FoldedText.Line, _ first: Int, _ taken: [Bool]
    ) -> (entity: Int?, count: Int, edits: Int)? {
        guard !taken[first], line.isMisspellable(line.words[first]) else { return nil }
        var best: (entity: Int?, count: Int, edits: Int)?
        for hash in Self.variants(line, line.words[first]) {
            for place in starts[hash] ?? [] {
                let name = names[place]
                guard let edits = edits(name, line, first, taken) else { continue }
                guard let known = best else {
                    best = (name.entity, name.words.count, edits)
                    continue
                }
                let isNearer = name.words.count != known.count ? name.words.count > known.count : edits < known.edits
                if isNearer {
                    best = (name.entity, name.words.count, edits)
                } else if name.words.count == known.count, edits == known.edits, name.entity != known.entity {
                    best?.entity = nil
                }
            }
        }
        return best
    }

    private func edits(_ name: Name, _ line: FoldedText.Line, _ first: Int, _ taken: [Bool]) -> Int? {
        guard first + name.words.count <= line.words.count else { return nil }
        var sum = 0
        for (offset, word) in name.words.enumerated() {
            let place = first + offset
            guard !taken[place], line.isMisspellable(line.words[place]) else { return nil }
            guard let edits = Self.distance(word, Array(line.bytes[line.words[place]])) else { return nil }
            sum += edits
        }
        return sum
    }

    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int? {
        guard abs(left.count - right.count) <= 4 else { return nil }
        if (left + right).allSatisfy({ $0 < 0x80 }) { return EditDistance.small(left, right) }
        return EditDistance.small(
            Array(String(decoding: left, as: UTF8.self).unicodeScalars),
            Array(String(decoding: right, as: UTF8.self).unicodeScalars))
    }

    /// The hashes of the word and of what is left of it without one of its letters.
    private static func variants(_ line: FoldedText.Line, _ word: Range<Int>) -> Set<UInt64> {
        var hashes: Set<UInt64> = [NameHash.of(line.bytes, word)]
        for place in word where line.bytes[place] & 0xC0 != 0x80 {
            var hash = NameHash()
            hash.add(line.bytes, word.lowerBound..<place)
            var behind = place + 1
            while behind < word.upperBound, line.bytes[behind] & 0xC0 == 0x80 { behind += 1 }
            hash.add(line.bytes, behind..<word.upperBound)
            hashes.insert(hash.value)
        }
        return hashes
    }
}

extension FoldedText.Line {
    /// Whether the word has enough letters to be known when one of them is wrong.
    fileprivate func isMisspellable(_ word: Range<Int>) -> Bool {
        let letters = word.count { bytes[$0] & 0xC0 != 0x80 }
        return (DetectionLimits.misspeltLettersMin...DetectionLimits.misspeltLettersMax).contains(letters)
    }
}
