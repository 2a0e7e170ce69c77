/// A part of the settings that belongs together.
package struct SettingsGroup: Sendable {
    package let title: String
    package let settings: [Setting]
}

/// Every setting that the server knows: what the command and the documentation list, and what start and surfaces read.
package enum SettingsRegistry {
    package static let groups = [
        SettingsGroup(title: "The server", settings: Setting.server),
        SettingsGroup(title: "Who gets in", settings: Setting.access),
        SettingsGroup(title: "Identity provider", settings: Setting.identityProvider),
        SettingsGroup(title: "Models", settings: Setting.models),
        SettingsGroup(title: "Metadata", settings: Setting.metadata),
        SettingsGroup(title: "Own films", settings: Setting.media),
        SettingsGroup(title: "Playing", settings: Setting.playback),
        SettingsGroup(title: "Imports", settings: Setting.imports),
        SettingsGroup(title: "Media server", settings: Setting.mediaServer),
        SettingsGroup(title: "Trakt", settings: Setting.trakt),
        SettingsGroup(title: "Archive", settings: Setting.archive),
        SettingsGroup(title: "Curation", settings: Setting.curation),
        SettingsGroup(title: "Recommendations", settings: Setting.recommendations),
        SettingsGroup(title: "Top picks", settings: Setting.topPicks),
        SettingsGroup(title: "Libraries for the media server", settings: Setting.output),
    ]

    package static let all = groups.flatMap(\.settings)

    private static let byKey = Dictionary(all.map { ($0.key, $0) }) { first, _ in first }

    /// Nil when there is no such setting.
    package static func named(_ key: String) -> Setting? { byKey[key] }

    /// Settings whose keys are much like a word, the likest first.
    package static func like(_ word: String) -> [Setting] {
        let word = word.lowercased()
        let wanted = pairs(word)
        let scored = all.map { setting -> (score: Int, setting: Setting) in
            let shared = pairs(setting.key).intersection(wanted).count
            let isPart = !word.isEmpty && setting.key.contains(word)
            return (isPart ? shared + setting.key.count : shared * 2 - setting.key.count / 2, setting)
        }
        let good = scored.filter { $0.score > 0 }.sorted { ($1.score, $0.setting.key) < ($0.score, $1.setting.key) }
        return good.prefix(AdministrationLimits.proposalsMax).map(\.setting)
    }

    private static func pairs(_ text: String) -> Set<String> {
        Set(zip(text, text.dropFirst()).map { "\($0)\($1)" })
    }
}
