import Basics
import Foundation
import Testing

@testable import Administration

@Suite("Secrets at rest")
struct SecretVaultTests {
    /// A folder of its own for a key file.
    private static func with(_ test: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "kinothek-vault-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try test(folder.appending(path: "secret.key").path)
    }

    private static func mode(of path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
    }

    @Test("the key file is made at first need, for its owner alone, and once")
    func keyFile() throws {
        try Self.with { path in
            let vault = SecretVault(path: path)
            #expect(throws: SecretError.keyFileIsMissing(path: path)) {
                try vault.seal("hunter2", for: "a.b", mayMakeKey: false)
            }
            #expect(!FileManager.default.fileExists(atPath: path))
            let sealed = try vault.seal("hunter2", for: "a.b", mayMakeKey: true)
            #expect(try Self.mode(of: path) == 0o600)
            let key = try Data(contentsOf: URL(filePath: path))
            #expect(key.count == 32)
            #expect(try vault.open(sealed, for: "a.b") == "hunter2")
            #expect(try SecretVault(path: path).open(sealed, for: "a.b") == "hunter2", "another process")
            _ = try vault.seal("other", for: "a.b", mayMakeKey: true)
            #expect(try Data(contentsOf: URL(filePath: path)) == key)
            let names = try FileManager.default.contentsOfDirectory(
                atPath: URL(filePath: path).deletingLastPathComponent().path)
            #expect(names == ["secret.key"], "no draft is left")
        }
    }

    @Test("what is sealed holds nothing of the secret, and never looks the same twice")
    func sealed() throws {
        try Self.with { path in
            let vault = SecretVault(path: path)
            let texts = try (0..<20).map { _ in try vault.seal("hunter2", for: "a.b", mayMakeKey: true) }
            #expect(Set(texts).count == texts.count)
            #expect(texts.allSatisfy { !$0.contains("hunter2") })
            for secret in ["", "é🎬", String(repeating: "x", count: 5000)] {
                #expect(try vault.open(vault.seal(secret, for: "k", mayMakeKey: true), for: "k") == secret)
            }
        }
    }

    @Test("a value that was changed, cut, or put in another's place does not open")
    func tampered() throws {
        try Self.with { path in
            let vault = SecretVault(path: path)
            let sealed = try vault.seal("hunter2", for: "a.b", mayMakeKey: true)
            var bytes = try #require(Data(base64Encoded: String(sealed.dropFirst(3))))
            bytes[bytes.count / 2] ^= 1
            let wrong = [
                "v1:" + bytes.base64EncodedString(), String(sealed.dropLast(4)), "v2:" + sealed.dropFirst(3), "", "v1:",
                "hunter2",
            ]
            for text in wrong {
                #expect(throws: SecretError.cannotOpen(key: "a.b", path: path)) { try vault.open(text, for: "a.b") }
            }
            #expect(throws: SecretError.cannotOpen(key: "c.d", path: path)) { try vault.open(sealed, for: "c.d") }
        }
    }

    @Test("another key does not open it, and the message says what to do")
    func wrongKey() throws {
        try Self.with { path in
            let sealed = try SecretVault(path: path).seal("hunter2", for: "a.b", mayMakeKey: true)
            try FileManager.default.removeItem(atPath: path)
            let vault = SecretVault(path: path)
            #expect(throws: SecretError.keyFileIsMissing(path: path)) { try vault.open(sealed, for: "a.b") }
            _ = try vault.seal("new", for: "c.d", mayMakeKey: true)
            let error = #expect(throws: SecretError.self) { try vault.open(sealed, for: "a.b") }
            #expect(error?.description.contains("kinothek settings reset a.b") == true)
        }
    }

    @Test("a key file that others can read is refused", arguments: [0o644, 0o640, 0o604, 0o620, 0o601])
    func openFile(_ mode: Int) throws {
        try Self.with { path in
            let vault = SecretVault(path: path)
            let sealed = try vault.seal("hunter2", for: "a.b", mayMakeKey: true)
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            #expect(throws: SecretError.keyFileIsOpen(path: path)) { try vault.open(sealed, for: "a.b") }
            let error = #expect(throws: SecretError.self) { try vault.seal("x", for: "a.b", mayMakeKey: true) }
            #expect(error?.description.contains("chmod 600") == true)
            try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path)
            #expect(try vault.open(sealed, for: "a.b") == "hunter2")
        }
    }

    @Test("a file of another length is no key", arguments: [0, 31, 33, 1000])
    func damaged(_ length: Int) throws {
        try Self.with { path in
            let made = FileManager.default.createFile(
                atPath: path, contents: Data(repeating: 7, count: length), attributes: [.posixPermissions: 0o600])
            #expect(made)
            #expect(throws: SecretError.keyFileIsDamaged(path: path)) {
                try SecretVault(path: path).seal("x", for: "a.b", mayMakeKey: true)
            }
        }
    }

    @Test("processes that need the key at the same time get the same")
    func race() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "kinothek-vault-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "secret.key").path
        let sealed = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<8 {
                group.addTask { try SecretVault(path: path).seal("hunter2", for: "a.b", mayMakeKey: true) }
            }
            return try await group.reduce(into: [String]()) { $0.append($1) }
        }
        for text in sealed { #expect(try SecretVault(path: path).open(text, for: "a.b") == "hunter2") }
    }
}
