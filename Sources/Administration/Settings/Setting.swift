import Basics

/// When a changed value is acted upon.
package enum SettingEffect: String, Sendable, CaseIterable {
    /// Within a second, in every running server.
    case atOnce
    case nextStart
    /// Wanted before the database is open: an option of the command or the environment says it, nothing stores it.
    case startOnly
}

/// One thing that whoever runs the server may decide: what it is called, what it may be, and what it is without a word.
package struct Setting: Sendable {
    /// Small words with dots, such as `rate.search`.
    package let key: String
    package let kind: SettingKind
    /// In the form that `checked` gives; nil for none.
    package let standard: String?
    /// One sentence for people.
    package let summary: String
    package let effect: SettingEffect
    /// What stands in the place of a default; nil where `standard` says it.
    package let standardWords: String?
    /// Of a secret: the key of the address that it may be sent to.
    package let home: String?

    /// `standardWords` say what holds where there is no default.
    init(
        _ key: String, _ kind: SettingKind, _ standard: String?, _ summary: String,
        effect: SettingEffect = .nextStart, without standardWords: String? = nil, home: String? = nil
    ) {
        self.key = key
        self.kind = kind
        self.standard = standard
        self.summary = summary
        self.effect = effect
        self.standardWords = standardWords
        self.home = home
    }

    /// Without a default.
    init(
        _ key: String, _ kind: SettingKind, _ summary: String, effect: SettingEffect = .nextStart,
        without standardWords: String? = nil, home: String? = nil
    ) {
        self.init(key, kind, nil, summary, effect: effect, without: standardWords, home: home)
    }

    package var isSecret: Bool { kind.isSecret }
    package var isStorable: Bool { effect != .startOnly }

    /// How the environment spells the key.
    package var variable: String { "KINOTHEK_" + key.uppercased().replacing(".", with: "_") }

    /// The value in its one form, without blanks at its ends; empty for an empty one, which says "none". Throws
    /// `SettingsError`, which never holds a secret.
    package func checked(_ text: String) throws(SettingsError) -> String {
        let text = text.trimmed
        guard !text.isEmpty else { return "" }
        guard text.utf8.count <= AdministrationLimits.settingBytesMax else {
            throw SettingsError(key: key, reason: "is too long")
        }
        guard let value = kind.read(text) else {
            let found = isSecret ? "" : ", not \"\(text.prefix(AdministrationLimits.quotedCharactersMax))\""
            throw SettingsError(key: key, reason: "must be \(kind.words)" + found)
        }
        return value
    }
}

/// A setting with an unusable value, or one that is wanted where there is none.
package struct SettingsError: Error, Equatable, CustomStringConvertible {
    package let key: String
    /// The rest of a sentence that begins with the setting's name.
    package let reason: String

    package init(key: String, reason: String) {
        self.key = key
        self.reason = reason
    }

    package var description: String {
        let variable = "KINOTHEK_" + key.uppercased().replacing(".", with: "_")
        return "The setting \(key) (\(variable)) \(reason)."
    }
}
