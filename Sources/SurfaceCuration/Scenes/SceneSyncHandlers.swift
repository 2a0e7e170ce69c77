import Curation
import Domain
import HTTPTypes
import Hummingbird
import SurfaceKit

extension CurationSurface {
    /// All scenes, or those that have changed.
    func syncSceneList(_ request: Request, _ context: CurationContext) async throws -> Response {
        let query = GivenFields.query(of: request)
        var check = Check()
        let isBackground = check.value(query["background"], .bool, standard: true)
        let isIncremental = check.value(query["incremental"], .bool, standard: true)
        try check.finish()
        guard isBackground else {
            let report = try await Self.told { try await features.sync.scenesNow(incremental: isIncremental) }
            return .json(bytes: ScenesSyncedRow(report: report).bytes)
        }
        let job = try await features.sync.scenes(incremental: isIncremental)
        return .json(bytes: QueuedRow(job: job, message: "Scene sync job has been queued").bytes)
    }

    func resyncScene(_ request: Request, _ context: CurationContext) async throws -> Response {
        let id = context.text("id")
        let scene = try await Self.told { try await features.scenes.resync(id) }
        return .json(bytes: SceneRow(scene: scene).bytes)
    }

    /// Certain scenes; the body is their ids, or an object with them.
    func resyncScenes(_ request: Request, _ context: CurationContext) async throws -> Response {
        var check = Check()
        let isBackground = check.value(GivenFields.query(of: request)["background"], .bool, standard: true)
        let body = Self.listedScenes(try await request.curationBody(), isOptional: false, &check)
        let ids = check.required(body["scene_ids"], .someTexts(), else: [])
        try check.finish()
        guard isBackground else {
            let report = try await Self.told { try await features.sync.scenesNow(ids: ids) }
            return .json(bytes: ResyncedRow(report: report).bytes)
        }
        let job = try await features.sync.scenes(ids: ids, force: true)
        return .json(bytes: QueuedRow(job: job, message: "Resync job queued for \(ids.count) scenes").bytes)
    }

    /// The member `scene_ids` of a body, which may also be that list itself.
    static func listedScenes(_ bytes: [UInt8], isOptional: Bool, _ check: inout Check) -> GivenFields {
        if case .value(let value) = JSONOutcome(bytes: bytes), value.list != nil {
            return GivenFields(part: "body", values: .object([("scene_ids", value)]))
        }
        return .body(bytes, isOptional: isOptional, &check)
    }

    /// What was read from the archive. One that refuses to tell is as good as gone: nothing was asked that could be
    /// wrong with the request.
    static func told<Value: Sendable>(_ read: @Sendable () async throws -> Value) async throws -> Value {
        do {
            return try await read()
        } catch let failure as ArchiveFailure {
            if case .refused = failure { throw ArchiveFailure.failing }
            throw failure
        }
    }
}

extension Rule where Value == [String] {
    /// A list of at least one text, each once.
    static func someTexts(countMax: Int = CurationWireLimits.bodyTextsMax) -> Rule<[String]> {
        Rule { value throws(Fault) in
            let texts = try Rule<[String]>.texts(countMax: countMax).read(value)
            guard !texts.isEmpty else {
                throw Fault("too_short", "List should have at least 1 item", "min_length", .number("1"))
            }
            var known: Set<String> = []
            return texts.filter { known.insert($0).inserted }
        }
    }
}
