import Domain

/// The titles among which a run chooses, best base score first; equal ones by votes, then by id.
struct RankedCandidate {
    let row: Int
    let base: Double
}

/// Chooses titles one by one, each time the one whose base score and difference from the chosen ones are best
/// together.
///
/// It is maximal marginal relevance (Carbonell and Goldstein, 1998) with two readings of difference: the share of
/// genres that were not chosen yet, and the distance to the nearest chosen title. Of series the network counts too.
struct Selection {
    /// A chosen candidate by its place in the ranking.
    struct Choice {
        let place: Int
        let diversity: Double
        let final: Double
    }

    private let catalogue: ItemCatalogue
    private let ranked: [RankedCandidate]
    private let weight: Double
    private(set) var choices: [Choice] = []
    private var isTaken: [Bool]
    private var takenNames: Set<Int32> = []
    private var hasGenre: [Bool]
    private var networkCounts: [Int32: Int] = [:]
    /// Grows whenever a genre is chosen for the first time; until then the share of new genres stays as it is.
    private var genreVersion: Int32 = 0
    private var newGenres: [(version: Int32, share: Double)]
    /// For each candidate the likeness to the nearest of the first `compared` choices; none before the first.
    private var nearest: [Float]
    private var compared: [Int32]

    init(_ ranked: [RankedCandidate], catalogue: ItemCatalogue, diversityWeight: Double) {
        self.catalogue = catalogue
        self.ranked = ranked
        weight = diversityWeight
        isTaken = [Bool](repeating: false, count: ranked.count)
        hasGenre = [Bool](repeating: false, count: catalogue.genres.names.count)
        newGenres = [(version: Int32, share: Double)](repeating: (-1, 0), count: ranked.count)
        nearest = [Float](repeating: 0, count: ranked.count)
        compared = [Int32](repeating: 0, count: ranked.count)
    }

    /// Chooses up to `count` titles.
    mutating func choose(_ count: Int) {
        while choices.count < count, let choice = best() { take(choice) }
    }

    /// What makes a candidate different from all that were chosen, 0...1.
    mutating func diversity(of place: Int) -> Double {
        let row = ranked[place].row
        let tags = tagDiversity(of: place)
        guard catalogue.vectors.has[row] else { return tags }
        while compared[place] < choices.count {
            let other = ranked[choices[Int(compared[place])].place].row
            compared[place] += 1
            guard other != row, let likeness = catalogue.vectors.centredCosine(row, other) else { continue }
            nearest[place] = max(nearest[place], likeness)
        }
        return mixed(tags, nearest[place])
    }

    func final(_ base: Double, _ diversity: Double) -> Double {
        base * (1 - weight) + diversity * weight
    }

    private mutating func best() -> Choice? {
        var best: Choice?
        for place in ranked.indices {
            let (row, base) = (ranked[place].row, ranked[place].base)
            if let best, final(base, 1) <= best.final { break }
            guard !isTaken[place], !takenNames.contains(catalogue.names[row]) else { continue }
            // What changes the selection's arrays stands alone: within a larger expression they would be copied.
            let bound = bound(of: place)
            if let best, final(base, bound) <= best.final { continue }
            let diversity = diversity(of: place)
            let final = final(base, diversity)
            if final > best?.final ?? -.infinity { best = Choice(place: place, diversity: diversity, final: final) }
        }
        return best
    }

    private mutating func take(_ choice: Choice) {
        let row = ranked[choice.place].row
        choices.append(choice)
        isTaken[choice.place] = true
        takenNames.insert(catalogue.names[row])
        for genre in catalogue.genres[row] where !hasGenre[Int(genre)] {
            hasGenre[Int(genre)] = true
            genreVersion += 1
        }
        networkCounts[catalogue.networks[row], default: 0] += 1
    }

    /// No less than the diversity, without comparing vectors anew: likeness only grows.
    private mutating func bound(of place: Int) -> Double {
        let row = ranked[place].row
        let tags = tagDiversity(of: place)
        return catalogue.vectors.has[row] ? mixed(tags, nearest[place]) : tags
    }

    private func mixed(_ tags: Double, _ likeness: Float) -> Double {
        0.5 * tags + 0.5 * (1 - Double(min(max(likeness, 0), 1)))
    }

    private mutating func tagDiversity(of place: Int) -> Double {
        if newGenres[place].version != genreVersion {
            let share = Self.shareOfNewGenres(catalogue.genres[ranked[place].row], chosen: hasGenre)
            newGenres[place] = (genreVersion, share)
        }
        let byGenre = newGenres[place].share
        guard catalogue.kind == .series else { return byGenre }
        let network = catalogue.networks[ranked[place].row]
        let isCompared = network >= 0 && !choices.isEmpty
        let byNetwork = isCompared ? 1 - Double(networkCounts[network] ?? 0) / Double(choices.count) : 0.5
        return 0.6 * byGenre + 0.4 * byNetwork
    }

    private static func shareOfNewGenres(_ genres: ArraySlice<Int32>, chosen: [Bool]) -> Double {
        guard !genres.isEmpty else { return 0.5 }
        return 1 - Double(genres.count { chosen[Int($0)] }) / Double(genres.count)
    }
}
