/// How fast work goes, and how long it will take.
struct WorkPace: Sendable {
    /// 0...100.
    let percent: Int
    /// "12 films a minute, about 3 minutes left"; nil before anything is done.
    let words: String?

    /// `noun` is one of the things that are worked on.
    init(done: Int, of all: Int, seconds: Double, noun: String) {
        percent = all == 0 ? 100 : min(100, max(0, done * 100 / all))
        guard done > 0 else {
            words = nil
            return
        }
        let left = Int((Double(max(0, all - done)) * max(0, seconds) / Double(done)).rounded(.up))
        let rate = max(1, Int((Double(done) * 60 / max(1, seconds)).rounded()))
        words = "\(Moments.count(rate, noun)) a minute, \(Self.duration(left)) left"
    }

    private static func duration(_ seconds: Int) -> String {
        seconds < 60
            ? "less than a minute" : "about " + Moments.count(Int((Double(seconds) / 60).rounded(.up)), "minute")
    }
}
