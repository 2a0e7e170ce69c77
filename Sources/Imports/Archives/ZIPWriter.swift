package import Basics

/// Writes a ZIP archive piece by piece, so that a large one never stands in memory as a whole.
///
/// It belongs to one task. Sizes and checksum of each file follow its content, as for archives that are sent while
/// they are made. Below 4 GiB and 65,535 files; beyond that `tooLarge` is thrown.
package final class ZIPWriter {
    private struct File {
        let name: [UInt8]
        let offset: Int
        var checksum: UInt32 = 0
        var size = 0
        var packedSize = 0
    }

    private let deflate: Deflate
    private let time: Int
    private let date: Int
    private var files: [File] = []
    private var open: File?
    private var ready: [UInt8] = []
    /// Bytes that were handed out already.
    private var drained = 0

    /// `moment`: what all files are dated, in UTC. Throws `unsupported` when the system has no memory for packing.
    package init(at moment: Instant) throws(ArchiveError) {
        deflate = try Deflate()
        let seconds = Int(max(0, moment.milliseconds) / 1000)
        let day = CivilDate(daysSinceEpoch: seconds / 86_400)
        let second = seconds % 86_400
        time = (second / 3600) << 11 | (second / 60 % 60) << 5 | second % 60 / 2
        date = max(0, day.year - 1980) << 9 | day.month << 5 | day.day
    }

    /// Adds a whole file.
    package func add(name: String, bytes: [UInt8]) throws(ArchiveError) {
        try begin(name)
        try write(bytes)
        try endEntry()
    }

    /// Begins a file; the one before it ends here at the latest.
    package func begin(_ name: String) throws(ArchiveError) {
        try endEntry()
        guard files.count < 0xFFFF - 1 else { throw .tooManyEntries }
        let file = File(name: Array(name.utf8), offset: drained + ready.count)
        guard file.offset < 0xFFFF_FFFF, file.name.count <= ImportsLimits.archiveNameBytesMax else { throw .tooLarge }
        ready.append(littleEndian: ZIPMark.localHeader, length: 4)
        appendDescription(of: file)
        ready += file.name
        open = file
    }

    /// Adds to the file that was begun; without one nothing happens.
    package func write(_ bytes: [UInt8]) throws(ArchiveError) {
        guard var file = open, !bytes.isEmpty else { return }
        file.checksum = Checksum.crc32(bytes, continuing: file.checksum)
        file.size += bytes.count
        pack(bytes, isLast: false, of: &file)
        guard file.size < 0xFFFF_FFFF else { throw .tooLarge }
        open = file
    }

    /// Ends the file that was begun; without one nothing happens.
    package func endEntry() throws(ArchiveError) {
        guard var file = open else { return }
        pack([], isLast: true, of: &file)
        guard file.packedSize < 0xFFFF_FFFF else { throw .tooLarge }
        ready.append(littleEndian: ZIPMark.descriptor, length: 4)
        appendSizes(of: file)
        files.append(file)
        open = nil
    }

    /// What is ready to be sent and was not handed out yet.
    package func drain() -> [UInt8] {
        defer {
            drained += ready.count
            ready = []
        }
        return ready
    }

    /// Ends the archive; returns the rest of it.
    package func finish() throws(ArchiveError) -> [UInt8] {
        try endEntry()
        let start = drained + ready.count
        for file in files { appendDirectoryEntry(of: file) }
        let size = drained + ready.count - start
        guard start + size < 0xFFFF_FFFF else { throw .tooLarge }
        ready.append(littleEndian: ZIPMark.end, length: 4)
        ready.append(littleEndian: 0, length: 4)
        ready.append(littleEndian: files.count, length: 2)
        ready.append(littleEndian: files.count, length: 2)
        ready.append(littleEndian: size, length: 4)
        ready.append(littleEndian: start, length: 4)
        ready.append(littleEndian: 0, length: 2)
        return drain()
    }

    private func pack(_ bytes: [UInt8], isLast: Bool, of file: inout File) {
        let before = ready.count
        deflate.pack(bytes, isLast: isLast, into: &ready)
        file.packedSize += ready.count - before
    }

    /// What local header and directory have in common: version 2.0, sizes that follow, a name in UTF-8, deflate.
    private func appendDescription(of file: File) {
        for number in [20, 1 << 3 | 1 << 11, 8, time, date] { ready.append(littleEndian: number, length: 2) }
        appendSizes(of: file)
        ready.append(littleEndian: file.name.count, length: 2)
        ready.append(littleEndian: 0, length: 2)
    }

    private func appendSizes(of file: File) {
        for number in [Int(file.checksum), file.packedSize, file.size] { ready.append(littleEndian: number, length: 4) }
    }

    private func appendDirectoryEntry(of file: File) {
        ready.append(littleEndian: ZIPMark.directoryEntry, length: 4)
        // Made on Unix, so that the attributes name an ordinary file that its owner may write.
        ready.append(littleEndian: 3 << 8 | 20, length: 2)
        appendDescription(of: file)
        for number in [0, 0, 0] { ready.append(littleEndian: number, length: 2) }
        ready.append(littleEndian: 0o100644 << 16, length: 4)
        ready.append(littleEndian: file.offset, length: 4)
        ready += file.name
    }
}
