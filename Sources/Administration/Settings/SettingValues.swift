import Basics

/// Where a value comes from, strongest first.
package enum SettingOrigin: String, Sendable, CaseIterable {
    /// Set while the server ran, by the command or through an API.
    case stored
    /// The environment, or an option of the command.
    case environment
    case standard = "default"
}

/// The values of all settings at one moment. Everything in it was checked.
package struct SettingValues: Sendable {
    /// What was said at the start, by key.
    private let given: [String: String]
    /// What is stored, in clear. An empty value says "none", whatever the environment says.
    private let stored: [String: String]

    private init(given: [String: String], stored: [String: String]) {
        self.given = given
        self.stored = stored
    }

    /// Takes what the environment and options say of each setting, nil for nothing. Throws `SettingsError`.
    package init(given read: (Setting) -> String?) throws {
        var values: [String: String] = [:]
        for setting in SettingsRegistry.all {
            guard let text = read(setting) else { continue }
            let value = try setting.checked(text)
            if !value.isEmpty { values[setting.key] = value }
        }
        self.init(given: values, stored: [:])
    }

    /// The same with these stored values, by key, which count more. What is not allowed any more, such as a number
    /// whose range has changed, is as if it were not stored.
    func storing(_ values: [String: String]) -> SettingValues {
        var stored: [String: String] = [:]
        for setting in SettingsRegistry.all where setting.isStorable {
            stored[setting.key] = values[setting.key].flatMap { try? setting.checked($0) }
        }
        return SettingValues(given: given, stored: stored)
    }

    /// The value in effect; nil for none.
    package func text(_ setting: Setting) -> String? {
        let value = stored[setting.key] ?? given[setting.key] ?? ""
        return value.isEmpty ? setting.standard : value
    }

    package func origin(of setting: Setting) -> SettingOrigin {
        if stored[setting.key] != nil { return .stored }
        return given[setting.key] == nil ? .standard : .environment
    }

    /// What is stored; nil for nothing.
    func stored(_ setting: Setting) -> String? { stored[setting.key] }

    /// What would hold without a stored value.
    func textWithoutStored(_ setting: Setting) -> String? { given[setting.key] ?? setting.standard }

    /// Of a setting with a default, which every number has.
    package func int(_ setting: Setting) -> Int { text(setting).flatMap { Int($0) } ?? 0 }

    package func seconds(_ setting: Setting) -> Double { Double(int(setting)) }

    package func number(_ setting: Setting) -> Double { text(setting).flatMap { Double($0) } ?? 0 }

    package func flag(_ setting: Setting) -> Bool { text(setting) == "true" }

    package func list(_ setting: Setting) -> [String] {
        text(setting)?.split(separator: ",").map(String.init) ?? []
    }

    /// As it may be shown: of a secret only its end.
    package func shown(_ setting: Setting) -> String? {
        text(setting).map { setting.isSecret ? SecretMask.masked($0) : $0 }
    }
}
