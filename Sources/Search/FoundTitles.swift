package import Domain

/// A title that a person is shown, how well it fits, and why it is there.
package struct FoundTitle: Sendable, Hashable {
    package let title: Title
    /// How well it fits, 0...1 but for titles that are named; nil where only words could be compared, whose scores say
    /// something about other words only.
    package let score: Double?
    package let reasons: [MatchReason]

    package init(title: Title, score: Double?, reasons: [MatchReason]) {
        self.title = title
        self.score = score
        self.reasons = reasons
    }
}

/// What of a title the words of a query named.
package enum MatchReason: Sendable, Hashable {
    case title
    case person(String)
    case genre(String)
    case keyword(String)
    /// A word of the title or of the story.
    case word(String)
    /// No word in particular.
    case meaning
}

/// Titles as people look at them: found with their reasons, like another one, or the latest that came.
package struct FoundTitles: Sendable {
    private let search: TitleSearch
    private let catalogue: any CatalogueStore

    package init(search: TitleSearch, catalogue: any CatalogueStore) {
        self.search = search
        self.catalogue = catalogue
    }

    /// The best `limit` titles for a query by meaning and words together. Throws `SearchError.notReady`.
    package func find(_ text: String, limit: Int, within scope: SearchScope) async throws -> [FoundTitle] {
        let ranked = try await search.rank(text, by: .hybrid, limit: limit, within: scope)
        let words = QueryWords(text)
        return try await stored(ranked.map { ($0.titleID, $0.score) }) { words.reasons(to: $0.metadata) }
    }

    /// Titles like another one in all facets, and that one itself; nil when the catalogue does not know it.
    ///
    /// Throws `SearchError`.
    package func like(_ id: IMDbID, limit: Int) async throws -> (reference: Title, found: [FoundTitle])? {
        guard let reference = try await catalogue.title(imdbID: id) else { return nil }
        let hits = try await search.similar(to: id, facets: Set(Facet.allCases), limit: limit)
        let found = try await stored(
            zip(search.titleIDs(of: hits.map(\.imdbID)), hits).compactMap { id, hit in
                id.map { ($0, hit.score) }
            }
        ) { title in reference.metadata.sharedReasons(with: title.metadata) }
        return (reference, found)
    }

    package func title(_ id: IMDbID) async throws -> Title? { try await catalogue.title(imdbID: id) }

    /// The titles that changed last, the latest first.
    package func latest(limit: Int) async throws -> [Title] {
        let revision = try await catalogue.revision()
        let window = Int64(limit * SearchLimits.latestWindow)
        let changes = try await catalogue.changes(
            since: max(0, revision - window), limit: limit * SearchLimits.latestWindow)
        return Array(changes.titles.filter { $0.state == .known && $0.kind != .scene }.reversed().prefix(limit))
    }

    private func stored(
        _ ranked: [(id: TitleID, score: Double)], reasons: (Title) -> [MatchReason]
    ) async throws -> [FoundTitle] {
        let titles = try await catalogue.titles(ids: ranked.map(\.id))
        let byID = Dictionary(titles.map { ($0.id, $0) }) { first, _ in first }
        let isByMeaning = search.searchesMeaning
        return ranked.compactMap { hit in
            byID[hit.id].map { title in
                FoundTitle(title: title, score: isByMeaning ? hit.score : nil, reasons: reasons(title))
            }
        }
    }
}

/// The words of a query, to be found again in what it led to.
struct QueryWords {
    /// Words of nearly every question about films; they say nothing about one.
    private static let empty: Set<String> = [
        "about", "films", "from", "have", "into", "like", "movie", "movies", "some", "somebody", "someone", "something",
        "that", "their", "them", "they", "this", "what", "when", "where", "which", "with", "film",
    ]

    private let words: Set<String>
    /// In the order of the query, without the empty ones.
    private let telling: [String]

    init(_ text: String) {
        let all = TextFolding.words(of: text)
        words = Set(all)
        telling = all.filter { $0.count >= SearchLimits.tellingLettersMin && !Self.empty.contains($0) }
    }

    /// At most `SearchLimits.reasonsMax`, the most telling first; never none.
    func reasons(to metadata: TitleMetadata) -> [MatchReason] {
        var reasons: [MatchReason] = []
        if names([metadata.title, metadata.originalTitle ?? metadata.title]) { reasons.append(.title) }
        reasons += unique(metadata.credits.map(\.name)).filter(namesPerson).map { .person($0) }
        reasons += metadata.genres.filter { names([$0]) }.map { .genre($0) }
        reasons += metadata.keywords.filter { names([$0]) }.map { .keyword($0) }
        if reasons.count < SearchLimits.reasonsMax, !reasons.contains(.title) { reasons += words(in: metadata) }
        return reasons.isEmpty ? [.meaning] : Array(reasons.prefix(SearchLimits.reasonsMax))
    }

    /// Whether the query has all words of one of the texts.
    private func names(_ texts: [String]) -> Bool {
        texts.contains { text in
            let wanted = TextFolding.foldedTitle(text).split(separator: " ").map(String.init)
            return !wanted.isEmpty && wanted.allSatisfy(words.contains)
        }
    }

    /// The telling words that the title or the story has, unless a genre or keyword of that name is told anyway.
    private func words(in metadata: TitleMetadata) -> [MatchReason] {
        let told = Set((metadata.genres + metadata.keywords).map { TextFolding.folded($0) })
        let texts = [metadata.title, metadata.originalTitle, metadata.tagline, metadata.overview].compactMap(\.self)
        let present = Set(texts.flatMap { TextFolding.words(of: $0) })
        return unique(telling.filter { present.contains($0) && !told.contains($0) }).map { .word($0) }
    }

    /// People are called by their last name, too, unless that is a short word.
    private func namesPerson(_ name: String) -> Bool {
        let parts = TextFolding.words(of: name)
        guard let last = parts.last else { return false }
        let isTelling = last.count >= SearchLimits.lastNameLettersMin
        return parts.allSatisfy(words.contains) || isTelling && parts.count > 1 && words.contains(last)
    }

    private func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}

extension TitleMetadata {
    /// What two titles have in common, people first.
    fileprivate func sharedReasons(with other: TitleMetadata) -> [MatchReason] {
        let people = Set(credits.map(\.name)).intersection(other.credits.map(\.name)).sorted()
        let keywords = other.keywords.filter(Set(self.keywords).contains)
        let genres = other.genres.filter(Set(self.genres).contains)
        let all: [MatchReason] =
            people.map { .person($0) } + keywords.map { .keyword($0) } + genres.map { .genre($0) }
        return all.isEmpty ? [.meaning] : Array(all.prefix(SearchLimits.reasonsMax))
    }
}
