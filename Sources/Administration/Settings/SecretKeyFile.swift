import Basics
import Foundation
import Glibc

/// Why secrets cannot be sealed or opened. Every description says what to do.
package enum SecretError: Error, Equatable, CustomStringConvertible {
    /// Others than its owner may read the key file.
    case keyFileIsOpen(path: String)
    case keyFileIsMissing(path: String)
    case keyFileIsDamaged(path: String)
    case keyFileFails(path: String, reason: String)
    /// Sealed with another key, or changed since.
    case cannotOpen(key: String, path: String)

    package var description: String {
        switch self {
        case .keyFileIsOpen(let path):
            "Others can read \(path), which protects the stored passwords and keys. Close it with: chmod 600 \(path)"
        case .keyFileIsMissing(let path):
            "\(path) is missing, and stored passwords and keys cannot be read without it. Put it back from a backup, "
                + "or from another server of the same database; or forget them with `kinothek settings reset KEY`."
        case .keyFileIsDamaged(let path):
            "\(path) is no key file of this server: it must have \(AdministrationLimits.secretKeyBytes) bytes. Put it "
                + "back from a backup, or forget the stored passwords and keys with `kinothek settings reset KEY`."
        case .keyFileFails(let path, let reason):
            "\(path) cannot be used: \(reason)."
        case .cannotOpen(let key, let path):
            "The stored value of \(key) cannot be read with \(path): it was stored with another key file, or it is "
                + "damaged. Put the right file back, or set it anew after `kinothek settings reset \(key)`."
        }
    }
}

/// The file that holds the key by which secrets are sealed. Only its owner may read it.
struct SecretKeyFile: Sendable {
    let path: String

    /// Nil when there is no file. Throws `SecretError`.
    func read() throws -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw failure()
        }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0 else { throw failure() }
        guard facts.st_mode & 0o077 == 0 else { throw SecretError.keyFileIsOpen(path: path) }
        // One more than it should have, so that a longer file is noticed.
        var bytes = [UInt8](repeating: 0, count: AdministrationLimits.secretKeyBytes + 1)
        let count = Glibc.read(file, &bytes, bytes.count)
        guard count >= 0 else { throw failure() }
        guard count == AdministrationLimits.secretKeyBytes else { throw SecretError.keyFileIsDamaged(path: path) }
        return Array(bytes.prefix(count))
    }

    /// Writes a new key, unless another process was quicker, and returns the one that is there then. Throws
    /// `SecretError`.
    ///
    /// The file appears under its name with all its bytes or not at all.
    func make(_ key: [UInt8], world: World) throws -> [UInt8] {
        let draft = path + ".new-" + world.randomHex(byteCount: 8)
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure() }
        defer { unlink(draft) }
        let isWritten = write(file, key, key.count) == key.count && fsync(file) == 0
        let problem = errno
        close(file)
        guard isWritten else { throw failure(problem) }
        guard link(draft, path) == 0 || errno == EEXIST else { throw failure() }
        guard let present = try read() else { throw SecretError.keyFileIsMissing(path: path) }
        return present
    }

    private func failure(_ number: Int32 = errno) -> SecretError {
        .keyFileFails(path: path, reason: String(cString: strerror(number)))
    }
}
