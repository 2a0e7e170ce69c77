/// What tells one state of a file from another: its size, when it was written and a strong entity tag.
package struct FileVersion: Sendable, Equatable {
    /// Bytes.
    package let size: Int64
    /// Seconds since 1970, rounded down.
    package let modifiedSeconds: Int64
    /// Without quotes.
    package let entityTag: String

    package init(size: Int64, modifiedSeconds: Int64, entityTag: String) {
        self.size = size
        self.modifiedSeconds = modifiedSeconds
        self.entityTag = entityTag
    }

    /// Makes the tag of what the file system says about the file. It is digested, because the numbers of devices and
    /// inodes are nobody's business.
    package init(_ facts: FileStatusFacts) {
        var digest: UInt64 = 0
        digest = Self.mixed(digest ^ facts.device)
        digest = Self.mixed(digest ^ facts.inode)
        digest = Self.mixed(digest ^ UInt64(bitPattern: facts.modifiedSeconds))
        digest = Self.mixed(digest ^ UInt64(bitPattern: facts.modifiedNanoseconds))
        self.init(
            size: facts.size, modifiedSeconds: facts.modifiedSeconds,
            entityTag: String(facts.size, radix: 16) + "-" + String(digest, radix: 16))
    }

    /// One step of the generator SplitMix64 (Steele, Lea, Flood 2014), which lets every bit of the number decide about
    /// every bit of the result.
    private static func mixed(_ number: UInt64) -> UInt64 {
        var number = number &+ 0x9e37_79b9_7f4a_7c15
        number = (number ^ (number >> 30)) &* 0xbf58_476d_1ce4_e5b9
        number = (number ^ (number >> 27)) &* 0x94d0_49bb_1331_11eb
        return number ^ (number >> 31)
    }

    /// The value of `Last-Modified`.
    package var lastModified: String { HTTPDate.text(modifiedSeconds) }

    /// The value of `ETag`.
    package var quotedTag: String { "\"\(entityTag)\"" }
}

/// What the file system says about a file.
package struct FileStatusFacts: Sendable, Equatable {
    package var device: UInt64
    package var inode: UInt64
    /// Bytes.
    package var size: Int64
    /// Seconds since 1970 and the fraction.
    package var modifiedSeconds: Int64
    package var modifiedNanoseconds: Int64

    package init(device: UInt64, inode: UInt64, size: Int64, modifiedSeconds: Int64, modifiedNanoseconds: Int64) {
        self.device = device
        self.inode = inode
        self.size = size
        self.modifiedSeconds = modifiedSeconds
        self.modifiedNanoseconds = modifiedNanoseconds
    }
}
