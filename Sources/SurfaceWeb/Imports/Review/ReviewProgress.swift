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
        let seconds = max(0, now.seconds(since: session.createdAt))
        let pace = WorkPace(done: done, of: all, seconds: seconds, noun: "film")
        isOver = session.state != .matching
        percent = pace.percent
        progressWords = "Looked for \(Moments.grouped(done)) of \(Moments.count(all, "film"))."
        if let words = pace.words {
            detail = words + ". You can leave this page; the search goes on."
        } else {
            detail =
                seconds < WebLimits.beginningSeconds
                ? "It begins in a moment."
                : "It waits: the server is busy with other work and begins by itself. You can leave this page."
        }
    }
}
