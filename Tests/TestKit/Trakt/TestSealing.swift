import Basics
package import Domain

/// Seals with a number as its key: not secret, but different each time, and of no use with another key.
package struct TestSealing: SecretSealing {
    package enum Failure: Error {
        case anotherKey
    }

    private static let saltBytes = 4
    private let key: UInt8

    package init(key: UInt8 = 7) {
        self.key = key
    }

    package func seal(_ secret: [UInt8]) -> [UInt8] {
        let salt = World.live.randomBytes(Self.saltBytes)
        return [key] + salt + turned(secret, by: salt)
    }

    package func open(_ sealed: [UInt8]) throws -> [UInt8] {
        guard sealed.count > Self.saltBytes, sealed[0] == key else { throw Failure.anotherKey }
        let salt = Array(sealed[1...Self.saltBytes])
        return turned(Array(sealed.dropFirst(Self.saltBytes + 1)), by: salt)
    }

    private func turned(_ bytes: [UInt8], by salt: [UInt8]) -> [UInt8] {
        bytes.enumerated().map { place, byte in byte ^ salt[place % salt.count] ^ key }
    }
}
