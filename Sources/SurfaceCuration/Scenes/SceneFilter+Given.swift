import Basics
import Domain
import SurfaceKit

extension SceneFilter {
    /// The filters of a query string; what is wrong with them is noted.
    init(query: GivenFields, _ check: inout Check) {
        self.init(query, &check) { name, check in query.texts(name, &check) }
    }

    /// The same as members of a JSON object.
    init(body: GivenFields, _ check: inout Check) {
        self.init(body, &check) { name, check in check.optional(body[name], .texts()) }
    }

    private init(
        _ given: GivenFields, _ check: inout Check, texts: (String, inout Check) -> [String]?
    ) {
        self.init()
        search = check.optional(given["search"], .text(0...CurationWireLimits.textCharactersMax))
        studioID = check.optional(given["studio_id"], .text(0...CurationWireLimits.textCharactersMax))
            .flatMap { $0.isBlank ? nil : $0 }
        performerIDs = texts("performer_ids", &check) ?? []
        tagIDs = texts("tag_ids", &check) ?? []
        excludedTagIDs = texts("exclude_tag_ids", &check) ?? []
        sceneIDs = texts("scene_ids", &check)
        isOrganized = check.optional(given["organized"], .bool)
        isAnalyzed = check.optional(given["analyzed"], .bool)
        dateFrom = check.optional(given["date_from"], .firstDay)
        dateTo = check.optional(given["date_to"], .lastDay)
    }
}

extension Rule where Value == String {
    /// The first day, `YYYY-MM-DD`, that begins at or after a moment.
    fileprivate static let firstDay = day { -floorDays(-$0) }
    /// The last day that begins at or before a moment.
    fileprivate static let lastDay = day(floorDays)

    private static func day(_ number: @escaping @Sendable (Int64) -> Int) -> Rule<String> {
        Rule { value throws(Fault) in
            let moment = try Rule<Instant>.moment.read(value)
            return CivilDate(daysSinceEpoch: number(moment.milliseconds)).description
        }
    }

    private static func floorDays(_ milliseconds: Int64) -> Int {
        Int((Double(milliseconds) / 86_400_000).rounded(.down))
    }
}
