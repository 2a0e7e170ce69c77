/// Where an archive's list of files, its central directory, is.
struct ZipDirectory: Equatable {
    let offset: Int64
    let sizeBytes: Int64
    let entriesCount: Int64

    private static let endBytes = 22
    private static let end64Bytes = 56
    private static let locatorBytes = 20
    /// What the end record may carry after itself; its length field has 16 bits.
    private static let commentBytesMax = 0xffff

    /// Finds the end record by going back from the end of the file, and reads it.
    ///
    /// Throws `notAZip` where there is none, `damaged` where it cannot be true, and `directoryTooLarge`.
    static func find(in source: ZipSource) throws(APKFileError) -> ZipDirectory {
        guard source.sizeBytes >= endBytes else { throw .notAZip }
        let tailBytes = Int(min(source.sizeBytes, Int64(endBytes + commentBytesMax)))
        let tailOffset = source.sizeBytes - Int64(tailBytes)
        let tail = try source.record(at: tailOffset, count: tailBytes)
        guard let place = endPlace(in: Array(tail.bytes)) else { throw .notAZip }
        let end = try tail.part(place, count: endBytes)
        let endOffset = tailOffset + Int64(place)
        if let (directory, limit) = try read64(before: endOffset, in: source, end: end) {
            return try directory.checked(before: limit)
        }
        return try read(end).checked(before: endOffset)
    }

    /// The last place where an end record's comment reaches exactly to the end of the file.
    private static func endPlace(in tail: [UInt8]) -> Int? {
        (0...(tail.count - endBytes)).last { place in
            tail[place] == 0x50 && tail[place + 1] == 0x4b && tail[place + 2] == 5 && tail[place + 3] == 6
                && place + endBytes + Int(tail[place + 20]) + Int(tail[place + 21]) << 8 == tail.count
        }
    }

    private static func read(_ end: ZipRecord) throws(APKFileError) -> ZipDirectory {
        guard try end.uint16(4) == 0, try end.uint16(6) == 0, try end.uint16(8) == end.uint16(10) else {
            throw .damaged
        }
        return ZipDirectory(
            offset: try end.uint32(16), sizeBytes: try end.uint32(12), entriesCount: Int64(try end.uint16(10)))
    }

    /// The larger record of a zip64 archive with its offset; nil where the plain record says everything.
    private static func read64(
        before endOffset: Int64, in source: ZipSource, end: ZipRecord
    ) throws(APKFileError) -> (ZipDirectory, Int64)? {
        let isCountFull = try end.uint16(10) == 0xffff
        let isPlaceFull = try [end.uint32(12), end.uint32(16)].contains(0xffff_ffff)
        let locatorOffset = endOffset - Int64(locatorBytes)
        guard isCountFull || isPlaceFull, locatorOffset >= 0 else { return nil }
        let locator = try source.record(at: locatorOffset, count: locatorBytes)
        // Without the locator, the largest numbers are what they look like.
        guard try locator.uint32(0) == ZipSignature.end64Locator else { return nil }
        let offset = try locator.uint64(8)
        guard offset <= locatorOffset - Int64(end64Bytes) else { throw .damaged }
        let end64 = try source.record(at: offset, count: end64Bytes)
        guard try end64.uint32(0) == ZipSignature.end64, try end64.uint32(16) == 0, try end64.uint32(20) == 0,
            try end64.uint64(24) == end64.uint64(32)
        else { throw .damaged }
        let directory = ZipDirectory(
            offset: try end64.uint64(48), sizeBytes: try end64.uint64(40), entriesCount: try end64.uint64(32))
        return (directory, offset)
    }

    private func checked(before limit: Int64) throws(APKFileError) -> ZipDirectory {
        guard offset <= limit, sizeBytes <= limit - offset, entriesCount <= sizeBytes / Int64(ZipEntry.headerBytes)
        else { throw .damaged }
        guard sizeBytes <= StreamingLimits.zipDirectoryBytesMax else { throw .directoryTooLarge }
        return self
    }
}
