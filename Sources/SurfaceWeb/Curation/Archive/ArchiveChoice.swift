import Basics
import Domain
import SurfaceKit

/// Which scenes somebody wants to see, in which order, and which page of them.
struct ArchiveChoice: Sendable {
    var search = ""
    /// Names as people know them.
    var studio = ""
    var performer = ""
    var tag = ""
    /// A tag that scenes must not have.
    var withoutTag = ""
    var isOrganized: Bool?
    var isAnalyzed: Bool?
    /// `YYYY-MM-DD`
    var from = ""
    var to = ""
    var order = SceneOrder.created
    var isDescending = true
    var page = 1

    init() {}

    /// What cannot be read is left out.
    init(_ pairs: FormPairs) {
        func text(_ name: String, max: Int = WebLimits.archiveNameCharactersMax) -> String {
            let text = String((pairs.first(name) ?? "").prefix(max))
            return text.isBlank ? "" : text
        }
        func flag(_ name: String) -> Bool? {
            pairs.first(name).flatMap { ["yes": true, "no": false][$0] }
        }
        func day(_ name: String) -> String {
            guard let text = pairs.first(name), text.utf8.count == 10, CivilDate(text) != nil else { return "" }
            return text
        }
        (search, studio, performer) = (text("find"), text("studio"), text("performer"))
        (tag, withoutTag) = (text("tag"), text("without"))
        (isOrganized, isAnalyzed) = (flag("organized"), flag("analysed"))
        (from, to) = (day("from"), day("to"))
        let sort = pairs.first("sort").flatMap { ArchiveOrder(rawValue: $0) } ?? .newest
        (order, isDescending) = sort.rule
        page = min(max(1, pairs.first("page").flatMap { Int($0) } ?? 1), WebLimits.pageNumberMax)
    }

    var sort: ArchiveOrder {
        ArchiveOrder.allCases.first { $0.rule == (order, isDescending) } ?? .newest
    }

    /// Whether it leaves anything out.
    var isNarrow: Bool { !filters.isEmpty }

    private var filters: [(name: String, value: String)] {
        func flag(_ value: Bool?) -> String { value.map { $0 ? "yes" : "no" } ?? "" }
        let filters: [(name: String, value: String)] = [
            ("find", search), ("studio", studio), ("performer", performer), ("tag", tag), ("without", withoutTag),
            ("organized", flag(isOrganized)), ("analysed", flag(isAnalyzed)), ("from", from), ("to", to),
        ]
        return filters.filter { !$0.value.isEmpty }
    }

    /// What a form needs to mean the same scenes.
    var fields: [HiddenField] {
        (filters + (sort == .newest ? [] : [(name: "sort", value: sort.rawValue)])).map {
            HiddenField(name: $0.name, value: $0.value)
        }
    }

    func address(_ more: String = "", page: Int = 1) -> String {
        var parts = fields.map { "\($0.name)=\(PercentText.encode($0.value))" }
        if page > 1 { parts.append("page=\(page)") }
        if !more.isEmpty { parts.append(more) }
        return CurationDoor.archive + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&"))
    }
}

/// The orders of scenes that people can choose.
enum ArchiveOrder: String, Sendable, CaseIterable {
    case newest
    case oldest
    case title
    case studio
    case latest = "date"
    case longest
    case largest
    case rating
    case synced

    var rule: (SceneOrder, Bool) {
        switch self {
        case .newest: (.created, true)
        case .oldest: (.created, false)
        case .title: (.title, false)
        case .studio: (.studio, false)
        case .latest: (.date, true)
        case .longest: (.duration, true)
        case .largest: (.size, true)
        case .rating: (.rating, true)
        case .synced: (.lastSynced, true)
        }
    }

    var words: String {
        switch self {
        case .newest: "The newest first"
        case .oldest: "The oldest first"
        case .title: "By title"
        case .studio: "By studio"
        case .latest: "The latest date first"
        case .longest: "The longest first"
        case .largest: "The largest first"
        case .rating: "The best rated first"
        case .synced: "Read last first"
        }
    }
}

/// The scenes that a choice means, once its names are looked up.
struct ArchiveSelection: Sendable {
    let filter: SceneFilter
    /// What stands in the way: names that nothing has.
    let unknown: [String]

    /// A name that nothing has lets no scene through.
    init(_ choice: ArchiveChoice, names: any SceneStore) async throws {
        var filter = SceneFilter()
        filter.search = choice.search.isEmpty ? nil : choice.search
        (filter.isOrganized, filter.isAnalyzed) = (choice.isOrganized, choice.isAnalyzed)
        filter.dateFrom = choice.from.isEmpty ? nil : choice.from
        filter.dateTo = choice.to.isEmpty ? nil : choice.to
        var unknown: [String] = []
        func ids(_ kind: ArchiveKind, _ name: String) async throws -> [String] {
            guard !name.isEmpty else { return [] }
            let found = try await names.entities(kind, named: [name]).map(\.facts.upstreamID)
            if found.isEmpty { unknown.append("No \(kind.rawValue) of the archive is called “\(name)”.") }
            return found
        }
        filter.studioID = try await ids(.studio, choice.studio).first
        filter.performerIDs = try await ids(.performer, choice.performer)
        filter.tagIDs = try await ids(.tag, choice.tag)
        filter.excludedTagIDs = try await ids(.tag, choice.withoutTag)
        if !unknown.isEmpty { filter.sceneIDs = [] }
        self.filter = filter
        self.unknown = unknown
    }
}
