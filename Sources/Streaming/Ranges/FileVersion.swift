import Basics

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
        var digest = StableDigest()
        for fact in [facts.device, facts.inode] { digest.add(fact) }
        for fact in [facts.modifiedSeconds, facts.modifiedNanoseconds] { digest.add(UInt64(bitPattern: fact)) }
        self.init(
            size: facts.size, modifiedSeconds: facts.modifiedSeconds,
            entityTag: String(facts.size, radix: 16) + "-" + digest.hex)
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

extension StableDigest {
    fileprivate mutating func add(_ number: UInt64) {
        add((0..<8).lazy.map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) })
    }
}
