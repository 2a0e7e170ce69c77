import CRecommendationKernels
import Domain
import Synchronization

/// Who likes what, in compressed rows; the input of an `ItemModel`.
struct LikeMatrix {
    /// The most liked titles, by id.
    let items: [TitleID]
    private let starts: [Int64]
    private let columns: [Int32]

    init(_ likings: [Liking], itemsMax: Int) {
        let likes = Set(likings).sorted { ($0.user, $0.title) < ($1.user, $1.title) }
        var counts: [TitleID: Int] = [:]
        for like in likes { counts[like.title, default: 0] += 1 }
        let most = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(itemsMax)
        items = most.map(\.key).sorted()
        let places = Dictionary(uniqueKeysWithValues: items.enumerated().map { ($0.element, Int32($0.offset)) })
        var starts: [Int64] = []
        var columns: [Int32] = []
        var user: UserID?
        for like in likes {
            guard let column = places[like.title] else { continue }
            if like.user != user { starts.append(Int64(columns.count)) }
            user = like.user
            columns.append(column)
        }
        self.starts = starts + [Int64(columns.count)]
        self.columns = columns
    }

    /// People who like one of the titles at least.
    var userCount: Int { starts.count - 1 }

    /// For each pair of titles how many like both, above the diagonal and on it.
    func gram() -> [Float] {
        var gram = [Float](repeating: 0, count: items.count * items.count)
        crk_gram(starts, columns, userCount, items.count, &gram)
        return gram
    }

    /// The weights of EASE; nil when the matrix cannot be factored.
    func ease(penalty: Float, threads: Int) -> [Float]? {
        var matrix = gram()
        let isDone = Self.arithmetic.withLock { _ in
            let before = crk_set_threads(Int32(threads))
            defer { _ = crk_set_threads(before) }
            return crk_ease(&matrix, items.count, penalty) == 0
        }
        return isDone ? matrix : nil
    }

    /// How many threads do arithmetic is the same for the whole process, so only one matrix at a time changes it.
    private static let arithmetic = Mutex(())
}
