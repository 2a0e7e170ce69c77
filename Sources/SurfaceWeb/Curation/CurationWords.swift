import Basics
import Domain

/// The parts of plans in words.
enum CurationWords {
    static func field(_ field: ChangeField) -> String {
        switch field {
        case .performers: "Performer"
        case .studio: "Studio"
        case .tags: "Tag"
        case .details: "Details"
        case .title: "Title"
        case .match: "The film that is meant"
        case .imdbID: "Number at IMDb"
        case .tmdbID: "Number at The Movie Database"
        case .genres: "Genre"
        case .keywords: "Keyword"
        case .artwork: "Poster"
        case .duplicate: "The same film twice"
        }
    }

    /// "Tag: add"
    static func deed(_ content: NewChange) -> String {
        let deed =
            switch content.action {
            case .add: "add"
            case .remove: "remove"
            case .update: "change"
            case .set: content.proposed.isNull ? "clear" : "set"
            }
        return "\(field(content.field)): \(deed)"
    }

    static func status(_ status: ChangeStatus) -> String {
        switch status {
        case .pending: "Open"
        case .approved: "Accepted"
        case .rejected: "Rejected"
        case .applied: "Applied"
        }
    }

    static func status(_ plan: CurationPlan) -> String {
        if plan.isBuilding { return "being made" }
        switch plan.status {
        case .pending: return "to be decided"
        case .applied: return "applied"
        case .completed: return plan.undoneAt == nil ? "done" : "taken back"
        }
    }

    /// "92 %"
    static func percent(_ share: Double) -> String { "\(Self.hundredths(share)) %" }

    /// 0...100; nothing that is short of all is rounded to all.
    static func hundredths(_ share: Double) -> Int {
        guard share.isFinite else { return 0 }
        let rounded = Int((min(1, max(0, share)) * 100).rounded())
        return share < 1 ? min(99, rounded) : rounded
    }

    /// "12 scenes", "12 titles"
    static func subjects(_ count: Int, of scope: PlanScope) -> String {
        Moments.count(count, scope == .archive ? "scene" : "title")
    }

    /// "12 new, 3 open"; zero counts are left out. Nil where there is nothing.
    static func list(_ counts: [(count: Int, words: String)]) -> String? {
        let parts = counts.filter { $0.count > 0 }.map { "\(Moments.grouped($0.count)) \($0.words)" }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// "1:02:03" or "2:03"
    static func duration(_ seconds: Double) -> String {
        let whole = Int(min(max(0, seconds), Double(WebLimits.durationSecondsMax)).rounded())
        let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        return hours > 0 ? "\(hours):\(two(minutes)):\(two(rest))" : "\(minutes):\(two(rest))"
    }

    /// "4.2 GB"; powers of 1000 as disks are sold.
    static func size(_ bytes: Int64) -> String {
        var (value, unit) = (Double(max(0, bytes)), 0)
        let units = ["bytes", "kB", "MB", "GB", "TB"]
        while value >= 1000, unit < units.count - 1 { (value, unit) = (value / 1000, unit + 1) }
        guard unit > 0 else { return Moments.count(Int(value), "byte") }
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10) \(units[unit])"
    }
}
