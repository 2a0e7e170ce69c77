import Domain
import Foundation
import Testing

@testable import Administration

@Suite("The list of all settings")
struct SettingsRegistryTests {
    @Test("keys and variables are unique and well formed")
    func keys() {
        let all = SettingsRegistry.all
        #expect(all.count > 90)
        #expect(Set(all.map(\.key)).count == all.count)
        #expect(Set(all.map(\.variable)).count == all.count)
        for setting in all {
            let isPlain = setting.key.utf8.allSatisfy { (97...122).contains($0) || $0 == 46 || $0 == 95 }
            #expect(isPlain && !setting.key.hasPrefix(".") && !setting.key.hasSuffix("."), "\(setting.key)")
            #expect(SettingsRegistry.named(setting.key)?.key == setting.key)
            #expect(setting.summary.hasSuffix("."), "\(setting.key) has no sentence")
        }
        #expect(Setting.playbacksMax.variable == "KINOTHEK_PLAYBACK_MAX_CONCURRENT")
    }

    @Test("every default is a value in its one form", arguments: SettingsRegistry.all.map(\.key))
    func defaults(_ key: String) throws {
        let setting = try #require(SettingsRegistry.named(key))
        if let standard = setting.standard { #expect(try setting.checked(standard) == standard) }
        switch setting.kind {
        case .int, .number, .flag, .choice: #expect(setting.standard != nil, "a number without a default")
        case .text, .secret, .list: break
        }
    }

    @Test("a secret belongs to an address")
    func homes() throws {
        for setting in SettingsRegistry.all where setting.home != nil {
            let home = try #require(SettingsRegistry.named(setting.home ?? ""))
            #expect(setting.isSecret && !home.isSecret, "\(setting.key)")
            if let standard = home.standard { #expect(SettingURL(standard) != nil) }
        }
        let secrets = SettingsRegistry.all.filter { $0.isSecret && $0.isStorable }.map(\.key)
        #expect(SettingsRegistry.all.filter { $0.home != nil }.map(\.key) == secrets)
    }

    @Test("what is wanted before the database is open is not stored")
    func notStored() {
        let keys = SettingsRegistry.all.filter { !$0.isStorable }.map(\.key)
        #expect(
            keys == [
                "data", "database.url", "server.host", "server.port", "log.level", "admin.email", "admin.password",
            ])
    }

    /// A setting that is declared and not listed would be read nowhere and documented nowhere.
    @Test("everything that is declared is listed")
    func declared() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(
                path: "Sources/Administration/Settings/Keys")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        let keys = Set(SettingsRegistry.all.map(\.key))
        var found = 0
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /(?:Setting|rate)\(\s*"([a-z_]+\.[a-z_.]+|data)",/) {
                #expect(keys.contains(String(match.1)), "\(match.1) is in no group")
                found += 1
            }
        }
        #expect(found > 60)
    }

    @Test(
        "a key that does not exist proposes those that do",
        arguments: [
            ("media_server.key", "media_server.api_key"), ("openai.key", "openai.api_key"),
            ("public_url", "server.public_url"), ("rate.serch", "rate.search"),
        ])
    func proposals(_ wrong: String, _ right: String) {
        #expect(SettingsRegistry.like(wrong).map(\.key).contains(right), "\(SettingsRegistry.like(wrong).map(\.key))")
        #expect(SettingsRegistry.like("").isEmpty && SettingsRegistry.like("zz").isEmpty)
    }
}
