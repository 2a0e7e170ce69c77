import Domain
import Foundation

/// The people of one household or of all, with what can be learned from them.
struct EvaluationRound {
    private let catalogue: ItemCatalogue
    private let settings: EvaluationSettings
    private let full: Recommender
    private let alone: Recommender
    /// How many like each title.
    private let likes: [Int]
    private let people: Int
    private let popular: [Int]
    private let voteWeighted: [Int]

    init(_ household: [HeldOutPerson], catalogue: ItemCatalogue, settings: EvaluationSettings) {
        self.catalogue = catalogue
        self.settings = settings
        let likings = household.flatMap { person in
            person.liked.map { Liking(user: person.user, title: $0) }
        }
        full = Recommender(catalogue: catalogue, model: .learned(from: likings, settings: settings.model))
        alone = Recommender(catalogue: catalogue, model: nil)
        var likes = [Int](repeating: 0, count: catalogue.count)
        for liking in likings {
            if let row = catalogue.rows[liking.title] { likes[row] += 1 }
        }
        self.likes = likes
        people = household.count
        popular = likes.indices.sorted { (likes[$0], $1) > (likes[$1], $0) }
        let quality = catalogue.quality
        voteWeighted = quality.indices.sorted { (quality[$0], $1) > (quality[$1], $0) }
    }

    /// The first titles of a ranking of all that a person does not know.
    func ranking(for person: HeldOutPerson, by scorer: Scorer) throws -> [TitleID] {
        switch scorer {
        case .recommender: best(for: person, by: full)
        case .alone: full.model == nil ? best(for: person, by: full) : best(for: person, by: alone)
        case .picks: try picks(for: person)
        case .popularity: first(popular, for: person)
        case .voteWeighted: first(voteWeighted, for: person)
        }
    }

    /// In bits: what nobody likes tells as if one person more did.
    func surprise(of title: TitleID) -> Double {
        let count = catalogue.rows[title].map { likes[$0] } ?? 0
        return -log2(Double(count + 1) / Double(people + 1))
    }

    private func request(for person: HeldOutPerson) -> PickRequest {
        var request = PickRequest(settings: settings.picks, history: person.history)
        request.settings.selectedCount = MarkTally.recallDepth
        return request
    }

    private func best(for person: HeldOutPerson, by recommender: Recommender) -> [TitleID] {
        let request = request(for: person)
        let taste = recommender.taste(of: request)
        let similarities = recommender.scores(of: taste).similarities
        let rows = catalogue.ids.indices.filter { !taste.known[$0] }
        let best = rows.sorted { (similarities[$0], $1) > (similarities[$1], $0) }
        return best.prefix(MarkTally.recallDepth).map { catalogue.ids[$0] }
    }

    private func picks(for person: HeldOutPerson) throws -> [TitleID] {
        try full.picks(for: request(for: person)).selected.map(\.title)
    }

    private func first(_ ranking: [Int], for person: HeldOutPerson) -> [TitleID] {
        let known = Set(person.history.map(\.title))
        return Array(
            ranking.lazy.map { catalogue.ids[$0] }.filter { !known.contains($0) }.prefix(MarkTally.recallDepth))
    }
}
