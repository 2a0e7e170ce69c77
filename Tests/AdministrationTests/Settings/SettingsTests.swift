import Basics
import Domain
import Foundation
import SQL
import Storage
import TestKit
import Testing

@testable import Administration

@Suite("Settings that change while the server runs")
struct SettingsTests {
    /// Settings over a database of their own, with a key file in a folder of their own.
    private struct Bench: Sendable {
        let stores: TestStores
        let world: TestWorld
        let settings: Settings
        let keyFile: String
        let admin: SettingAuthor

        /// As another process would have them.
        func again(_ given: [String: String] = [:]) throws -> Settings {
            Settings(
                given: try SettingValues { given[$0.key] }, store: stores.stores.settings,
                vault: SecretVault(path: keyFile), world: world.world)
        }

        func change(_ edits: (Setting, String?)..., by author: SettingAuthor? = nil) async throws -> [String] {
            try await settings.change(edits.map { SettingEdit($0.0, $0.1) }, by: author ?? admin).map(\.key)
        }

        func text(_ setting: Setting) -> String? { settings.values.text(setting) }
    }

    private static func with(
        _ driver: TestDriver = .sqlite, given: [String: String] = [:],
        _ test: @Sendable (Bench) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "kinothek-settings-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "secret.key").path
        let world = TestWorld()
        try await TestStores.with(driver, world: world.world) { stores in
            let user = NewUser(
                uuid: World.live.uuid(), email: "ann@example.org", name: "Ann", role: .admin, passwordHash: nil,
                createdAt: world.now)
            let admin = try await stores.stores.accounts.addUser(user).id
            let settings = Settings(
                given: try SettingValues { given[$0.key] }, store: stores.stores.settings,
                vault: SecretVault(path: path, world: world.world), world: world.world)
            try await settings.load()
            try await test(
                Bench(
                    stores: stores, world: world, settings: settings, keyFile: path,
                    admin: SettingAuthor(userID: admin, address: "192.0.2.1")))
        }
    }

    @Test("a change holds at once, here and for whoever reads next", arguments: TestDriver.available)
    func change(_ driver: TestDriver) async throws {
        try await Self.with(driver, given: ["rate.search": "70"]) { bench in
            #expect(try await bench.change((.rateSearch, " 80 "), (.watchesFolders, "off")).count == 2)
            #expect(bench.settings.values.int(.rateSearch) == 80 && !bench.settings.values.flag(.watchesFolders))
            let other = try bench.again()
            try await other.load()
            #expect(other.values.int(.rateSearch) == 80)
            #expect(try await bench.change((.rateSearch, "80")) == [], "nothing has changed")
            #expect(try await bench.change((.rateSearch, nil)) == ["rate.search"])
            #expect(bench.settings.values.int(.rateSearch) == 70)
            #expect(bench.settings.values.origin(of: .rateSearch) == .environment)
            #expect(try await bench.change((.rateSearch, nil)) == [])
            try await other.load()
            #expect(other.values.int(.rateSearch) == 60)
        }
    }

    @Test("one bad value keeps all of a change from being made")
    func allOrNothing() async throws {
        try await Self.with { bench in
            for bad: (Setting, String) in [(.rateDetail, "none"), (.port, "80"), (.databaseURL, "postgres://x")] {
                await #expect(throws: SettingsError.self) {
                    try await bench.change((.rateSearch, "80"), (bad.0, bad.1))
                }
            }
            #expect(bench.settings.values.int(.rateSearch) == 60)
            let stored = try await bench.stores.stores.settings.stored()
            #expect(stored.rows.isEmpty)
        }
    }

    @Test("each change is written down with who made it, never with a secret")
    func audit() async throws {
        try await Self.with { bench in
            _ = try await bench.change((.mediaServerURL, "http://nas"), (.mediaServerKey, "0123456789abcdef"))
            bench.world.advance(seconds: 5)
            _ = try await bench.change((.mediaServerURL, nil), by: .commandLine)
            let log = try await bench.stores.stores.audit.recent(limit: 9)
            #expect(log.map(\.action) == ["settings.changed", "settings.changed"])
            #expect(log.map(\.detail) == ["media_server.url (reset)", "media_server.url, media_server.api_key"])
            #expect(log.map(\.userID) == [nil, bench.admin.userID])
            #expect(log.last?.address == "192.0.2.1")
        }
    }

    @Test("moments of changes", arguments: TestDriver.available)
    func moments(_ driver: TestDriver) async throws {
        try await Self.with(driver) { bench in
            let since = bench.settings.snapshot.createdAt
            #expect(bench.settings.snapshot.changedAt(Setting.moviePicks.all) == since)
            bench.world.advance(seconds: 100)
            _ = try await bench.change((Setting.moviePicks.rating, "1"))
            #expect(bench.settings.snapshot.changedAt(Setting.moviePicks.all) == bench.world.now)
            #expect(bench.settings.snapshot.changedAt(Setting.seriesPicks.all) == since)
        }
    }

    @Test("secrets lie sealed in the database", arguments: TestDriver.available)
    func sealed(_ driver: TestDriver) async throws {
        try await Self.with(driver) { bench in
            _ = try await bench.change((.mediaServerURL, "http://nas"), (.mediaServerKey, "0123456789abcdef"))
            #expect(bench.text(.mediaServerKey) == "0123456789abcdef")
            let rows = try await bench.stores.stores.settings.stored().rows
            let key = try #require(rows.first { $0.key == "media_server.api_key" })
            #expect(key.isEncrypted && !key.value.contains("0123456789"))
            #expect(rows.first { $0.key == "media_server.url" }?.isEncrypted == false)
            #expect(key.updatedBy == bench.admin.userID)
        }
    }

    @Test("the mask and the visible end leave a secret alone")
    func masked() async throws {
        try await Self.with { bench in
            _ = try await bench.change((.openAIKey, "sk-0123456789"))
            for shown in ["••••••••6789", "6789", "********"] {
                #expect(try await bench.change((.openAIKey, shown), (.rateSearch, nil)) == [])
            }
            #expect(bench.text(.openAIKey) == "sk-0123456789")
            #expect(try await bench.change((.openAIKey, "sk-other-key-9999")) == ["openai.api_key"])
        }
    }
}

// Secrets and the addresses that they belong to, and secrets that cannot be read.
extension SettingsTests {
    @Test("an address that moves to another server takes its secret with it")
    func orphans() async throws {
        try await Self.with { bench in
            _ = try await bench.change((.mediaServerURL, "http://nas:8096"), (.mediaServerKey, "the first key"))
            _ = try await bench.change((.mediaServerURL, "http://NAS:8096/jellyfin"))
            #expect(bench.text(.mediaServerKey) == "the first key", "the same server")
            #expect(
                try await bench.change((.mediaServerURL, "http://nas:8097")) == [
                    "media_server.url", "media_server.api_key",
                ])
            #expect(bench.text(.mediaServerKey) == nil)
            _ = try await bench.change((.mediaServerURL, "https://b.example"), (.mediaServerKey, "the second key"))
            #expect(bench.text(.mediaServerKey) == "the second key", "it brought its own")
            _ = try await bench.change((.mediaServerURL, "https://c.example"), by: .commandLine)
            #expect(bench.text(.mediaServerKey) == "the second key", "whoever has the command line may")
            _ = try await bench.change((.mediaServerURL, nil))
            #expect(bench.text(.mediaServerKey) == nil, "no address at all is another one, too")
        }
    }

    @Test("a secret of the environment is covered while the address is another")
    func covered() async throws {
        let given = ["openai.api_key": "sk-of-the-environment", "openai.base_url": "http://models.lan/v1"]
        try await Self.with(given: given) { bench in
            _ = try await bench.change((.openAIBaseURL, "https://evil.example/v1"))
            #expect(bench.text(.openAIKey) == nil)
            _ = try await bench.change((.openAIKey, "sk-of-my-own-here"))
            _ = try await bench.change((.openAIBaseURL, nil))
            #expect(bench.text(.openAIBaseURL) == "http://models.lan/v1")
            #expect(bench.text(.openAIKey) == "sk-of-the-environment")
        }
    }

    @Test("no way leads a secret of the environment to another address")
    func noWayAround() async throws {
        for given in [
            ["media_server.api_key": "of the environment", "media_server.url": "http://nas:8096"],
            ["media_server.api_key": "of the environment"],
        ] {
            try await Self.with(given: given) { bench in
                if given.count == 1 { _ = try await bench.change((.mediaServerURL, "http://nas:8096")) }
                #expect(bench.text(.mediaServerKey) == "of the environment")
                _ = try await bench.change((.mediaServerURL, "http://evil.example"), (.mediaServerKey, nil))
                #expect(bench.text(.mediaServerKey) == nil)
                _ = try await bench.change((.mediaServerKey, nil))
                #expect(bench.text(.mediaServerKey) == nil)
                _ = try await bench.change((.mediaServerKey, "••••••••ment"), (.mediaServerURL, "http://more.evil"))
                #expect(bench.text(.mediaServerKey) == nil)
                _ = try await bench.change((.mediaServerURL, nil))
                #expect(bench.text(.mediaServerKey) == (given.count == 2 ? "of the environment" : nil))
                _ = try await bench.change((.mediaServerKey, nil), by: .commandLine)
                #expect(bench.text(.mediaServerKey) == "of the environment")
            }
        }
    }

    @Test("a first address keeps a secret that was there before it")
    func keyFirst() async throws {
        try await Self.with { bench in
            _ = try await bench.change((.mediaServerKey, "the first key"))
            _ = try await bench.change((.mediaServerURL, "http://nas:8096"))
            #expect(bench.text(.mediaServerKey) == "the first key")
        }
    }

    @Test("without its key file the server does not start, and the command can mend it")
    func lostKey() async throws {
        try await Self.with { bench in
            _ = try await bench.change((.mediaServerKey, "the first key"), (.openAIKey, "sk-0123456789"))
            try FileManager.default.removeItem(atPath: bench.keyFile)
            let again = try bench.again()
            await #expect(throws: SecretError.keyFileIsMissing(path: bench.keyFile)) { try await again.load() }
            try await again.load(isLenient: true)
            #expect(again.snapshot.unreadable == ["media_server.api_key", "openai.api_key"])
            #expect(again.values.text(.openAIKey) == nil)
            await #expect(throws: SecretError.self, "a new key file could not open the other") {
                try await again.change([SettingEdit(.mediaServerKey, "new key 123")], by: .commandLine)
            }
            try await again.change([SettingEdit(.openAIKey, nil)], by: .commandLine)
            try await again.change([SettingEdit(.mediaServerKey, "new key 123")], by: .commandLine)
            let third = try bench.again()
            try await third.load()
            #expect(third.values.text(.mediaServerKey) == "new key 123" && third.values.text(.openAIKey) == nil)
        }
    }

    @Test("an older look never replaces a newer one", arguments: TestDriver.available)
    func order(_ driver: TestDriver) async throws {
        try await Self.with(driver) { bench in
            let first = try await bench.stores.stores.settings.stored().version
            _ = try await bench.change((.rateSearch, "80"))
            _ = try await bench.change((.rateSearch, "90"))
            #expect(try await bench.stores.stores.settings.stored().version == first + 2)
            await withTaskGroup { group in
                for _ in 0..<20 { group.addTask { try? await bench.settings.load() } }
                group.addTask { _ = try? await bench.change((.rateSearch, "99")) }
            }
            #expect(bench.settings.values.int(.rateSearch) == 99)
        }
    }
}
