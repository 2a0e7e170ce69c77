import Basics
import Domain
import Recommendations

/// Short ways to say what a test is about.
extension CatalogueItem {
    init(_ id: Int32, _ title: String = "", year: Int? = nil, _ change: (inout CatalogueItem) -> Void = { _ in }) {
        self.init(id: TitleID(id), title: title.isEmpty ? "The \(id) films" : title)
        self.year = year
        change(&self)
    }
}

extension HistoryEntry {
    static func played(_ id: Int32, plays: Int = 1, day: Int64 = 0, favourite: Bool = false) -> HistoryEntry {
        var entry = HistoryEntry(title: TitleID(id))
        (entry.plays, entry.isFavourite) = (plays, favourite)
        entry.lastPlayed = Instant(milliseconds: day * 86_400_000)
        return entry
    }

    static func rated(_ id: Int32, _ rating: Int, day: Int64 = 0) -> HistoryEntry {
        var entry = HistoryEntry(title: TitleID(id))
        entry.rating = rating
        entry.ratedAt = Instant(milliseconds: day * 86_400_000)
        return entry
    }
}

extension PickRequest {
    init(_ history: [HistoryEntry], count: Int = 10, _ change: (inout PickRequest) -> Void = { _ in }) {
        var settings = PickSettings.movies
        settings.selectedCount = count
        self.init(settings: settings, history: history)
        change(&self)
    }
}

extension PickWeights {
    static func only(similarity: Double = 0, rating: Double = 0) -> PickWeights {
        var weights = PickWeights()
        (weights.similarity, weights.novelty, weights.rating, weights.diversity) = (similarity, 0, rating, 0)
        return weights
    }
}

/// A catalogue with something to choose: 60 films of three genres, years, directors and directions of vectors.
enum SampleShelf {
    static let genres = ["Comedy", "Drama", "Horror"]

    static let items: [CatalogueItem] = (1...60).map { id in
        let group = Int(id) % 3
        return CatalogueItem(Int32(id), year: 1970 + Int(id) % 50) { item in
            item.genres = [genres[group]]
            item.keywords = ["\(genres[group]) thing", "thing \(Int(id) % 7)"]
            item.directors = ["Director \(Int(id) % 12)"]
            item.cast = ["Actor \(Int(id) % 9)", "Actor \(Int(id) % 14)"]
            item.communityRating = Double(40 + Int(id) * 37 % 55) / 10
            item.voteCount = 10 + Int(id) * Int(id) % 900
            item.runtimeMinutes = 80 + Int(id)
            item.vector = (0..<8).map { $0 == group ? 4 : Float((Int(id) * ($0 + 3)) % 5) }
        }
    }

    static let catalogue = ItemCatalogue(items, kind: .movie)
    static let recommender = Recommender(catalogue: catalogue, model: nil)
    /// Horror films.
    static let history: [HistoryEntry] = [2, 5, 8, 11].map { .played($0, day: Int64($0)) }
}

extension Picks {
    var titles: [Int32] { selected.map(\.title.rawValue) }
}
