import Basics
import Crypto
import CryptoExtras

/// How much work one password hash is (RFC 7914): memory is `128 * rounds * blockSize` bytes.
package struct ScryptCost: Sendable, Equatable {
    /// N of the RFC; a power of two.
    package let rounds: Int
    /// r of the RFC.
    package let blockSize: Int
    /// p of the RFC.
    package let parallelism: Int

    package init(rounds: Int, blockSize: Int, parallelism: Int) {
        self.rounds = rounds
        self.blockSize = blockSize
        self.parallelism = parallelism
    }

    /// N = 2^15, r = 8, p = 1: 32 MiB for each hash.
    package static let standard = ScryptCost(rounds: 1 << 15, blockSize: 8, parallelism: 1)

    /// Stored parameters beyond these are refused, so that a damaged row cannot exhaust the memory.
    var isSane: Bool {
        (2...(1 << 20)).contains(rounds) && rounds.nonzeroBitCount == 1 && (1...32).contains(blockSize)
            && (1...16).contains(parallelism)
    }
}

/// A stored password: `scrypt$N$r$p$salt$hash`, salt and hash in hexadecimal.
struct ScryptHash: Equatable {
    static let saltBytes = 16
    static let hashBytes = 32

    let cost: ScryptCost
    let salt: [UInt8]
    let hash: [UInt8]

    /// Derives the hash of `password`: slow on purpose, so for a thread that may block.
    init(of password: [UInt8], salt: [UInt8], cost: ScryptCost) throws {
        let key = try KDF.Scrypt.deriveKey(
            from: password, salt: salt, outputByteCount: Self.hashBytes, rounds: cost.rounds,
            blockSize: cost.blockSize, parallelism: cost.parallelism)
        self.cost = cost
        self.salt = salt
        hash = key.withUnsafeBytes { Array($0) }
    }

    /// Reads the stored form; nil for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "scrypt", let rounds = Int(parts[1]), let blockSize = Int(parts[2]),
            let parallelism = Int(parts[3]), let salt = Hex.decode(String(parts[4])),
            let hash = Hex.decode(String(parts[5])), !salt.isEmpty, hash.count == Self.hashBytes
        else { return nil }
        cost = ScryptCost(rounds: rounds, blockSize: blockSize, parallelism: parallelism)
        self.salt = salt
        self.hash = hash
        guard cost.isSane else { return nil }
    }

    var text: String {
        "scrypt$\(cost.rounds)$\(cost.blockSize)$\(cost.parallelism)$\(Hex.encode(salt))$\(Hex.encode(hash))"
    }

    /// Whether `password` is the one, compared without telling by time how much of it fits.
    func matches(_ password: [UInt8]) throws -> Bool {
        try ScryptHash(of: password, salt: salt, cost: cost).hash.isEqualInConstantTime(to: hash)
    }
}
