import Domain

/// Finds the titles of a history that are most like another one.
struct EvidenceFinder {
    private let taste: Taste
    private let catalogue: ItemCatalogue
    private let model: ItemModel?
    private let entries: [Int: HistoryEntry]

    init(_ taste: Taste, catalogue: ItemCatalogue, model: ItemModel?) {
        self.taste = taste
        self.catalogue = catalogue
        self.model = model
        let liked = Set(taste.liked.map(\.row))
        entries = Dictionary(
            uniqueKeysWithValues: taste.history.lazy.filter { liked.contains($0.row) }.map { ($0.row, $0.entry) })
    }

    /// The liked titles most like a title, nearest first; the title itself and unlike ones are not among them.
    func nearest(to row: Int, count: Int) -> [NearTitle] {
        let near = taste.liked.lazy
            .filter { $0.row != row && catalogue.names[$0.row] != catalogue.names[row] }
            .map { (row: $0.row, likeness: likeness(row, $0.row)) }
            .filter { $0.likeness > 0 }
        return near.sorted { ($0.likeness, $1.row) > ($1.likeness, $0.row) }.prefix(max(count, 0)).compactMap { other in
            entries[other.row].map {
                NearTitle(
                    title: $0.title, similarity: other.likeness, kind: kind(of: $0), standing: Standing($0))
            }
        }
    }

    /// What links a title to liked ones by name: franchises first, then directors, then the cast, then what others
    /// like, in the order in which the liked titles count.
    func links(of row: Int, count: Int) -> [TitleLink] {
        var links: [(order: Float, link: TitleLink)] = []
        for other in taste.liked.map(\.row) where other != row && catalogue.names[other] != catalogue.names[row] {
            guard let entry = entries[other], let (order, reason) = reason(row, other) else {
                continue
            }
            links.append((order, TitleLink(title: entry.title, reason: reason, standing: Standing(entry))))
        }
        let sorted = links.enumerated().sorted { ($0.element.order, $0.offset) < ($1.element.order, $1.offset) }
        return sorted.prefix(count).map(\.element.link)
    }

    private func reason(_ row: Int, _ other: Int) -> (order: Float, reason: TitleLink.Reason)? {
        let franchise = catalogue.franchises.numbers[row]
        if franchise >= 0, catalogue.franchises.numbers[other] == franchise {
            let next = catalogue.franchises.next(in: Int(franchise)) { taste.known[$0] }
            return (0, .franchise(isNamed: catalogue.franchises.isNamed[Int(franchise)], isNext: next == row))
        }
        let people = catalogue.people
        if let director = people.directors(of: row).first(where: people.directors(of: other).contains) {
            return (1, .director(people.names[Int(director)]))
        }
        if let actor = people.cast(of: row).first(where: people.cast(of: other).contains) {
            return (2, .cast(people.names[Int(actor)]))
        }
        let weight = model?.weight(from: catalogue.ids[other], to: catalogue.ids[row]) ?? 0
        return weight >= Self.weightMin ? (4 - weight, .others) : nil
    }

    /// The cosine of the vectors, or where one is missing how much of genres, keywords and people two titles share.
    private func likeness(_ a: Int, _ b: Int) -> Double {
        if let cosine = catalogue.vectors.cosine(a, b) { return Double(min(max(cosine, 0), 1)) }
        let tables = [catalogue.genres, catalogue.keywords, catalogue.people.everybody]
        var (shared, all) = (0, 0)
        for table in tables {
            let (ours, others) = (table[a], table[b])
            let both = ours.count { others.contains($0) }
            shared += both
            all += ours.count + others.count - both
        }
        return all > 0 ? Double(shared) / Double(all) : 0
    }

    private func kind(of entry: HistoryEntry) -> Evidence.Kind {
        if entry.isFavourite { return .favourite }
        let often = catalogue.kind == .series ? Self.episodesOften : 1
        return entry.plays > often || entry.isLiked ? .highlyRated : .watched
    }

    /// From which on the model's word for one title is worth telling.
    private static let weightMin: Float = 0.03
    /// Who saw more episodes of a series than this thinks highly of it.
    private static let episodesOften = 5
}
