import Domain

/// A studio, tag or performer that is named in a text.
struct NameHit: Sendable, Hashable {
    let kind: ArchiveKind
    /// Its place in the index; nil where several are called so and none can be told from the others.
    var entity: Int?
    var form: NameIndex.Form
    /// The words that name it.
    let words: Range<Int>
}

extension NameIndex {
    /// Everything that is named in a text by whole words.
    ///
    /// Where names lie inside others or overlap, the longest is meant. A name goes before an alias, and what is written
    /// exactly so before what differs by diacritics. `noise` are words that name nothing by themselves.
    func hits(in text: FoldedText, noise: [Bool]? = nil, withLetters: Bool = false) -> [NameHit] {
        var hits: [NameHit] = []
        collect(text.exact, noise, withLetters, &hits) { $0 }
        if !text.isPlain { collect(text.plain, noise, withLetters, &hits) { $0.plain } }
        return hits.count > 1 ? Self.longest(hits) : hits
    }

    /// The studio, tag or performer of a kind that is called so; nil for none, and for several.
    func entity(_ kind: ArchiveKind, called name: String) -> Int? {
        let text = FoldedText(name)
        let whole = hits(in: text, withLetters: true).first { $0.kind == kind && $0.words == 0..<text.count }
        return whole?.entity
    }

    /// Whether anything of the kind is called so.
    func knows(_ kind: ArchiveKind, called name: String) -> Bool {
        let text = FoldedText(name)
        return hits(in: text, withLetters: true).contains { $0.kind == kind && $0.words == 0..<text.count }
    }

    private func collect(
        _ line: FoldedText.Line, _ noise: [Bool]?, _ withLetters: Bool, _ hits: inout [NameHit],
        as form: (Form) -> Form
    ) {
        for first in line.words.indices {
            let wordsMax = min(wordsMax(startingWith: line.words[first], of: line), line.words.count - first)
            guard wordsMax > 0 else { continue }
            let start = line.words[first].lowerBound
            var hash = NameHash()
            for last in first..<first + wordsMax {
                let hashed = last == first ? start : line.words[last - 1].upperBound
                hash.add(line.bytes, hashed..<line.words[last].upperBound)
                let words = first..<last + 1
                if let noise, words.allSatisfy({ noise[$0] }) { continue }
                let range = start..<line.words[last].upperBound
                forEach(line, range, hash: hash.value) { entity, known, isLetter in
                    if isLetter && !(withLetters && words.count == line.words.count) { return }
                    let kind = entities[entity].facts.kind
                    Self.note(NameHit(kind: kind, entity: entity, form: form(known), words: words), &hits)
                }
            }
        }
    }

    /// Of what is called alike the surest form counts; of several with the same one, none can be told from the others.
    private static func note(_ hit: NameHit, _ hits: inout [NameHit]) {
        guard let known = hits.lastIndex(where: { $0.kind == hit.kind && $0.words == hit.words }) else {
            hits.append(hit)
            return
        }
        if hit.form < hits[known].form {
            hits[known] = hit
        } else if hit.form == hits[known].form, hits[known].entity != hit.entity {
            hits[known].entity = nil
        }
    }

    /// Of one kind no two overlap; of different kinds none lies inside a longer one.
    private static func longest(_ hits: [NameHit]) -> [NameHit] {
        let sorted = hits.sorted { left, right in
            left.words.count != right.words.count
                ? left.words.count > right.words.count : left.words.lowerBound < right.words.lowerBound
        }
        var kept: [NameHit] = []
        for hit in sorted {
            let isTaken = kept.contains { other in
                other.kind == hit.kind
                    ? other.words.overlaps(hit.words)
                    : other.words.count > hit.words.count && hit.words.clamped(to: other.words) == hit.words
            }
            if !isTaken { kept.append(hit) }
        }
        return kept
    }
}
