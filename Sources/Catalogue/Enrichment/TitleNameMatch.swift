package import Domain
import Foundation

/// Which of the titles that a provider found by a name was meant.
///
/// A wrong film is worse than none, so the name must be the same but for case, accents and signs, the year at most one
/// off, and no other title as good. Of a series without a year only one title may be called so. What nobody can tell
/// apart stays as it is, and the record says why.
package struct TitleNameMatch: Equatable, Sendable {
    package enum Outcome: Equatable, Sendable {
        case found(TitleCandidate)
        /// Why not, for people.
        case open(String)
    }

    let query: TitleQuery

    package init(query: TitleQuery) {
        self.query = query
    }

    /// Asks for the title. Services take a year for a filter, so what is not found with it is looked for without.
    ///
    /// Throws `MetadataFailure` or `CancellationError`.
    package func ask(_ finder: any TitleFinder, _ urgency: RequestUrgency) async throws -> Outcome {
        let first = outcome(of: try await finder.find(query, urgency))
        if case .found = first { return first }
        guard query.year != nil else { return first }
        let anyYear = TitleQuery(kind: query.kind, title: query.title)
        let second = outcome(of: try await finder.find(anyYear, urgency))
        if case .found = second { return second }
        return first
    }

    /// What the candidates come to.
    func outcome(of candidates: [TitleCandidate]) -> Outcome {
        var seen: Set<Int> = []
        let key = Self.key(query.title)
        let namesakes = candidates.filter { candidate in
            guard candidate.kind == query.kind, seen.insert(candidate.tmdbID).inserted, !key.isEmpty else {
                return false
            }
            let names = [candidate.metadata.title, candidate.metadata.originalTitle].compactMap(\.self)
            return names.contains { Self.key($0) == key }
        }
        guard let year = query.year else { return withoutYear(namesakes) }
        for distance in 0...CatalogueLimits.yearsApartMax {
            let near = namesakes.filter { $0.metadata.year.map { abs($0 - year) == distance } ?? false }
            if near.count > 1 { return .open("\(near.count) titles are called \(described)") }
            if let only = near.first { return .found(only) }
        }
        return .open("no title is called \(described)")
    }

    private func withoutYear(_ namesakes: [TitleCandidate]) -> Outcome {
        guard let first = namesakes.first else { return .open("no title is called \(described)") }
        if namesakes.count > 1 { return .open("\(namesakes.count) titles are called \(described)") }
        // Folders of a series look like nothing else; any video may be called like a film.
        return query.kind == .series ? .found(first) : .open("without a year nobody can tell whether it is this film")
    }

    private var described: String { query.title + (query.year.map { " (\($0))" } ?? "") }

    /// Letters and digits without case and accents.
    package static func key(_ title: String) -> String {
        let options: String.CompareOptions = [.caseInsensitive, .diacriticInsensitive, .widthInsensitive]
        return title.folding(options: options, locale: nil).precomposedStringWithCanonicalMapping
            .split { !($0.isLetter || $0.isNumber) }.joined(separator: " ")
    }
}
