/// The documentation of all settings, made from the registry.
package enum SettingsDocument {
    /// `Documentation/configuration.md`, as it has to be.
    package static var markdown: String {
        intro + SettingsRegistry.groups.map(section).joined()
    }

    private static let intro = """
        # Configuration

        Every setting of the server. This page is made from the server's own list:
        `kinothek settings list --markdown > Documentation/configuration.md`.

        A setting can be given in three places. What is stored counts most, then what the environment says, then the
        default:

        * **stored**: `kinothek settings set KEY VALUE`, or an administrator's client by `/api/settings`. It is kept in
          the database and holds for all servers on it. `kinothek settings reset KEY` forgets it.
        * **environment**: the variable in the table, for example `KINOTHEK_RATE_SEARCH=100 kinothek serve`.
        * **default**: the last column but one.

        `kinothek settings list` shows the values in effect and where each comes from; it, `get`, `set` and `reset` work
        while the server runs. The column *takes effect* says when a stored value is acted upon: *at once* is within a
        second in every running server, *next start* when it is started again. What is *not stored* is needed before the
        database is open, or would keep an administrator from reaching the server: only the environment and the options
        of `kinothek serve` say it.

        Secrets are stored encrypted (AES-256-GCM) with the key in `secret.key` of the data folder, which is made when
        the first one is stored and which only its owner may read; they are never shown again but for their last four
        characters, and never logged. Back that file up apart from the database, and copy it to every server that shares
        the database: without it the stored secrets have to be set anew. A change through an API that moves an address
        to another server takes the secret with it that belongs to the old address, unless it brings a new one.

        A switch is `true` or `false`; `1`, `0`, `on`, `off`, `yes` and `no` are understood. Lists are separated by
        commas.

        """

    private static func section(_ group: SettingsGroup) -> String {
        let head = """

            ## \(group.title)

            | key | variable | value | default | takes effect |
            | --- | --- | --- | --- | --- |

            """
        return head + group.settings.map(row).joined(separator: "\n") + "\n"
    }

    private static func row(_ setting: Setting) -> String {
        let cells = [
            "`\(setting.key)`<br>\(setting.summary)", "`\(setting.variable)`", value(setting), standard(setting),
            effect(setting),
        ]
        return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }

    private static func value(_ setting: Setting) -> String {
        switch setting.kind {
        case .secret: "secret"
        case .flag: "switch"
        default: setting.kind.words
        }
    }

    private static func standard(_ setting: Setting) -> String {
        setting.standard.map { "`\($0)`" } ?? setting.standardWords.map { "none: \($0)" } ?? "none"
    }

    private static func effect(_ setting: Setting) -> String {
        switch setting.effect {
        case .atOnce: "at once"
        case .nextStart: "next start"
        case .startOnly: "not stored"
        }
    }
}
