import Administration
import Domain
import Hummingbird
import SurfaceKit

extension CurationSurface {
    static let settingEndpoints: [Endpoint<CurationSurface, CurationContext>] = [
        Endpoint(.get, "/api/v1/settings", .nearOrAdmin, CurationSurface.listSettings),
        Endpoint(.put, "/api/v1/settings", .nearOrAdmin, CurationSurface.changeSettings),
        Endpoint(.post, "/api/v1/settings/test-stash", .nearOrAdmin, CurationSurface.testStash),
        Endpoint(.post, "/api/v1/settings/test-openai", .nearOrAdmin, CurationSurface.testOpenAI),
        Endpoint(.get, "/api/v1/settings/:key", .nearOrAdmin, CurationSurface.setting),
        Endpoint(.put, "/api/v1/settings/:key", .nearOrAdmin, CurationSurface.changeSetting),
    ]

    private var table: SettingTable { SettingTable(version: features.server.version) }

    private func listSettings(_ request: Request, _ context: CurationContext) async throws -> Response {
        let values = features.settings.values
        return .json(bytes: JSONTree.list(table.all.map { $0.tree(values) }).canonicalBytes)
    }

    private func setting(_ request: Request, _ context: CurationContext) async throws -> Response {
        .json(bytes: try shown(context).tree(features.settings.values).canonicalBytes)
    }

    private func changeSetting(_ request: Request, _ context: CurationContext) async throws -> Response {
        let shown = try shown(context)
        guard let setting = shown.setting else {
            throw CurationFailure.badRequest("Setting is read-only: \(shown.key)")
        }
        var check = Check()
        let body = GivenFields.body(try await request.curationBody(), isOptional: false, &check)
        let edit = SettingWish(setting, check.required(body["value"], .any, else: .null)).edit(body["value"], &check)
        try check.finish()
        _ = try await store(edit.map { [$0] } ?? [], context)
        return .json(
            bytes: JSONTree.object([
                ("key", .text(shown.key)), ("message", .text("Setting '\(shown.key)' updated successfully")),
                ("success", .bool(true)), ("value", shown.value(features.settings.values)),
            ]).canonicalBytes)
    }

    private func changeSettings(_ request: Request, _ context: CurationContext) async throws -> Response {
        var check = Check()
        let body = GivenFields.body(try await request.curationBody(), isOptional: false, &check)
        try check.finish()
        guard case .object(let members) = body.values else { return try outcome([], changed: []) }
        var wanted: [(shown: ShownSetting, edit: SettingEdit?)] = []
        for (key, _) in members {
            guard let shown = table.named(key), let setting = shown.setting else {
                throw CurationFailure.badRequest("Unknown setting key: \(key)")
            }
            let given = body[key]
            wanted.append((shown, SettingWish(setting, given.value ?? .null).edit(given, &check)))
        }
        try check.finish()
        let changed = try await store(wanted.compactMap(\.edit), context)
        return try outcome(wanted.map(\.shown), changed: changed)
    }

    /// The one in the path. Throws `CurationFailure.notFound`.
    private func shown(_ context: CurationContext) throws -> ShownSetting {
        let key = context.text("key")
        guard let shown = table.named(key) else { throw CurationFailure.notFound("Setting not found: \(key)") }
        return shown
    }

    private func store(_ edits: [SettingEdit], _ context: CurationContext) async throws -> Set<String> {
        let author = SettingAuthor(userID: context.identity?.user.id, address: context.caller.address)
        return Set(try await features.settings.change(edits, by: author).map(\.key))
    }

    /// What became of a wish for these settings, in their order, when the stored values of `changed` have changed. The
    /// key of a service that has moved is gone, too, although nobody asked for that.
    private func outcome(_ wanted: [ShownSetting], changed: Set<String>) throws -> Response {
        let values = features.settings.values
        let asked = wanted.map(\.bulkKey)
        let others = table.all.filter { !asked.contains($0.bulkKey) }
        var seen: Set<String> = []
        let updated = (wanted + others).filter { shown in
            shown.setting.map { changed.contains($0.key) } ?? false && seen.insert(shown.key).inserted
        }
        let deleted = updated.filter { shown in
            shown.setting.map { values.origin(of: $0) != .stored || values.text($0) == nil } ?? false
        }
        return try .json(
            SettingsOutcome(
                updatedFields: updated.map(\.bulkKey), deletedFields: deleted.map(\.bulkKey),
                requiresRestart: !changed.isDisjoint(with: [Setting.stashURL.key, Setting.stashKey.key])))
    }
}

/// What somebody wants a setting to be.
struct SettingWish {
    private let setting: Setting
    private let value: JSONTree

    init(_ setting: Setting, _ value: JSONTree) {
        self.setting = setting
        self.value = value
    }

    /// The edit; nil where nothing is to change, and where the value does not fit, which is noted. Null and the empty
    /// text go back to the default; the mask of a secret leaves it alone.
    func edit(_ given: GivenValue, _ check: inout Check) -> SettingEdit? {
        if value == .null || value.text?.isBlank == true { return SettingEdit(setting, nil) }
        guard let text = written else {
            check.note(Fault("type_error", "Input should be \(setting.kind.words)"), of: given)
            return nil
        }
        if setting.isSecret, text == ShownSetting.mask { return nil }
        do throws(SettingsError) {
            return SettingEdit(setting, try setting.checked(text))
        } catch {
            check.note(Fault("value_error", "The value " + error.reason), of: given)
            return nil
        }
    }

    /// JSON's types are taken at their word: `"5"` is no number, and `1` is no switch.
    private var written: String? {
        switch (setting.kind, value) {
        case (.int, .number): value.int.map(String.init)
        case (.number, .number(let text)): text
        case (.flag, .bool(let isOn)): String(isOn)
        case (.text, .text(let text)), (.choice, .text(let text)), (.secret, .text(let text)): text
        default: nil
        }
    }
}

private struct SettingsOutcome: Encodable {
    let success = true
    let message = "Settings updated successfully"
    let updatedFields: [String]
    let deletedFields: [String]
    let requiresRestart: Bool

    private enum CodingKeys: String, CodingKey {
        case success
        case message
        case updatedFields = "updated_fields"
        case deletedFields = "deleted_fields"
        case requiresRestart = "requires_restart"
    }
}
