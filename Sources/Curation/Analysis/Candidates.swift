import Domain

/// The names that a language model may choose from for some scenes: those that share words with them, those near in
/// meaning, and where there is room the most used ones.
struct Candidates: Sendable {
    /// Places in the index by kind, and what they are called.
    struct Offer: Sendable {
        private(set) var places: [ArchiveKind: Set<Int>] = [:]
        private(set) var names: [ArchiveKind: [String]] = [:]

        init(_ chosen: [ArchiveKind: [Int]], _ index: NameIndex) {
            for (kind, chosen) in chosen {
                places[kind] = Set(chosen)
                names[kind] = chosen.map { index.entities[$0].facts.name }
            }
        }
    }

    let index: NameIndex
    private let meaning: (any SceneMeaning)?
    /// What may be offered, the most used first.
    private let usable: [ArchiveKind: [Int]]
    private let names: [ArchiveKind: [String]]
    private let placeByName: [ArchiveKind: [String: Int]]
    /// Names by the hashes of their words.
    private let byWord: [UInt64: [Int]]

    init(_ index: NameIndex, meaning: (any SceneMeaning)?) {
        self.index = index
        self.meaning = meaning
        var (usable, byWord): ([ArchiveKind: [Int]], [UInt64: [Int]]) = ([:], [:])
        for (place, entity) in index.entities.enumerated() where entity.isUsable {
            usable[entity.facts.kind, default: []].append(place)
            let names = [entity.facts.name] + entity.facts.aliases.prefix(DetectionLimits.aliasesMax)
            let words = Set(names.flatMap { FoldedText($0).plain.wordHashes })
            for word in words { byWord[word, default: []].append(place) }
        }
        self.byWord = byWord
        self.usable = usable.mapValues { places in
            places.sorted { left, right in
                let (left, right) = (index.entities[left], index.entities[right])
                return left.sceneCount != right.sceneCount
                    ? left.sceneCount > right.sceneCount : left.facts.name < right.facts.name
            }
        }
        names = self.usable.mapValues { $0.map { index.entities[$0].facts.name } }
        placeByName = self.usable.mapValues { places in
            Dictionary(places.map { (index.entities[$0].facts.name, $0) }) { first, _ in first }
        }
    }

    func offer(_ kinds: [ArchiveKind], for scenes: [SceneFacts]) async -> Offer {
        let scores = scores(of: scenes)
        var chosen: [ArchiveKind: [Int]] = [:]
        for kind in kinds {
            let usable = usable[kind] ?? []
            guard usable.count > CurationLimits.candidatesMax else {
                chosen[kind] = bounded(usable)
                continue
            }
            let lexical = usable.filter { scores[$0] != nil }
                .sorted { (scores[$0] ?? 0, $1) > (scores[$1] ?? 0, $0) }
                .prefix(CurationLimits.lexicalCandidatesMax)
            let near = await near(kind, to: scenes)
            chosen[kind] = bounded(Array(lexical) + near + usable)
        }
        return Offer(chosen, index)
    }

    /// The rarer a shared word, the more it says.
    private func scores(of scenes: [SceneFacts]) -> [Int: Double] {
        var scores: [Int: Double] = [:]
        for word in Set(scenes.flatMap { FoldedText($0.toldText).plain.wordHashes }) {
            guard let places = byWord[word] else { continue }
            for place in places { scores[place, default: 0] += 1 / Double(places.count) }
        }
        return scores
    }

    private func near(_ kind: ArchiveKind, to scenes: [SceneFacts]) async -> [Int] {
        guard let meaning else { return [] }
        let limit = max(
            CurationLimits.meaningPerSceneMin, CurationLimits.meaningPerQuestion / max(scenes.count, 1))
        var near: [Int] = []
        for scene in scenes where !Task.isCancelled {
            let closest = await meaning.closest(names: names[kind] ?? [], to: scene.toldText, limit: limit)
            near += closest.compactMap { placeByName[kind]?[$0] }
        }
        return near
    }

    /// Each once, as many as a question holds.
    private func bounded(_ places: [Int]) -> [Int] {
        var (seen, kept, bytes): (Set<Int>, [Int], Int) = ([], [], 0)
        for place in places where seen.insert(place).inserted {
            bytes += index.entities[place].facts.name.utf8.count
            guard kept.count < CurationLimits.candidatesMax, bytes <= CurationLimits.candidateBytesMax else { break }
            kept.append(place)
        }
        return kept
    }
}

extension ArchiveEntity {
    fileprivate var isUsable: Bool {
        !facts.ignoresAutoTag && facts.name.utf8.count <= CurationLimits.candidateNameBytesMax
    }
}

extension FoldedText.Line {
    fileprivate var wordHashes: [UInt64] { words.map { NameHash.of(bytes, $0) } }
}
