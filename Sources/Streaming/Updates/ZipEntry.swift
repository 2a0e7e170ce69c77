/// A file of an archive, as the list of files has it.
struct ZipEntry: Equatable {
    /// Where its own header is.
    let headerOffset: Int64
    /// As stored.
    let contentBytes: Int64
    let name: [UInt8]

    /// An entry of the list without its name and the fields after it.
    static let headerBytes = 46
    private static let localHeaderBytes = 30
    private static let zip64FieldID = 1

    /// Reads an entry whose name, extra fields and comment are all in `record`.
    init(_ record: ZipRecord) throws(APKFileError) {
        let nameBytes = try record.uint16(28)
        name = Array(try record.part(Self.headerBytes, count: nameBytes).bytes)
        let extra = try record.part(Self.headerBytes + nameBytes, count: try record.uint16(30))
        // The larger numbers follow each other in this order, each only where the plain one is full.
        let plain = [try record.uint32(24), try record.uint32(20), try record.uint32(42)]
        guard plain.contains(0xffff_ffff), var place = try Self.zip64Place(in: extra) else {
            (contentBytes, headerOffset) = (plain[1], plain[2])
            return
        }
        var numbers: [Int64] = []
        for number in plain {
            numbers.append(number == 0xffff_ffff ? try extra.uint64(place) : number)
            place += number == 0xffff_ffff ? 8 : 0
        }
        (contentBytes, headerOffset) = (numbers[1], numbers[2])
    }

    /// Throws `damaged` unless the file's own header is where the entry says, with the same name, and its content ends
    /// before the list of files.
    func checkContent(before limit: Int64, in source: ZipSource) throws(APKFileError) {
        let header = try source.record(at: headerOffset, count: Self.localHeaderBytes + name.count)
        guard try header.uint32(0) == ZipSignature.localHeader, try header.uint16(26) == name.count,
            try Array(header.part(Self.localHeaderBytes, count: name.count).bytes) == name
        else { throw .damaged }
        let start = headerOffset + Int64(Self.localHeaderBytes + name.count + (try header.uint16(28)))
        guard start <= limit, contentBytes <= limit - start else { throw .damaged }
    }

    private static func zip64Place(in extra: ZipRecord) throws(APKFileError) -> Int? {
        var place = 0
        while place + 4 <= extra.bytes.count {
            if try extra.uint16(place) == zip64FieldID { return place + 4 }
            place += 4 + (try extra.uint16(place + 2))
        }
        return nil
    }
}

extension ZipDirectory {
    /// Walks the whole list and gives the entries of that name. Throws `damaged` where the list is not what it says.
    func entries(named name: [UInt8], in source: ZipSource) throws(APKFileError) -> [ZipEntry] {
        var window = ZipWindow(source: source, offset: offset, end: offset + sizeBytes)
        var found: [ZipEntry] = []
        for _ in 0..<entriesCount {
            let header = try window.peek(ZipEntry.headerBytes)
            guard try header.uint32(0) == ZipSignature.directoryEntry else { throw .damaged }
            let nameBytes = try header.uint16(28)
            let count = ZipEntry.headerBytes + nameBytes + (try header.uint16(30)) + (try header.uint16(32))
            if nameBytes == name.count {
                let entry = try ZipEntry(window.peek(count))
                if entry.name == name { found.append(entry) }
            }
            try window.skip(count)
        }
        return found
    }
}

/// Goes through a stretch of the archive, of which it holds one piece at a time.
private struct ZipWindow {
    private let source: ZipSource
    private let end: Int64
    private var offset: Int64
    private var held = ZipRecord(bytes: [])

    init(source: ZipSource, offset: Int64, end: Int64) {
        self.source = source
        self.offset = offset
        self.end = end
    }

    /// The next bytes, without going on.
    mutating func peek(_ count: Int) throws(APKFileError) -> ZipRecord {
        guard count <= end - offset else { throw .damaged }
        if held.bytes.count < count {
            let wanted = Int(min(end - offset, Int64(max(count, StreamingLimits.zipReadBytes))))
            held = try source.record(at: offset, count: wanted)
        }
        return try held.part(0, count: count)
    }

    mutating func skip(_ count: Int) throws(APKFileError) {
        guard count <= end - offset else { throw .damaged }
        offset += Int64(count)
        held = ZipRecord(bytes: held.bytes.dropFirst(count))
    }
}
