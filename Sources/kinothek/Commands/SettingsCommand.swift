import Administration
import ArgumentParser
import Server

/// `kinothek settings …`
struct SettingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "What the server is told, while it runs.",
        discussion: """
            A stored value counts more than the environment, and that more than the
            default. For example
              kinothek settings list media_server     what there is and what holds
              kinothek settings set media_server.url http://nas:8096
              kinothek settings set media_server.api_key      asks for the key
              kinothek settings get media_server.url
              kinothek settings reset media_server.url        forgets what is stored
            Documentation/configuration.md explains every setting.
            """,
        subcommands: [List.self, Get.self, Set.self, Reset.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the settings with their values and where these are from.",
            discussion: """
                Each line has the key, the value, and stored, environment or default.
                Of secrets only the end is shown.
                """)
        @OptionGroup var options: DataOptions
        @Argument(help: "Only keys that begin with this, for example media_server.") var prefix: String?
        @Flag(name: .shortAndLong, help: "Say what each setting does.") var verbose = false
        @Flag(help: .hidden) var markdown = false

        func run() async throws {
            guard !markdown else { return Terminal.write(SettingsDocument.markdown) }
            let settings = SettingsRegistry.all.filter { prefix == nil || $0.key.hasPrefix(prefix ?? "") }
            guard !settings.isEmpty else { throw UnknownSetting.error(prefix ?? "") }
            let snapshot = try await options.withSettings { $0.snapshot }
            let table = SettingsTable(settings, snapshot)
            for line in verbose ? table.explanations : table.lines { Terminal.say(line) }
        }
    }

    struct Get: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the value in effect and nothing else; an empty line for none.")
        @OptionGroup var options: DataOptions
        @Argument(help: "The setting, for example media_server.url.") var key: String

        func run() async throws {
            let setting = try UnknownSetting.orSetting(key)
            let snapshot = try await options.withSettings { $0.snapshot }
            Terminal.say(SettingsTable.value(setting, snapshot))
        }
    }

    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Store a value; a running server follows.",
            discussion: """
                Without VALUE it is read from standard input, or asked for at a terminal:
                the way for passwords and keys, which would otherwise stay in the history
                of the shell. "" says "none", whatever the environment says.
                """)
        @OptionGroup var options: DataOptions
        @Argument(help: "The setting, for example media_server.url.") var key: String
        @Argument(help: "Its value.") var value: String?

        func run() async throws {
            let setting = try UnknownSetting.orSetting(key)
            guard let value = value ?? Terminal.readValue("\(key): ", isSecret: setting.isSecret) else {
                throw ValidationError("There is no value.")
            }
            try await options.withSettings { try await Self.store(SettingEdit(setting, value), in: $0) }
        }

        static func store(_ edit: SettingEdit, in settings: Settings) async throws {
            do {
                let changed = try await settings.change([edit], by: .commandLine)
                let value = SettingsTable.value(edit.setting, settings.snapshot)
                Terminal.say("\(edit.setting.key) = \(value)")
                Terminal.note(changed.isEmpty ? "Nothing has changed." : effect(of: edit.setting))
            } catch let error as SettingsError {
                throw ValidationError(error.description)
            }
        }

        private static func effect(of setting: Setting) -> String {
            setting.effect == .atOnce
                ? "A running server follows at once." : "A running server follows when it is started again."
        }
    }

    struct Reset: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Forget a stored value: what the environment or the default says holds again.")
        @OptionGroup var options: DataOptions
        @Argument(help: "The setting, for example media_server.url.") var key: String

        func run() async throws {
            let setting = try UnknownSetting.orSetting(key)
            try await options.withSettings { try await Set.store(SettingEdit(setting, nil), in: $0) }
        }
    }
}

/// A key that does not exist.
enum UnknownSetting {
    static func orSetting(_ key: String) throws -> Setting {
        guard let setting = SettingsRegistry.named(key) else { throw error(key) }
        return setting
    }

    static func error(_ key: String) -> ValidationError {
        let like = SettingsRegistry.like(key).map(\.key)
        let proposal = like.isEmpty ? "" : " Did you mean \(like.joined(separator: " or "))?"
        return ValidationError("There is no setting \(key).\(proposal) `kinothek settings list` shows all.")
    }
}
