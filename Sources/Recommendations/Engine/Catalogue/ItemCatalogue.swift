package import Domain
import Foundation

/// All titles of one kind, in compact arrays: built once for a run and shared by everybody's picks.
package struct ItemCatalogue: Sendable {
    package let kind: TitleKind
    package let ids: [TitleID]
    let rows: [TitleID: Int]
    let titles: [String]
    let years: [Int?]
    let ratings: [Double?]
    let votes: [Int]
    let minutes: [Int?]
    /// Titles of equal lower-cased name and year have equal numbers.
    let names: [Int32]
    let genres: TagTable
    let keywords: TagTable
    let studios: TagTable
    let people: PeopleTable
    let eras: Eras
    let franchises: Franchises
    /// Of series; -1 for an unknown one.
    let networks: [Int32]
    let vectors: VectorTable
    /// The rating of many less the mean of all titles, after IMDb's formula, in standard deviations.
    let quality: [Float]
    /// The logarithm of the votes in standard deviations around its mean.
    let popularity: [Float]

    /// Of items with the same id the first counts.
    package init(_ items: [CatalogueItem], kind: TitleKind) {
        var seen: Set<TitleID> = []
        let items = items.filter { seen.insert($0.id).inserted }.sorted { $0.id < $1.id }
        self.kind = kind
        ids = items.map(\.id)
        rows = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($0.element, $0.offset) })
        titles = items.map(\.title)
        years = items.map(\.year)
        ratings = items.map { item in item.communityRating.flatMap { $0.isFinite ? min(max($0, 0), 10) : nil } }
        votes = items.map { max($0.voteCount ?? 0, 0) }
        minutes = items.map(\.runtimeMinutes)
        names = Self.numbers(items.map { "\($0.title.lowercased())\u{1f}\($0.year.map(String.init) ?? "")" })
        genres = TagTable(items.map(\.genres))
        keywords = TagTable(items.map(\.keywords), titlesMin: 2)
        studios = TagTable(items.map(\.studios), titlesMin: 2)
        people = PeopleTable(items)
        eras = Eras(years: years)
        franchises = Franchises(items)
        networks = Self.numbers(items.map(\.network))
        vectors = VectorTable(items.map(\.vector))
        let votes = votes
        quality = VoteWeighting(ratings: ratings, votes: votes).scores
        popularity = zip(votes.map { Float(log1p(Double($0))) }, ratings).map { $1 == nil ? .nan : $0 }.standardised
    }

    package var count: Int { ids.count }

    package func contains(_ title: TitleID) -> Bool { rows[title] != nil }

    /// Equal texts get equal numbers, from 0 in the order of appearance; missing ones -1.
    private static func numbers(_ texts: [String?]) -> [Int32] {
        var numbers: [String: Int32] = [:]
        return texts.map { text in
            guard let text else { return -1 }
            if let known = numbers[text] { return known }
            numbers[text] = Int32(numbers.count)
            return Int32(numbers.count - 1)
        }
    }
}

extension [Float] {
    /// In standard deviations around the mean of the known values; unknown ones (not a number) become 0.
    var standardised: [Float] { standardised(spreadMin: 0) }

    /// As `standardised`, but values that lie close together stay so: the deviation counts as at least `spreadMin`.
    func standardised(spreadMin: Float) -> [Float] {
        var (count, sum, squares) = (0.0, 0.0, 0.0)
        for value in self where !value.isNaN {
            count += 1
            sum += Double(value)
            squares += Double(value) * Double(value)
        }
        let mean = count > 0 ? sum / count : 0
        let deviation = count > 0 ? Swift.max(squares / count - mean * mean, 0).squareRoot() : 0
        // What hardly varies tells no titles apart.
        let scale = deviation > 1e-6 ? 1 / Swift.max(Float(deviation), spreadMin) : 0
        return map { $0.isNaN ? 0 : ($0 - Float(mean)) * scale }
    }
}
