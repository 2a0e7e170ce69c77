import Synchronization

/// A line that redraws itself: a bar, the share done, and what is at hand. Silent when nobody looks.
final class ProgressBar: Sendable {
    private let label: String
    private let drawn = Mutex("")
    private static let width = 24

    init(_ label: String) {
        self.label = label
    }

    func show(_ done: Int, of total: Int, _ message: String) {
        guard Terminal.isInteractive else { return }
        let share = total > 0 ? min(1, Double(done) / Double(total)) : 0
        let filled = Int(share * Double(Self.width))
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: Self.width - filled)
        let text = "\(label) [\(bar)] \(Int(share * 100)) %  \(message.prefix(40))"
        drawn.withLock { last in
            guard last != text else { return }
            last = text
            Terminal.draw(text)
        }
    }

    func end() {
        if Terminal.isInteractive { Terminal.draw("") }
    }
}
