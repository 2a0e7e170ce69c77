package import Basics
import Crypto
import Foundation

/// Seals secrets for the database with AES-256-GCM, so that whoever has only the database cannot read them.
///
/// The key is in a file of the data folder, which is made when the first secret is stored. Each value is bound to its
/// setting: put in the place of another it does not open. Nothing is logged.
package struct SecretVault: Sendable {
    private let file: SecretKeyFile
    private let world: World

    private static let format = "v1:"

    /// `path` names the key file.
    package init(path: String, world: World = .live) {
        file = SecretKeyFile(path: path)
        self.world = world
    }

    /// `mayMakeKey` is false while there are sealed values, which a new key could not open. Throws `SecretError`.
    func seal(_ secret: String, for setting: String, mayMakeKey: Bool) throws -> String {
        let key = try key(orMake: mayMakeKey)
        do {
            let box = try AES.GCM.seal(
                Data(secret.utf8), using: key, authenticating: Data(setting.utf8))
            guard let bytes = box.combined else { throw CryptoKitError.incorrectParameterSize }
            return Self.format + bytes.base64EncodedString()
        } catch let error as CryptoKitError {
            throw SecretError.keyFileFails(path: file.path, reason: "sealing failed (\(error))")
        }
    }

    /// Throws `SecretError`.
    func open(_ sealed: String, for setting: String) throws -> String {
        let key = try key(orMake: false)
        guard sealed.hasPrefix(Self.format),
            let bytes = Data(base64Encoded: String(sealed.dropFirst(Self.format.count))),
            let box = try? AES.GCM.SealedBox(combined: bytes),
            let opened = try? AES.GCM.open(box, using: key, authenticating: Data(setting.utf8))
        else { throw SecretError.cannotOpen(key: setting, path: file.path) }
        return String(decoding: opened, as: UTF8.self)
    }

    /// Read each time: it is 32 bytes, and whoever puts the right file back need not start anything again.
    private func key(orMake mayMake: Bool) throws -> SymmetricKey {
        if let bytes = try file.read() { return SymmetricKey(data: bytes) }
        guard mayMake else { throw SecretError.keyFileIsMissing(path: file.path) }
        return SymmetricKey(
            data: try file.make(world.randomBytes(AdministrationLimits.secretKeyBytes), world: world))
    }
}
