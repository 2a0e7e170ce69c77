package import Basics
package import Domain
import NIOPosix

/// Hashes and checks passwords with scrypt, on its own threads so that nothing else waits for them.
package struct Passwords: Sendable {
    private let cost: ScryptCost
    private let world: World
    private let threads: PasswordThreads

    /// `cost` is for new hashes; stored ones keep their own until the next sign-in. Tests hand in a cheap one.
    package init(
        cost: ScryptCost = .standard, world: World = .live, threadCount: Int = AccountsLimits.passwordThreads
    ) {
        self.cost = cost
        self.world = world
        threads = PasswordThreads(count: threadCount)
    }

    /// Throws `AccountError.passwordTooShort` or `passwordTooLong`; lengths are bytes of UTF-8.
    package static func check(_ password: String) throws(AccountError) {
        let byteCount = password.utf8.count
        if byteCount < AccountsLimits.passwordBytesMin {
            throw .passwordTooShort(minimum: AccountsLimits.passwordBytesMin)
        }
        if byteCount > AccountsLimits.passwordBytesMax {
            throw .passwordTooLong(maximum: AccountsLimits.passwordBytesMax)
        }
    }

    /// The form to store: `scrypt$N$r$p$salt$hash`. Throws as `check` does.
    package func hash(_ password: String) async throws -> String {
        try Self.check(password)
        let (bytes, salt, cost) = (Array(password.utf8), world.randomBytes(ScryptHash.saltBytes), cost)
        return try await threads.run { try ScryptHash(of: bytes, salt: salt, cost: cost).text }
    }

    /// Whether `password` belongs to the stored form; false for a stored form that cannot be read.
    ///
    /// Without a stored form (nil) the same work is done for nothing, so that the time of an answer does not tell
    /// which accounts exist.
    package func verify(_ password: String, against stored: String?) async throws -> Bool {
        guard password.utf8.count <= AccountsLimits.passwordBytesMax else { return false }
        let (bytes, cost) = (Array(password.utf8), cost)
        let hash = stored.flatMap { ScryptHash($0) }
        return try await threads.run {
            if let hash { return try hash.matches(bytes) }
            _ = try ScryptHash(of: bytes, salt: Array(repeating: 0, count: ScryptHash.saltBytes), cost: cost)
            return false
        }
    }

    /// Whether a stored form was made at another cost than new ones are.
    package func needsRehash(_ stored: String) -> Bool {
        ScryptHash(stored)?.cost != cost
    }
}

/// Owns the threads and ends them with the last copy of `Passwords`.
private final class PasswordThreads: Sendable {
    private let pool: NIOThreadPool

    init(count: Int) {
        pool = NIOThreadPool(numberOfThreads: count)
        pool.start()
    }

    deinit {
        pool.shutdownGracefully { _ in }
    }

    func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await pool.runIfActive(work)
    }
}
