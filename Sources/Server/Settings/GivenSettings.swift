package import Administration
package import Configuration

/// What the options of the command and the environment say, before the database is open and stored settings are known.
///
/// The environment spells a key `KINOTHEK_` + capitals with underscores, for example `KINOTHEK_SERVER_PORT`.
package struct GivenSettings: Sendable {
    package let values: SettingValues

    /// `config` has the options first, then the environment. `legacyVariable` is the value of
    /// `ALLOW_LEGACY_ANDROID_API_MUTATIONS`, another name of a setting. Throws `SettingsError`, which names the key.
    package init(config: ConfigReader, legacyVariable: String? = nil) throws {
        values = try SettingValues { setting in
            let text = config.string(forKey: ConfigKey(setting.key), isSecret: setting.isSecret)
            guard setting.key == Setting.legacyAndroidMutations.key, text?.isEmpty ?? true else { return text }
            return legacyVariable == "1" ? "true" : nil
        }
    }

    package var dataFolder: String { values.text(.data) ?? "" }
    package var logLevel: String { values.text(.logLevel) ?? "" }
}
