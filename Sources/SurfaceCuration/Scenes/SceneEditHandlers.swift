import Curation
import Domain
import HTTPTypes
import Hummingbird
import SurfaceKit

extension CurationSurface {
    func editScene(_ request: Request, _ context: CurationContext) async throws -> Response {
        var check = Check()
        let body = GivenFields.body(try await request.curationBody(), isOptional: false, &check)
        let wish = SceneWish(body, &check)
        try check.finish()
        return .json(bytes: SceneRow(scene: try await features.scenes.edit(context.text("id"), wish)).bytes)
    }

    func addTags(_ request: Request, _ context: CurationContext) async throws -> Response {
        try await changeTags(.add, request)
    }

    func removeTags(_ request: Request, _ context: CurationContext) async throws -> Response {
        try await changeTags(.remove, request)
    }

    private func changeTags(_ mode: RelationEdit.Mode, _ request: Request) async throws -> Response {
        var check = Check()
        let body = GivenFields.body(try await request.curationBody(), isOptional: false, &check)
        let many = Rule<[String]>.someTexts(countMax: CurationWireLimits.taggedScenesMax)
        let scenes = check.required(body["scene_ids"], many, else: [])
        let tags = check.required(body["tag_ids"], many, else: [])
        try check.finish()
        let report = try await features.scenes.changeTags(mode, tags, of: scenes)
        if let missing = report.missing.first, report.missing.count == scenes.count {
            throw CurationError.unknownScene(missing)
        }
        return .json(bytes: TagsChangedRow(mode: mode, tags: tags.count, report: report).bytes)
    }
}

extension SceneWish {
    /// What a body says; what is wrong with it is noted.
    fileprivate init(_ body: GivenFields, _ check: inout Check) {
        self.init()
        let text = Rule<String>.text(0...CurationWireLimits.detailsCharactersMax)
        scalars.title = Self.edit(body["title"], text, &check)
        scalars.details = Self.edit(body["details"], text, &check)
        scalars.date = Self.edit(body["date"], .partialDate, &check)
        scalars.studioID = Self.edit(body["studio_id"], .id, &check)
        scalars.rating100 = Self.edit(body["rating100"], .int(in: 1...100), &check)
        if let organized = check.optional(body["organized"], .bool) { scalars.isOrganized = .set(organized) }
        tagIDs = check.optional(body["tag_ids"], .texts())
        performerIDs = check.optional(body["performer_ids"], .texts())
    }

    /// Missing members are kept, and null clears.
    private static func edit<Value: Sendable & Hashable>(
        _ given: GivenValue, _ rule: Rule<Value>, _ check: inout Check
    ) -> SceneEdit.Value<Value> {
        given.value == nil ? .kept : .set(check.optional(given, rule))
    }
}

extension Rule where Value == String {
    /// A year, a month or a day, as the archive takes them.
    fileprivate static let partialDate = Rule { value throws(Fault) in
        let text = value.text ?? ""
        let whole = text + "-01-01".suffix(max(0, 10 - text.utf8.count))
        guard [4, 7, 10].contains(text.utf8.count), MomentText.isDate(whole) else {
            throw Fault("date_parsing", "Input should be a date: YYYY, YYYY-MM or YYYY-MM-DD")
        }
        return text
    }

    /// An id of the archive, which clients send as text or number.
    fileprivate static let id = Rule { value throws(Fault) in
        guard let text = value.text ?? value.int.map(String.init) else {
            throw Fault("string_type", "Input should be a valid string")
        }
        return text
    }
}
