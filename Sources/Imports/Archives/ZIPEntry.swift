/// A file of an archive as the archive's directory describes it.
package struct ZIPEntry: Sendable, Hashable {
    enum Method: Int {
        case stored = 0
        case deflated = 8
    }

    /// Its path inside the archive with `/` between folders; it never leads out of it.
    package let name: String
    /// As the directory says; reading checks it.
    package let size: Int
    let packedSize: Int
    let checksum: UInt32
    let method: Method
    let headerOffset: Int

    package var isFolder: Bool { name.hasSuffix("/") }
    /// The name without folders.
    package var lastComponent: String { String(name.split(separator: "/").last ?? "") }
}

extension ZIPEntry {
    /// Reads the entry that stands at `offset` of the directory, and says where the next one begins.
    static func read(_ directory: LittleEndian, at offset: Int) throws(ArchiveError) -> (entry: ZIPEntry, next: Int) {
        guard directory.uint32(at: offset) == ZIPMark.directoryEntry,
            let maker = directory.uint16(at: offset + 4), let flags = directory.uint16(at: offset + 8),
            let methodCode = directory.uint16(at: offset + 10), let checksum = directory.uint32(at: offset + 16),
            let nameLength = directory.uint16(at: offset + 28), let extraLength = directory.uint16(at: offset + 30),
            let commentLength = directory.uint16(at: offset + 32), let disk = directory.uint16(at: offset + 34),
            let attributes = directory.uint32(at: offset + 38),
            let nameBytes = directory.slice(at: offset + 46, length: nameLength),
            let extra = directory.slice(at: offset + 46 + nameLength, length: extraLength)
        else { throw .damaged }
        // Bit 0: encrypted; bit 6: strongly; bit 13: the directory itself is.
        guard flags & 0x2041 == 0, methodCode != 99 else { throw .encrypted }
        guard !isLink(maker: maker, attributes: attributes) else { throw .link }
        guard let method = Method(rawValue: methodCode), disk == 0 else { throw .unsupported }
        let sizes = try ZIPSizes.read(directory, at: offset, extra: LittleEndian(extra))
        let entry = ZIPEntry(
            name: try safeName(nameBytes), size: sizes.size, packedSize: sizes.packedSize,
            checksum: UInt32(truncatingIfNeeded: checksum), method: method, headerOffset: sizes.headerOffset)
        return (entry, offset + 46 + nameLength + extraLength + commentLength)
    }

    /// Unix systems keep the kind of a file in the upper half of the attributes: only files, folders and nothing pass.
    private static func isLink(maker: Int, attributes: Int) -> Bool {
        let (unix, macOS) = (3, 19)
        guard [unix, macOS].contains(maker >> 8) else { return false }
        let (nothing, folder, file) = (0, 0x4000, 0x8000)
        return ![nothing, folder, file].contains(attributes >> 16 & 0xF000)
    }

    /// Some archivers of Windows write `\`, which therefore separates folders too.
    private static func safeName(_ bytes: ArraySlice<UInt8>) throws(ArchiveError) -> String {
        guard !bytes.isEmpty, bytes.count <= ImportsLimits.archiveNameBytesMax, !bytes.contains(0) else {
            throw .unsafeName
        }
        // Old archives name their files in code pages; what is not UTF-8 is none of the names that are looked for.
        let name = String(decoding: bytes, as: UTF8.self).split(separator: "\\", omittingEmptySubsequences: false)
            .joined(separator: "/")
        let components = name.split(separator: "/", omittingEmptySubsequences: false)
        let hasDrive = components.first.map { $0.utf8.dropFirst().first == UInt8(ascii: ":") } ?? false
        guard !name.hasPrefix("/"), !hasDrive, !components.contains("..") else { throw .unsafeName }
        return name
    }
}

/// The signatures of the records of a ZIP archive.
enum ZIPMark {
    static let localHeader = 0x0403_4B50
    static let descriptor = 0x0807_4B50
    static let directoryEntry = 0x0201_4B50
    static let end = 0x0605_4B50
    static let end64 = 0x0606_4B50
    static let locator64 = 0x0706_4B50
}

/// Sizes and place of an entry, also when they stand in the extra field of large archives, as some archivers put
/// them for small files too.
struct ZIPSizes {
    var size: Int
    var packedSize: Int
    var headerOffset: Int

    static func read(
        _ directory: LittleEndian, at offset: Int, extra: LittleEndian
    ) throws(ArchiveError) -> ZIPSizes {
        guard let packedSize = directory.uint32(at: offset + 20), let size = directory.uint32(at: offset + 24),
            let headerOffset = directory.uint32(at: offset + 42)
        else { throw .damaged }
        var sizes = ZIPSizes(size: size, packedSize: packedSize, headerOffset: headerOffset)
        let paths = [\ZIPSizes.size, \ZIPSizes.packedSize, \ZIPSizes.headerOffset]
        let outsourced = paths.filter { sizes[keyPath: $0] == 0xFFFF_FFFF }
        guard !outsourced.isEmpty else { return sizes }
        guard let large = field(1, of: extra) else { throw .damaged }
        for (place, path) in outsourced.enumerated() {
            guard let value = large.uint64(at: 8 * place) else { throw .damaged }
            sizes[keyPath: path] = value
        }
        return sizes
    }

    private static func field(_ wanted: Int, of extra: LittleEndian) -> LittleEndian? {
        var offset = 0
        while let id = extra.uint16(at: offset), let length = extra.uint16(at: offset + 2) {
            if id == wanted { return extra.slice(at: offset + 4, length: length).map(LittleEndian.init) }
            offset += 4 + length
        }
        return nil
    }
}
