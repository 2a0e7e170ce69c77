import Administration
import SurfaceKit

/// A setting as clients of this surface know it.
struct ShownSetting: Sendable {
    /// What it stands for.
    enum Meaning: Sendable {
        case setting(Setting)
        /// Something that nobody can change here; secrets are shown as the mask.
        case fixed(JSONTree, description: String)
    }

    /// With dots, such as `stash.api_key`.
    let key: String
    let meaning: Meaning

    /// As it is written in bulk: with underscores, such as `stash_api_key`.
    var bulkKey: String { key.replacing(".", with: "_") }

    /// Nil for what nobody can change here.
    var setting: Setting? {
        if case .setting(let setting) = meaning { setting } else { nil }
    }

    /// Stands in the place of every secret.
    static let mask = "********"
}

/// All settings of this surface, in the order in which they are listed.
struct SettingTable: Sendable {
    let all: [ShownSetting]

    /// `version` is the server's.
    init(version: String) {
        all =
            [
                ShownSetting(
                    key: "app.name", meaning: .fixed(.text("Kinothek"), description: "What this server is called.")),
                ShownSetting(
                    key: "app.version", meaning: .fixed(.text(version), description: "The version of this server.")),
            ] + Self.editable.map { ShownSetting(key: $0.key, meaning: .setting($0.setting)) } + [
                ShownSetting(
                    key: "security.secret_key",
                    meaning: .fixed(.text(ShownSetting.mask), description: "Signs access tokens; made by the server.")),
                ShownSetting(
                    key: "security.algorithm",
                    meaning: .fixed(.text("HS256"), description: "How access tokens are signed.")),
            ]
    }

    private static let editable: [(key: String, setting: Setting)] = [
        ("stash.url", .stashURL), ("stash.api_key", .stashKey), ("openai.api_key", .openAIKey),
        ("openai.model", .openAIChatModel), ("openai.base_url", .openAIBaseURL),
        ("analysis.confidence_threshold", .analysisThreshold), ("analysis.batch_size", .analysisBatchSize),
        ("analysis.max_concurrent", .analysisParallel), ("analysis.create_missing", .analysisCreatesMissing),
        ("sync.incremental", .syncIncremental), ("sync.batch_size", .syncBatchSize),
    ]

    /// The one of this key, with dots or with underscores. The shared setting of the chat model goes by its own name,
    /// too.
    func named(_ key: String) -> ShownSetting? {
        let key = key.replacing(".", with: "_")
        let wanted = key == "openai_chat_model" ? "openai_model" : key
        return all.first { $0.bulkKey == wanted }
    }
}

extension ShownSetting {
    /// What clients see of its value.
    func value(_ values: SettingValues) -> JSONTree {
        switch meaning {
        case .fixed(let value, _): value
        case .setting(let setting):
            // The usual address of OpenAI is no choice of anybody, and clients show it as an empty field.
            if setting.key == Setting.openAIBaseURL.key, values.origin(of: setting) == .standard {
                .null
            } else {
                values.text(setting).map { Self.shown($0, setting) } ?? .null
            }
        }
    }

    private static func shown(_ text: String, _ setting: Setting) -> JSONTree {
        switch setting.kind {
        case .secret: .text(mask)
        case .int, .number: .number(text)
        case .flag: .bool(text == "true")
        default: .text(text)
        }
    }

    /// The element of the list of settings.
    func tree(_ values: SettingValues) -> JSONTree {
        let description: String
        let source: String
        switch meaning {
        case .fixed(_, let words): (description, source) = (words, SettingOrigin.standard.rawValue)
        case .setting(let setting):
            (description, source) = (setting.summary, values.origin(of: setting).rawValue)
        }
        return .object([
            ("description", .text(description)), ("editable", .bool(setting != nil)), ("key", .text(key)),
            ("source", .text(source)), ("value", value(values)),
        ])
    }
}
