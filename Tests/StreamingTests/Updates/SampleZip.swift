/// A zip archive, byte by byte.
struct SampleZip {
    struct File {
        var name: String
        var content: [UInt8] = Array("content".utf8)
        /// The name in the file's own header, if it is another.
        var localName: String?
        var extra: [UInt8] = []
        var comment: [UInt8] = []
        /// Puts sizes and place into a field of their own, as large archives must.
        var isZip64 = false
    }

    var files: [File]
    var comment: [UInt8] = []
    /// Bytes between the files and their list, where Android keeps its signatures.
    var gap: [UInt8] = []
    var isZip64 = false

    static let manifest = File(name: "AndroidManifest.xml")
    static let app = SampleZip(files: [File(name: "classes.dex"), manifest, File(name: "res/a.xml")])

    /// Where the list of files begins.
    var directoryOffset: Int { local.bytes.count + gap.count }
    /// Where the last record begins; its comment excepted, it is the file's end.
    var endOffset: Int { bytes.count - comment.count - 22 }

    var bytes: [UInt8] {
        let directory = directory
        let start = directoryOffset
        var bytes = local.bytes + gap + directory
        if isZip64 { bytes += end64(directory.count, start, at: bytes.count) }
        bytes += signature(5, 6) + number(0, 2) + number(0, 2)
        bytes += number(isZip64 ? 0xffff : files.count, 2) + number(isZip64 ? 0xffff : files.count, 2)
        bytes += number(isZip64 ? 0xffff_ffff : directory.count, 4) + number(isZip64 ? 0xffff_ffff : start, 4)
        return bytes + number(comment.count, 2) + comment
    }

    private var local: (bytes: [UInt8], places: [Int]) {
        var bytes: [UInt8] = []
        var places: [Int] = []
        for file in files {
            let name = Array((file.localName ?? file.name).utf8)
            places.append(bytes.count)
            bytes += signature(3, 4) + number(20, 2) + [UInt8](repeating: 0, count: 12)
            bytes += number(file.content.count, 4) + number(file.content.count, 4)
            bytes += number(name.count, 2) + number(4, 2) + name + number(0x9999, 2) + number(0, 2) + file.content
        }
        return (bytes, places)
    }

    private var directory: [UInt8] {
        zip(files, local.places).flatMap { file, place -> [UInt8] in
            let size = file.content.count
            let large = number(1, 2) + number(24, 2) + number(size, 8) + number(size, 8) + number(place, 8)
            let extra = file.extra + (file.isZip64 ? large : [])
            let sizeField = number(file.isZip64 ? 0xffff_ffff : size, 4)
            return signature(1, 2) + [UInt8](repeating: 0, count: 16) + sizeField + sizeField
                + number(file.name.utf8.count, 2) + number(extra.count, 2) + number(file.comment.count, 2)
                + [UInt8](repeating: 0, count: 8) + number(file.isZip64 ? 0xffff_ffff : place, 4)
                + Array(file.name.utf8) + extra + file.comment
        }
    }

    private func end64(_ size: Int, _ start: Int, at place: Int) -> [UInt8] {
        signature(6, 6) + number(44, 8) + number(45, 2) + number(45, 2) + number(0, 4) + number(0, 4)
            + number(files.count, 8) + number(files.count, 8) + number(size, 8) + number(start, 8)
            + signature(6, 7) + number(0, 4) + number(place, 8) + number(1, 4)
    }

    private func signature(_ first: UInt8, _ second: UInt8) -> [UInt8] {
        [0x50, 0x4b, first, second]
    }

    private func number(_ value: Int, _ width: Int) -> [UInt8] {
        (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
