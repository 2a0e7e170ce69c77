import Administration

/// Settings for a terminal.
struct SettingsTable {
    private let settings: [Setting]
    private let snapshot: SettingsSnapshot

    init(_ settings: [Setting], _ snapshot: SettingsSnapshot) {
        self.settings = settings
        self.snapshot = snapshot
    }

    /// Key, value and origin in columns.
    var lines: [String] {
        let keyWidth = settings.map(\.key.count).max() ?? 0
        let values = settings.map { Self.value($0, snapshot) }
        let valueWidth = min(values.map(\.count).max() ?? 0, Self.valueWidthMax)
        return zip(settings, values).map { setting, value in
            [
                setting.key.padded(to: keyWidth), value.padded(to: valueWidth),
                snapshot.values.origin(of: setting).rawValue,
            ].joined(separator: "  ")
        }
    }

    /// A paragraph each.
    var explanations: [String] {
        settings.map { setting in
            """
            \(setting.key) = \(Self.value(setting, snapshot))  (\(snapshot.values.origin(of: setting).rawValue))
                \(setting.summary)
                Must be \(setting.kind.words). \(Self.effect(setting)) Environment: \(setting.variable)

            """
        }
    }

    /// As it may be shown; empty for none.
    static func value(_ setting: Setting, _ snapshot: SettingsSnapshot) -> String {
        if snapshot.unreadable.contains(setting.key) { return "(stored, but cannot be read)" }
        return snapshot.values.shown(setting) ?? ""
    }

    private static let valueWidthMax = 50

    private static func effect(_ setting: Setting) -> String {
        switch setting.effect {
        case .atOnce: "Takes effect at once."
        case .nextStart: "Takes effect at the next start."
        case .startOnly: "Not stored."
        }
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
