/// Turns what a person typed into a query of the full-text index.
enum WordQuery {
    /// Words that say nothing about a film, in a search for films.
    private static let stopWords: Set<String> = [
        "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "has", "have", "he", "her", "his", "i",
        "in", "is", "it", "its", "of", "on", "or", "she", "that", "the", "their", "them", "they", "this", "to", "was",
        "were", "who", "with", "film", "films", "movie", "movies",
    ]

    /// The words in lower case, without stop words unless there is nothing else; at most
    /// `StorageLimits.queryTermsMax`.
    static func terms(_ query: some StringProtocol) -> [String] {
        let words = query.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
        let telling = words.filter { !stopWords.contains($0) }
        return Array((telling.isEmpty ? words : telling).prefix(StorageLimits.queryTermsMax))
    }

    /// An expression for `MATCH` in which every word is quoted; nil when there is no word.
    ///
    /// The words hold letters and digits only, so nothing of the query is read as syntax.
    static func expression(_ query: some StringProtocol) -> String? {
        let terms = terms(query)
        return terms.isEmpty ? nil : terms.map { "\"\($0)\"" }.joined(separator: " OR ")
    }
}
