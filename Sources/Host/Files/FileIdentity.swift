/// What tells one state of one file from every other: which file, how long, and when it was last written.
package struct FileIdentity: Hashable, Sendable {
    package let device: UInt64
    package let inode: UInt64
    package let sizeBytes: Int64
    /// Since 1970-01-01T00:00:00Z. File systems count in steps of 1 ns to 2 s.
    package let modifiedNanoseconds: Int64

    package init(device: UInt64, inode: UInt64, sizeBytes: Int64, modifiedNanoseconds: Int64) {
        self.device = device
        self.inode = inode
        self.sizeBytes = sizeBytes
        self.modifiedNanoseconds = modifiedNanoseconds
    }

    /// The file behind all of its names, whatever is in it.
    package var number: FileNumber { FileNumber(device: device, inode: inode) }

    /// Whole milliseconds since 1970, rounded down.
    package var modifiedMilliseconds: Int64 {
        let (quotient, remainder) = modifiedNanoseconds.quotientAndRemainder(dividingBy: 1_000_000)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// Text for a strong `ETag`, without its quotes: changes with the file, and does not show inode numbers.
    package var entityTag: String {
        var digest = Digest128()
        digest.add(device)
        digest.add(inode)
        digest.add(sizeBytes)
        digest.add(modifiedNanoseconds)
        return digest.description
    }
}

/// The device and the number on it that every name of a file leads to.
package struct FileNumber: Hashable, Sendable {
    package let device: UInt64
    package let inode: UInt64

    package init(device: UInt64, inode: UInt64) {
        self.device = device
        self.inode = inode
    }
}
