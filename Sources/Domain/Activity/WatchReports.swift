package import Basics

/// What became known about one profile and one title at a moment.
package struct WatchReport: Hashable, Sendable, Comparable, Codable {
    /// How far the profile was, or what it said.
    package enum Mark: String, Hashable, Sendable, Codable {
        /// Under half of it: what was finished before begins anew.
        case early
        case middle
        /// To the end, or as good as.
        case finished
        /// Somebody said that it was not watched.
        case cleared
    }

    package let at: Instant
    /// Whole seconds from the beginning.
    package let position: Int
    package let mark: Mark

    package init(at: Instant, position: Int, mark: Mark) {
        self.at = at
        self.position = position
        self.mark = mark
    }

    /// By moment; where moments are equal by what is in it, so that the order of arrival never matters.
    package static func < (left: WatchReport, right: WatchReport) -> Bool {
        (left.at, left.mark.order, left.position) < (right.at, right.mark.order, right.position)
    }
}

/// The reports about one profile and one title, kept so far that any further report, however late or often it comes,
/// leads to the same state as if all had come in order.
///
/// Time is cut into stretches of `stretchSeconds`. Of each, only the first and last early report, the first and last
/// end and the last clearing are kept, and the very last report of all; whichever way they arrive, the same ones stay.
/// A film leaves about one report behind for each stretch that it ran. Who goes from the end to the beginning and back
/// several times in one stretch is counted once or twice.
package struct WatchReports: Hashable, Sendable {
    /// Ten minutes.
    package static let stretchSeconds: Int64 = 600
    /// Stretches that are kept; older ones have left their viewings behind.
    package static let stretchesMax = 300

    /// In order.
    package private(set) var kept: [WatchReport]

    package init(_ reports: [WatchReport] = []) {
        kept = Array(Set(reports)).sorted()
        tidy()
    }

    /// Takes one more report in. A repeated one changes nothing.
    package mutating func insert(_ report: WatchReport) {
        guard !kept.contains(report) else { return }
        kept.insert(report, at: kept.firstIndex { report < $0 } ?? kept.count)
        tidy()
    }

    /// Viewings before it are no longer known here; nil while everything is.
    package var horizon: Instant? {
        guard let oldest = kept.first, Set(kept.map(\.stretch)).count >= Self.stretchesMax else { return nil }
        return Instant(milliseconds: oldest.stretch * Self.stretchSeconds * 1000)
    }

    /// Where the profile is; 0 after an end.
    package var position: Int {
        guard let last = kept.last, last.mark != .finished, last.mark != .cleared else { return 0 }
        // Going back a little after the end is no new beginning.
        return isFinished ? 0 : last.position
    }

    /// Whether the latest viewing came to its end.
    package var isFinished: Bool {
        kept.last { $0.mark != .middle }?.mark == .finished
    }

    package var latest: Instant? { kept.last?.at }

    /// Up to when nothing was watched, as somebody said last; nil when nobody did.
    package var clearedAt: Instant? { kept.last { $0.mark == .cleared }?.at }

    /// When each viewing came to its end: the first report of an end after each beginning, unless it was said later
    /// that none of it was watched.
    package var viewings: [Instant] {
        var ends: [Instant] = []
        var isOpen = true
        for report in kept {
            switch report.mark {
            case .finished:
                if isOpen { ends.append(report.at) }
                isOpen = false
            case .early: isOpen = true
            case .cleared:
                ends = []
                isOpen = true
            case .middle: break
            }
        }
        return ends
    }

    private mutating func tidy() {
        let newest = Set(Set(kept.map(\.stretch)).sorted().suffix(Self.stretchesMax))
        let last = kept.count - 1
        kept = kept.enumerated().filter { place, report in
            guard newest.contains(report.stretch) else { return false }
            guard place != last else { return true }
            let isFirst = !kept[..<place].contains { $0.isLike(report) }
            let isLast = !kept[(place + 1)...].contains { $0.isLike(report) }
            return switch report.mark {
            case .early, .finished: isFirst || isLast
            case .cleared: isLast
            case .middle: false
            }
        }.map(\.element)
    }
}

extension WatchReport {
    fileprivate var stretch: Int64 {
        let length = WatchReports.stretchSeconds * 1000
        return at.milliseconds / length - (at.milliseconds % length < 0 ? 1 : 0)
    }

    fileprivate func isLike(_ other: WatchReport) -> Bool { mark == other.mark && stretch == other.stretch }
}

extension WatchReport.Mark {
    fileprivate var order: Int {
        switch self {
        case .early: 0
        case .middle: 1
        case .finished: 2
        case .cleared: 3
        }
    }
}

extension WatchReport {
    /// A report of a player: to the end from 90 % on or inside the credits, a new beginning under 50 %.
    ///
    /// Without a length nothing is ever finished.
    package init(at: Instant, position: Int, length: Int?, creditsFrom: Int?) {
        self.init(at: at, position: position, mark: .of(position: position, length: length, creditsFrom: creditsFrom))
    }
}

extension WatchReport.Mark {
    package static let finishedPercent = 90
    package static let newViewingPercent = 50

    static func of(position: Int, length: Int?, creditsFrom: Int?) -> Self {
        guard let length, length > 0 else { return .early }
        if position * 100 >= length * finishedPercent { return .finished }
        if let creditsFrom, creditsFrom > 0, position >= creditsFrom { return .finished }
        return position * 100 < length * newViewingPercent ? .early : .middle
    }
}
