/// So many test databases of a server are in use at a time; the other tests wait.
///
/// Hundreds of tests begin at once. Without a bound each of them would have its links and threads, and all would crawl.
actor TestSlots {
    static let postgres = TestSlots(12)

    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) {
        free = count
    }

    func take() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func giveBack() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}
