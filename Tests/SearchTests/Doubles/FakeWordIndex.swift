import Domain
import Search

/// A word index in memory: a title's score is the number of the query's words that it has.
actor FakeWordIndex: WordIndex {
    private var documents: [TitleID: WordDocument] = [:]
    private var version: Int64 = 0
    private var problem: (any Error)?
    private var beforeApply: (@Sendable () async -> Void)?
    private(set) var appliedRevisions: [Int64] = []

    /// Every further call throws this error; nil to recover.
    func fail(with problem: (any Error)?) { self.problem = problem }

    /// What happens before a page is applied.
    func beforeApply(_ work: (@Sendable () async -> Void)?) { beforeApply = work }

    private func check() throws {
        if let problem { throw problem }
    }

    func revision() throws -> Int64 {
        try check()
        return version
    }

    func apply(put: [WordDocument], remove: [TitleID], revision: Int64) async throws {
        await beforeApply?()
        try check()
        for id in remove { documents[id] = nil }
        for document in put { documents[document.titleID] = document }
        version = revision
        appliedRevisions.append(revision)
    }

    func search(_ query: String, limit: Int) throws -> [WordHit] {
        try check()
        let wanted = Set(TextFolding.words(of: query))
        let hits = documents.values.compactMap { document -> WordHit? in
            let words = Set(TextFolding.words(of: [document.title, document.overview].joined(separator: " ")))
            let common = wanted.intersection(words).count
            return common > 0 ? WordHit(titleID: document.titleID, score: Double(common)) : nil
        }
        return Array(hits.sorted { ($1.score, $0.titleID) < ($0.score, $1.titleID) }.prefix(limit))
    }

    func entries() throws -> [WordEntry] {
        try check()
        return documents.values.map { WordEntry($0) }.sorted { $0.titleID < $1.titleID }
    }

    func count() -> Int { documents.count }
}
