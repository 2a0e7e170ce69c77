import Domain

/// Films that a search found, those with exactly the name first and otherwise in the order in which they came, which
/// may put the newest sequel before the film that was meant.
struct RankedHits {
    let films: [ImportMatch]
    /// How many of them, the first ones, have exactly the name.
    let exactCount: Int

    init(_ hits: [ImportMatch], named title: String) {
        let name = FoldedTitle.of(title)
        let marked = hits.map { hit in
            let names = [hit.title] + [hit.originalTitle].compactMap(\.self)
            return (hit: hit, isExact: names.contains { FoldedTitle.of($0) == name })
        }
        let exact = marked.filter(\.isExact)
        films = exact.map(\.hit) + marked.filter { !$0.isExact }.map(\.hit)
        exactCount = exact.count
    }
}
