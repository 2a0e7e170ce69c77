/// The best titles seen so far: a binary heap with the worst of them at the root.
struct BestTitles {
    private typealias Entry = (key: Int64, score: Double)

    private let count: Int
    private var heap: [Entry] = []

    init(count: Int) {
        self.count = count
    }

    /// The score of the last place, minus infinity while there is room.
    var worst: Double { heap.count < count ? -.infinity : heap[0].score }

    /// Sorted by score downwards, equal scores by key upwards.
    var hits: [Hit] {
        heap.sorted(by: Self.precedes).map { Hit(key: $0.key, score: Float($0.score)) }
    }

    mutating func offer(key: Int64, score: Double) {
        let entry = (key: key, score: score)
        if heap.count < count {
            heap.append(entry)
            rise()
        } else if let root = heap.first, Self.precedes(entry, root) {
            heap[0] = entry
            sink()
        }
    }

    private static func precedes(_ a: Entry, _ b: Entry) -> Bool {
        a.score > b.score || (a.score == b.score && a.key < b.key)
    }

    private mutating func rise() {
        var place = heap.count - 1
        while place > 0 {
            let parent = (place - 1) / 2
            guard Self.precedes(heap[parent], heap[place]) else { return }
            heap.swapAt(parent, place)
            place = parent
        }
    }

    private mutating func sink() {
        var place = 0
        while true {
            var worst = place
            for child in [2 * place + 1, 2 * place + 2] where child < heap.count {
                if Self.precedes(heap[worst], heap[child]) { worst = child }
            }
            guard worst != place else { return }
            heap.swapAt(worst, place)
            place = worst
        }
    }
}
