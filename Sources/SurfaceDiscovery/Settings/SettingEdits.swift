import Accounts
import Administration
import Domain
import SurfaceKit

/// A member of a body, and the setting that it is about.
struct SettingMember {
    let name: String
    let setting: Setting

    init(_ name: String, _ setting: Setting) {
        self.name = name
        self.setting = setting
    }

    /// What the body says of it; nil when it says nothing. Throws `DiscoveryError.badRequest`.
    func edit(in body: JSONTree) throws(DiscoveryError) -> SettingEdit? {
        guard let value = body[name] else { return nil }
        guard let text = text(of: value), !text.isEmpty else { throw problem("must be \(setting.kind.words)") }
        let checked: String
        do {
            checked = try setting.checked(text)
        } catch {
            throw problem(error.reason)
        }
        guard !checked.isEmpty else { throw problem("must not be blank") }
        return SettingEdit(setting, checked)
    }

    /// JSON's types are taken at their word: `"5"` is no number, and `1` is no switch.
    private func text(of value: JSONTree) -> String? {
        switch (setting.kind, value) {
        case (.int, .number): value.int.map(String.init)
        case (.number, .number(let text)): text
        case (.flag, .bool(let isOn)): String(isOn)
        case (.text, .text(let text)), (.choice, .text(let text)), (.secret, .text(let text)): text
        default: nil
        }
    }

    private func problem(_ reason: String) -> DiscoveryError {
        .badRequest("\(name) \(reason)")
    }
}

extension [SettingMember] {
    /// All that the body says, or nothing where a part of it cannot be. Throws `DiscoveryError.badRequest`.
    func edits(in body: JSONTree) throws(DiscoveryError) -> [SettingEdit] {
        var edits: [SettingEdit] = []
        for member in self {
            if let edit = try member.edit(in: body) { edits.append(edit) }
        }
        return edits
    }

    var resets: [SettingEdit] { map { SettingEdit($0.setting, nil) } }
}

extension DiscoverySurface {
    var settingsNow: Settings { features.configuration.settings }
    var values: SettingValues { settingsNow.values }

    /// Stores the edits in the name of whoever asks.
    func store(_ edits: [SettingEdit], _ context: DiscoveryContext) async throws {
        let author = SettingAuthor(userID: try context.user.id, address: context.caller.address)
        try await settingsNow.change(edits, by: author)
    }
}

extension JSONTree {
    /// Nil where the member is missing. Throws `DiscoveryError.badRequest` for anything but true and false.
    func flag(_ name: String) throws(DiscoveryError) -> Bool? {
        switch self[name] {
        case nil: nil
        case .bool(let isOn)?: isOn
        default: throw .badRequest("\(name) must be true or false")
        }
    }

    /// Nil where the member is missing. Throws `DiscoveryError.badRequest` for anything but text.
    func words(_ name: String) throws(DiscoveryError) -> String? {
        switch self[name] {
        case nil: nil
        case .text(let text)?: text
        default: throw .badRequest("\(name) must be text")
        }
    }
}
