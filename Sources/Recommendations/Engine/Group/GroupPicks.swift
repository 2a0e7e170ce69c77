package import Domain
import Foundation

/// What a film for several people at once is chosen by.
package struct GroupRequest: Sendable {
    /// One for each person, at most `EngineLimits.groupMax`; their weights and counts say nothing here.
    package var members: [PickRequest]
    /// Longer titles, and those of unknown length, are left out; nil for any length.
    package var minutesMax: Int?
    package var count: Int

    package init(members: [PickRequest], minutesMax: Int?, count: Int) {
        self.members = members
        self.minutesMax = minutesMax
        self.count = count
    }

    /// How the score of all follows from that of each, for people.
    package static let rule = """
        Nobody has seen it and everybody may see it. Each score compares it with the best film that this person could \
        be offered, and the score of all is half their mean, half the lowest.
        """
}

/// A title for several people.
package struct GroupPick: Sendable, Hashable {
    package let title: TitleID
    /// Of all, 0...1.
    package let score: Double
    /// Of each member, in their order, 0...1: 1 is the best that this member could be offered.
    package let scores: [Double]
}

extension Recommender {
    /// The best titles for all members, the best first. Throws only when the task was cancelled.
    ///
    /// Mean and least misery in equal parts (Masthoff, "Group recommender systems", 2011): a title that one of them
    /// cannot stand is no choice, however much the others love it.
    package func groupPicks(for request: GroupRequest) throws -> [GroupPick] {
        let members = request.members.prefix(EngineLimits.groupMax)
        guard !members.isEmpty else { return [] }
        var isOpen = catalogue.minutes.map { minutes in
            request.minutesMax.map { (minutes ?? .max) <= $0 } ?? true
        }
        var scores: [[Double]] = []
        for member in members {
            try Task.checkCancellation()
            let taste = taste(of: member)
            for (row, isBarred) in barred(for: member, taste: taste).enumerated() where isBarred { isOpen[row] = false }
            scores.append(memberScores(of: taste))
        }
        let rows = isOpen.indices.filter { isOpen[$0] }
        scores = scores.map { Self.shares(of: $0, among: rows) }
        let picks = rows.map { row in groupPick(row, scores.map { $0[row] }) }
        let order = zip(rows, picks).sorted { a, b in
            if a.1.score != b.1.score { return a.1.score > b.1.score }
            let votes = (catalogue.votes[a.0], catalogue.votes[b.0])
            return votes.0 != votes.1 ? votes.0 > votes.1 : a.1.title < b.1.title
        }
        var names: Set<Int32> = []
        let once = order.filter { names.insert(catalogue.names[$0.0]).inserted }
        return once.prefix(max(request.count, 0)).map(\.1)
    }

    /// In shares of the best one, so that whoever told little of their taste counts as much as the others.
    private static func shares(of scores: [Double], among rows: [Int]) -> [Double] {
        guard let best = rows.lazy.map({ scores[$0] }).max(), best > 0 else { return scores }
        return scores.map { $0 / best }
    }

    private func groupPick(_ row: Int, _ scores: [Double]) -> GroupPick {
        let mean = scores.reduce(0, +) / Double(scores.count)
        let least = scores.min() ?? 0
        return GroupPick(title: catalogue.ids[row], score: (mean + least) / 2, scores: scores)
    }

    /// How much one person should like each title, 0...1. Of somebody without a history it is what all think.
    private func memberScores(of taste: Taste) -> [Double] {
        let scores = scores(of: taste)
        return scores.similarities.indices.map { max(0, scores.similarities[$0] - scores.penalty(of: $0)) }
    }
}
