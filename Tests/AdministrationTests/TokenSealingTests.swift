import Administration
import Basics
import Foundation
import Storage
import TestKit
import Testing

@Suite("Tokens under the key of the settings")
struct TokenSealingTests {
    private func with(_ body: (String, Settings) async throws -> Void) async throws {
        try await TestStores.with(.sqlite) { test async throws in
            let folder = FileManager.default.temporaryDirectory.appending(path: "kinothek-sealing-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let path = folder.appending(path: "secret.key").path
            let settings = Settings(
                given: try SettingValues { _ in nil }, store: test.stores.settings, vault: SecretVault(path: path),
                world: .live)
            try await body(path, settings)
        }
    }

    @Test("What is sealed looks different each time, opens again, and for its purpose only")
    func roundTrip() async throws {
        try await with { path, settings async throws in
            let sealing = TokenSealing(vault: SecretVault(path: path), settings: settings, purpose: "tokens")
            for secret in [[], [0], Array("access-1".utf8), [UInt8](repeating: 255, count: 5_000)] as [[UInt8]] {
                let (one, two) = (try sealing.seal(secret), try sealing.seal(secret))
                #expect(one != two && (secret.count < 4 || one.firstRange(of: secret) == nil))
                #expect(try sealing.open(one) == secret && sealing.open(two) == secret)
                let other = TokenSealing(vault: SecretVault(path: path), settings: settings, purpose: "others")
                #expect(throws: SecretError.self) { try other.open(one) }
                var changed = one
                changed[changed.count / 2] ^= 1
                #expect(throws: SecretError.self) { try sealing.open(changed) }
            }
            #expect(throws: SecretError.self) { try sealing.open([]) }
        }
    }

    @Test("No key is made in the place of a lost one that stored settings need")
    func lostKey() async throws {
        try await with { path, settings async throws in
            let sealing = TokenSealing(vault: SecretVault(path: path), settings: settings, purpose: "tokens")
            try await settings.change([SettingEdit(.traktClientSecret, "hunter2")], by: .commandLine)
            let sealed = try sealing.seal([1, 2, 3])
            try FileManager.default.removeItem(atPath: path)
            #expect(throws: SecretError.keyFileIsMissing(path: path)) { try sealing.seal([1]) }
            #expect(throws: SecretError.keyFileIsMissing(path: path)) { try sealing.open(sealed) }
        }
    }
}
