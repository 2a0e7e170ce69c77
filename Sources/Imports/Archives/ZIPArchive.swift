/// A ZIP archive in memory. It is read as a directory of files and never unpacked to a disk.
///
/// Everything that a file from elsewhere may lie about is checked: names, sizes, places, checksums. An archive with
/// one bad entry is refused as a whole, unless only the content of a member that nobody reads is damaged.
package struct ZIPArchive: Sendable {
    /// In the order of the directory, without folders.
    package let entries: [ZIPEntry]
    private let bytes: [UInt8]
    private var unpackedBytesLeft = ImportsLimits.unpackedBytesMax

    /// Whether bytes begin as an archive does, also an empty one.
    package static func begins(_ bytes: [UInt8]) -> Bool {
        [[0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6]].contains { bytes.starts(with: $0) }
    }

    package init(_ bytes: [UInt8]) throws(ArchiveError) {
        let file = LittleEndian(bytes[...])
        let end = try ZIPEnd.find(in: file)
        guard end.entryCount <= ImportsLimits.archiveEntriesMax else { throw .tooManyEntries }
        guard let directory = file.slice(at: end.directoryOffset, length: end.directorySize) else { throw .damaged }
        var entries: [ZIPEntry] = []
        var offset = 0
        while offset < end.directorySize {
            guard entries.count < end.entryCount else { throw .damaged }
            let (entry, next) = try ZIPEntry.read(LittleEndian(directory), at: offset)
            entries.append(entry)
            offset = next
        }
        guard entries.count == end.entryCount, offset == end.directorySize else { throw .damaged }
        try Self.checkPlaces(entries, directoryOffset: end.directoryOffset)
        self.bytes = bytes
        self.entries = entries.filter { !$0.isFolder }
    }

    /// Unpacks one file. All files together may come to `ImportsLimits.unpackedBytesMax`, then `tooLarge` is thrown.
    package mutating func contents(of entry: ZIPEntry) throws(ArchiveError) -> [UInt8] {
        guard entry.size <= unpackedBytesLeft else { throw .tooLarge }
        let isInProportion = entry.size / ImportsLimits.unpackedRatioMax <= entry.packedSize
        guard isInProportion || entry.size <= ImportsLimits.ratioFreeBytes else { throw .tooLarge }
        let packed = try packedContents(of: entry)
        let contents: [UInt8]
        switch entry.method {
        case .stored:
            guard entry.size == entry.packedSize else { throw .damaged }
            contents = Array(packed)
        case .deflated:
            contents = try Inflate.whole(packed, size: entry.size)
        }
        guard Checksum.crc32(contents) == entry.checksum else { throw .damaged }
        unpackedBytesLeft -= entry.size
        return contents
    }

    private func packedContents(of entry: ZIPEntry) throws(ArchiveError) -> ArraySlice<UInt8> {
        let file = LittleEndian(bytes[...])
        let offset = entry.headerOffset
        guard file.uint32(at: offset) == ZIPMark.localHeader, let flags = file.uint16(at: offset + 6),
            let method = file.uint16(at: offset + 8), method == entry.method.rawValue,
            let nameLength = file.uint16(at: offset + 26), let extraLength = file.uint16(at: offset + 28),
            let packed = file.slice(at: offset + 30 + nameLength + extraLength, length: entry.packedSize)
        else { throw .damaged }
        guard flags & 0x2041 == 0 else { throw .encrypted }
        return packed
    }

    /// Entries that share bytes unpack to far more than an archive of their size can honestly hold.
    private static func checkPlaces(_ entries: [ZIPEntry], directoryOffset: Int) throws(ArchiveError) {
        let headerBytes = 30
        var free = 0
        for entry in entries.sorted(by: { $0.headerOffset < $1.headerOffset }) {
            let (end, overflow) = entry.headerOffset.addingReportingOverflow(entry.packedSize)
            guard entry.headerOffset >= free, !overflow, end <= directoryOffset - headerBytes else { throw .damaged }
            free = end + headerBytes
        }
    }
}

/// What the last record of an archive says about its directory.
struct ZIPEnd {
    let entryCount: Int
    let directorySize: Int
    let directoryOffset: Int

    private static let length = 22

    /// Throws `notAnArchive` when there is no such record, and `unsupported` for one archive of several parts.
    static func find(in file: LittleEndian) throws(ArchiveError) -> ZIPEnd {
        // The record ends the file but for a comment whose length it names.
        let earliest = max(0, file.count - length - 0xFFFF)
        var offset = file.count - length
        while offset >= earliest {
            if file.uint32(at: offset) == ZIPMark.end, file.uint16(at: offset + 20) == file.count - length - offset {
                return try read(file, at: offset)
            }
            offset -= 1
        }
        throw .notAnArchive
    }

    private static func read(_ file: LittleEndian, at offset: Int) throws(ArchiveError) -> ZIPEnd {
        guard let disk = file.uint16(at: offset + 4), let firstDisk = file.uint16(at: offset + 6),
            let countHere = file.uint16(at: offset + 8), let count = file.uint16(at: offset + 10),
            let size = file.uint32(at: offset + 12), let start = file.uint32(at: offset + 16)
        else { throw .damaged }
        if count == 0xFFFF || size == 0xFFFF_FFFF || start == 0xFFFF_FFFF {
            return try readLarge(file, before: offset)
        }
        guard disk == 0, firstDisk == 0, countHere == count else { throw .unsupported }
        return try ZIPEnd(entryCount: count, directorySize: size, directoryOffset: start).checked(before: offset)
    }

    /// Some archivers write the records for large archives always.
    private static func readLarge(_ file: LittleEndian, before offset: Int) throws(ArchiveError) -> ZIPEnd {
        let locator = offset - 20
        guard file.uint32(at: locator) == ZIPMark.locator64, let record = file.uint64(at: locator + 8),
            record <= locator - 56, file.uint32(at: record) == ZIPMark.end64,
            let countHere = file.uint64(at: record + 24), let count = file.uint64(at: record + 32),
            let size = file.uint64(at: record + 40), let start = file.uint64(at: record + 48)
        else { throw .damaged }
        guard file.uint32(at: record + 16) == 0, file.uint32(at: record + 20) == 0, countHere == count else {
            throw .unsupported
        }
        return try ZIPEnd(entryCount: count, directorySize: size, directoryOffset: start).checked(before: record)
    }

    private func checked(before end: Int) throws(ArchiveError) -> ZIPEnd {
        guard directorySize <= end, directoryOffset <= end - directorySize else { throw .damaged }
        return self
    }
}
