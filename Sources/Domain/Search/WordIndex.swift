/// A title found by its words.
package struct WordHit: Sendable, Hashable {
    package let titleID: TitleID
    /// Higher is better; only comparable within one answer.
    package let score: Double
    /// Found because the query is its name, or its name with a slip of the finger.
    package let isName: Bool

    package init(titleID: TitleID, score: Double, isName: Bool = false) {
        self.titleID = titleID
        self.score = score
        self.isName = isName
    }
}

/// The words of a title, by field, as the full-text index stores them.
package struct WordDocument: Sendable, Hashable {
    package let titleID: TitleID
    package let kind: TitleKind
    package let imdbID: IMDbID?
    package let title: String
    package let originalTitle: String
    package let people: String
    package let genres: String
    package let keywords: String
    package let tagline: String
    package let overview: String
    /// 0 when unknown.
    package let voteCount: Int
    /// By what else IMDb knows it.
    package let otherIMDbIDs: [IMDbID]

    package init(_ title: Title) {
        let metadata = title.metadata
        otherIMDbIDs = title.otherIMDbIDs
        titleID = title.id
        kind = title.kind
        imdbID = title.imdbID
        self.title = metadata.title
        originalTitle = metadata.originalTitle == metadata.title ? "" : metadata.originalTitle ?? ""
        people = metadata.people.joined(separator: ", ")
        genres = metadata.genres.joined(separator: ", ")
        keywords = metadata.keywords.joined(separator: ", ")
        tagline = metadata.tagline ?? ""
        overview = metadata.overview ?? ""
        voteCount = metadata.voteCount ?? 0
    }
}

/// The derived full-text index: it can always be rebuilt from the catalogue.
package protocol WordIndex: Sendable {
    /// The catalogue revision that the index reflects; 0 when it is empty or was built by another version.
    func revision() async throws -> Int64
    /// Applies one page of catalogue changes and stores the page's revision, in one transaction.
    func apply(put: [WordDocument], remove: [TitleID], revision: Int64) async throws
    /// Ranks titles by BM25 for a query that a person typed; never fails on its characters.
    func search(_ query: String, limit: Int) async throws -> [WordHit]
    /// Every title that the index holds, by id; read once at start.
    func entries() async throws -> [WordEntry]
    /// How many titles the index holds.
    func count() async throws -> Int
}

/// What the running server keeps in memory of every title: enough to turn hits into answers.
package struct WordEntry: Sendable, Hashable {
    package let titleID: TitleID
    package let kind: TitleKind
    package let imdbID: IMDbID?
    package let title: String
    package let originalTitle: String
    /// 0 when unknown.
    package let voteCount: Int
    /// By what else IMDb knows it.
    package let otherIMDbIDs: [IMDbID]

    package init(
        titleID: TitleID, kind: TitleKind = .movie, imdbID: IMDbID?, title: String, originalTitle: String,
        voteCount: Int, otherIMDbIDs: [IMDbID] = []
    ) {
        self.titleID = titleID
        self.kind = kind
        self.imdbID = imdbID
        self.title = title
        self.originalTitle = originalTitle
        self.voteCount = voteCount
        self.otherIMDbIDs = otherIMDbIDs
    }

    package init(_ document: WordDocument) {
        self.init(
            titleID: document.titleID, kind: document.kind, imdbID: document.imdbID, title: document.title,
            originalTitle: document.originalTitle, voteCount: document.voteCount,
            otherIMDbIDs: document.otherIMDbIDs)
    }
}
