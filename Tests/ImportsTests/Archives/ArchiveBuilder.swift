@testable import Imports

/// Makes archives, also such as no honest archiver would make.
struct ArchiveBuilder {
    struct Member {
        var name: [UInt8]
        var content: [UInt8]
        var flags = 0
        var method = 8
        /// What the archive says instead of the truth.
        var checksum: UInt32?
        var size: Int?
        var packedSize: Int?
        var offset: Int?
        /// What is there instead of the packed content.
        var packed: [UInt8]?
        /// The system that made it (3: Unix), and the kind of the file there.
        var maker = 3
        var mode = 0o100644
        /// Sizes behind the content instead of before it.
        var hasDescriptor = false
        /// Sizes and place in the extra field of large archives.
        var isLarge = false

        init(_ name: String, _ content: String) {
            self.name = Array(name.utf8)
            self.content = Array(content.utf8)
        }
    }

    var members: [Member]
    var comment: [UInt8] = []
    var entryCount: Int?
    /// With the end records of large archives.
    var isLarge = false

    init(_ members: [Member]) {
        self.members = members
    }

    init(_ name: String, _ content: String) {
        members = [Member(name, content)]
    }

    func bytes() throws -> [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for member in members {
            let packed = try packed(member)
            appendEntry(of: member, packed, offset: member.offset ?? file.count, to: &directory)
            appendFile(member, packed, to: &file)
        }
        let start = file.count
        file += directory
        if isLarge { appendLargeEnd(start: start, size: directory.count, to: &file) }
        let count = isLarge ? 0xFFFF : entryCount ?? members.count
        for (value, length) in [
            (ZIPMark.end, 4), (0, 4), (count, 2), (count, 2), (isLarge ? 0xFFFF_FFFF : directory.count, 4),
            (isLarge ? 0xFFFF_FFFF : start, 4), (comment.count, 2),
        ] {
            file.append(littleEndian: value, length: length)
        }
        return file + comment
    }

    private func packed(_ member: Member) throws -> [UInt8] {
        if let packed = member.packed { return packed }
        guard member.method == 8 else { return member.content }
        var packed: [UInt8] = []
        try Deflate().pack(member.content, isLast: true, into: &packed)
        return packed
    }

    private func appendFile(_ member: Member, _ packed: [UInt8], to file: inout [UInt8]) {
        file.append(littleEndian: ZIPMark.localHeader, length: 4)
        file.append(littleEndian: 20, length: 2)
        appendDescription(of: member, packed, isLocal: true, to: &file)
        file += member.name
        file += packed
        guard member.hasDescriptor else { return }
        file.append(littleEndian: ZIPMark.descriptor, length: 4)
        for value in truth(of: member, packed) { file.append(littleEndian: value, length: 4) }
    }

    private func appendEntry(of member: Member, _ packed: [UInt8], offset: Int, to directory: inout [UInt8]) {
        directory.append(littleEndian: ZIPMark.directoryEntry, length: 4)
        directory.append(littleEndian: member.maker << 8 | 20, length: 2)
        directory.append(littleEndian: 20, length: 2)
        appendDescription(of: member, packed, isLocal: false, to: &directory)
        for value in [0, 0, 0] { directory.append(littleEndian: value, length: 2) }
        directory.append(littleEndian: member.mode << 16, length: 4)
        directory.append(littleEndian: member.isLarge ? 0xFFFF_FFFF : offset, length: 4)
        directory += member.name
        guard member.isLarge else { return }
        directory.append(littleEndian: 1, length: 2)
        directory.append(littleEndian: 24, length: 2)
        for value in [member.size ?? member.content.count, member.packedSize ?? packed.count, offset] {
            directory.append(littleEndian: value, length: 8)
        }
    }

    private func appendDescription(
        of member: Member, _ packed: [UInt8], isLocal: Bool, to bytes: inout [UInt8]
    ) {
        let flags = member.flags | (member.hasDescriptor ? 1 << 3 : 0)
        for value in [flags, member.method, 0, 0] { bytes.append(littleEndian: value, length: 2) }
        var numbers = truth(of: member, packed)
        if isLocal, member.hasDescriptor { numbers = [0, 0, 0] }
        if !isLocal, member.isLarge { numbers = [numbers[0], 0xFFFF_FFFF, 0xFFFF_FFFF] }
        for value in numbers { bytes.append(littleEndian: value, length: 4) }
        bytes.append(littleEndian: member.name.count, length: 2)
        bytes.append(littleEndian: !isLocal && member.isLarge ? 28 : 0, length: 2)
    }

    /// Or what the member is to say instead.
    private func truth(of member: Member, _ packed: [UInt8]) -> [Int] {
        [
            Int(member.checksum ?? Checksum.crc32(member.content)), member.packedSize ?? packed.count,
            member.size ?? member.content.count,
        ]
    }

    private func appendLargeEnd(start: Int, size: Int, to file: inout [UInt8]) {
        let record = file.count
        for (value, length) in [
            (ZIPMark.end64, 4), (44, 8), (45, 2), (45, 2), (0, 4), (0, 4), (members.count, 8), (members.count, 8),
            (size, 8), (start, 8), (ZIPMark.locator64, 4), (0, 4), (record, 8), (1, 4),
        ] {
            file.append(littleEndian: value, length: length)
        }
    }
}
