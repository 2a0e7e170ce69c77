package import Domain

/// Weighs the titles of a catalogue for people and chooses among them.
///
/// Equal input gives equal picks: nothing is left to chance, and every order is total.
package struct Recommender: Sendable {
    package let catalogue: ItemCatalogue
    let likes: ItemLikes?
    package var weights = TermWeights()

    /// What everybody's likes say; nil where they are too few.
    package var model: ItemModel? { likes?.model }

    package init(catalogue: ItemCatalogue, model: ItemModel?) {
        self.catalogue = catalogue
        likes = model.map { ItemLikes($0, catalogue: catalogue) }
    }

    /// The picks of one person; empty when the history says nothing. Throws only when the task was cancelled.
    package func picks(for request: PickRequest) throws -> Picks {
        let taste = taste(of: request)
        guard !taste.isEmpty else { return Picks() }
        try Task.checkCancellation()
        let scores = scores(of: taste)
        try Task.checkCancellation()
        let weighing = Weighing(
            taste, scores: scores, catalogue: catalogue, model: model, weights: request.settings.weights)
        let rows = candidates(for: request, taste: taste, scores: scores)
        return weighing.picks(among: rows, count: request.settings.selectedCount)
    }

    /// The nearest titles of a history to one title, nearest first.
    package func evidence(for title: TitleID, in request: PickRequest, count: Int) -> [NearTitle] {
        guard let row = catalogue.rows[title] else { return [] }
        return EvidenceFinder(taste(of: request), catalogue: catalogue, model: model)
            .nearest(to: row, count: count)
    }

    func taste(of request: PickRequest) -> Taste {
        Taste(request.history, of: catalogue, limit: max(request.settings.historyMax, 0))
    }

    func scores(of taste: Taste) -> TasteScores {
        TasteScores(taste, catalogue: catalogue, likes: likes, weights: weights)
    }

    /// The titles that may be picked; of more than the settings allow those nearest to the taste.
    func candidates(for request: PickRequest, taste: Taste, scores: TasteScores) -> [Int] {
        let barred = barred(for: request, taste: taste)
        let rows = catalogue.ids.indices.filter { !barred[$0] }
        let most = max(request.settings.candidatesMax, 0)
        guard rows.count > most else { return rows }
        guard most > 0 else { return [] }
        let last = rows.map { scores.similarities[$0] }.sorted(by: >)[most - 1]
        let above = rows.filter { scores.similarities[$0] > last }
        let level = rows.lazy.filter { scores.similarities[$0] == last }.prefix(most - above.count)
        return (above + level).sorted()
    }

    /// What must not be picked: hidden and known titles, and what has the name and year of a watched one.
    func barred(for request: PickRequest, taste: Taste) -> [Bool] {
        var barred = [Bool](repeating: false, count: catalogue.count)
        for title in request.hidden {
            if let row = catalogue.rows[title] { barred[row] = true }
        }
        var names: Set<Int32> = []
        for (row, entry) in taste.history where isBarred(entry, for: request) {
            barred[row] = true
            names.insert(catalogue.names[row])
        }
        if !names.isEmpty {
            for row in barred.indices where names.contains(catalogue.names[row]) { barred[row] = true }
        }
        return barred
    }

    private func isBarred(_ entry: HistoryEntry, for request: PickRequest) -> Bool {
        if entry.isDisliked {
            return request.dislikes == .exclude || entry.isWatched && !request.includesWatched
        }
        return entry.isWatched ? !request.includesWatched : entry.rating != nil
    }
}
