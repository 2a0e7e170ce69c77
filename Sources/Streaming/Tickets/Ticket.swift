package import Basics
package import Domain

/// What a signed address lets its holder fetch.
package struct Ticket: Hashable, Sendable {
    package enum Kind: UInt8, Sendable {
        case stream = 1
        case subtitle = 2
    }

    package let kind: Kind
    /// The file or the subtitle track.
    package let object: Int32
    package let session: SessionID
    package let user: UserID
    /// Changes with the file, so that nobody goes on in another one.
    package let version: UInt64
    package let expiresAt: Instant

    package init(
        kind: Kind, object: Int32, session: SessionID, user: UserID, version: UInt64, expiresAt: Instant
    ) {
        self.kind = kind
        self.object = object
        self.session = session
        self.user = user
        self.version = version
        self.expiresAt = expiresAt
    }
}

extension Ticket {
    static let byteCount = 1 + 4 + 4 + 4 + 8 + 8

    /// Big-endian, one field after the other.
    var bytes: [UInt8] {
        var bytes = [kind.rawValue]
        for id in [object, session.rawValue, user.rawValue] {
            bytes += Self.bigEndian(UInt64(UInt32(bitPattern: id))).suffix(4)
        }
        bytes += Self.bigEndian(version)
        return bytes + Self.bigEndian(UInt64(bitPattern: expiresAt.milliseconds))
    }

    /// Nil for bytes that no ticket has.
    init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount, let kind = Kind(rawValue: bytes[0]) else { return nil }
        func number(_ range: Range<Int>) -> UInt64 { bytes[range].reduce(0) { $0 << 8 | UInt64($1) } }
        func id(_ range: Range<Int>) -> Int32 { Int32(bitPattern: UInt32(truncatingIfNeeded: number(range))) }
        self.init(
            kind: kind, object: id(1..<5), session: SessionID(id(5..<9)), user: UserID(id(9..<13)),
            version: number(13..<21), expiresAt: Instant(milliseconds: Int64(bitPattern: number(21..<29))))
    }

    private static func bigEndian(_ value: UInt64) -> [UInt8] {
        stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> UInt64($0)) }
    }
}

extension FileFacts {
    /// A number that changes with the file.
    package var version: UInt64 {
        var digest: UInt64 = 0xcbf2_9ce4_8422_2325
        // FNV-1a: no secret, only a short name for four numbers.
        for value in [sizeBytes, modifiedNanoseconds, device, inode] {
            for shift in stride(from: 0, to: 64, by: 8) {
                digest = (digest ^ (UInt64(bitPattern: value) >> UInt64(shift) & 0xff)) &* 0x100_0000_01b3
            }
        }
        return digest
    }
}
