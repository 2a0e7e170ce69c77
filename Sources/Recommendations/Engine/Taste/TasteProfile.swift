import Domain

/// What a taste is made of, by names, each kind with the strongest first; for words and charts.
package struct TasteProfile: Sendable, Hashable {
    /// A name and its share among its kind, 0...1.
    package struct Share: Sendable, Hashable {
        package let name: String
        package let share: Double
        /// Liked titles that have it.
        package let titles: Int
    }

    /// Titles of the history that tell of the taste.
    package var titles = 0
    package var genres: [Share] = []
    package var keywords: [Share] = []
    package var directors: [Share] = []
    package var cast: [Share] = []
    /// "1990s" and the like.
    package var decades: [Share] = []
    /// Only where at least two of a franchise are liked.
    package var franchises: [Share] = []

    package init() {}
}

extension Recommender {
    /// What a person's history says they like, with the weights that picks are made with.
    package func profile(for request: PickRequest) -> TasteProfile {
        let liked = taste(of: request).liked
        var profile = TasteProfile()
        profile.titles = liked.count
        profile.genres = shares(liked) { catalogue.genres.names(of: $0) }
        profile.keywords = shares(liked, titlesMin: 2) { catalogue.keywords.names(of: $0) }
        let people = catalogue.people
        profile.directors = shares(liked) { people.directors(of: $0).map { people.names[Int($0)] } }
        profile.cast = shares(liked, titlesMin: 2) { people.cast(of: $0).map { people.names[Int($0)] } }
        profile.decades = shares(liked) { row in catalogue.years[row].map { ["\($0 / 10 * 10)s"] } ?? [] }
        let franchises = catalogue.franchises
        profile.franchises = shares(liked, titlesMin: 2) { row in
            franchises.numbers[row] >= 0 ? [franchises.names[Int(franchises.numbers[row])]] : []
        }
        return profile
    }

    private func shares(
        _ liked: [WeightedRow], titlesMin: Int = 1, names: (Int) -> [String]
    ) -> [TasteProfile.Share] {
        var weights: [String: (weight: Double, titles: Int)] = [:]
        var total = 0.0
        for title in liked {
            for name in names(title.row) {
                weights[name, default: (0, 0)].weight += Double(title.weight)
                weights[name, default: (0, 0)].titles += 1
                total += Double(title.weight)
            }
        }
        return weights.filter { $0.value.titles >= titlesMin }
            .sorted { ($0.value.weight, $1.key) > ($1.value.weight, $0.key) }
            .prefix(EngineLimits.profileNamesMax)
            .map { TasteProfile.Share(name: $0.key, share: $0.value.weight / total, titles: $0.value.titles) }
    }
}
