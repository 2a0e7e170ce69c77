import Basics
import Domain
import Imports

/// How far the search for the films of a file is.
struct ReviewProgress: Encodable, Sendable {
    let isOver: Bool
    /// 0...100.
    let percent: Int
    let progressWords: String
    /// How fast it goes and how long it will take; what it waits for.
    let detail: String

    private enum CodingKeys: String, CodingKey {
        case isOver, percent, detail
        case progressWords = "words"
    }

    init(_ session: ImportSession, now: Instant) {
        let (done, all) = (session.matchedCount, session.filmCount)
        isOver = session.state != .matching
        percent = all == 0 ? 100 : min(100, done * 100 / all)
        progressWords = "Looked for \(Moments.grouped(done)) of \(Moments.count(all, "film"))."
        let seconds = max(0, now.seconds(since: session.createdAt))
        if done == 0 {
            detail =
                seconds < WebLimits.beginningSeconds
                ? "It begins in a moment."
                : "It waits: the server is busy with other work and begins by itself. You can leave this page."
        } else {
            let left = Int((Double(max(0, all - done)) * seconds / Double(done)).rounded(.up))
            let rate = max(1, Int((Double(done) * 60 / max(1, seconds)).rounded()))
            detail =
                "\(Moments.count(rate, "film")) a minute, \(Self.duration(left)) left. You can leave this page; the "
                + "search goes on."
        }
    }

    private static func duration(_ seconds: Int) -> String {
        seconds < 60
            ? "less than a minute" : "about " + Moments.count(Int((Double(seconds) / 60).rounded(.up)), "minute")
    }
}
