import Foundation
import Streaming
import Testing

@Suite("App packages are recognised")
struct APKFileTests {
    /// What is wrong with the bytes; nil for an app package.
    private static func error(_ bytes: [UInt8]) -> APKFileError? {
        do throws(APKFileError) {
            try APKFile.check(sizeBytes: Int64(bytes.count)) { offset, count in
                Array(bytes[Int(offset)..<(Int(offset) + count)])
            }
            return nil
        } catch {
            return error
        }
    }

    /// The sample with other bytes from `offset` on.
    private static func patched(_ zip: SampleZip, at offset: Int, _ patch: [UInt8]) -> [UInt8] {
        var bytes = zip.bytes
        bytes.replaceSubrange(offset..<(offset + patch.count), with: patch)
        return bytes
    }

    @Test("an archive with a manifest is one, wherever the manifest is")
    func apps() {
        let other = SampleZip.File(name: "other")
        for place in 0...3 {
            var files = [SampleZip.File](repeating: other, count: 3)
            files.insert(SampleZip.manifest, at: place)
            #expect(Self.error(SampleZip(files: files).bytes) == nil)
        }
    }

    @Test("an archive may have comments, more fields, and signatures before the list")
    func additions() {
        var zip = SampleZip.app
        zip.comment = Array("PK\u{5}\u{6} looks like an end record but is too short".utf8)
        zip.gap = [UInt8](repeating: 0x50, count: 4096)
        for index in zip.files.indices {
            zip.files[index].comment = Array("a comment".utf8)
            zip.files[index].extra = [0x34, 0x12, 2, 0, 7, 7]
        }
        #expect(Self.error(zip.bytes) == nil)
        zip.comment = [UInt8](repeating: 0x20, count: 0xffff)
        #expect(Self.error(zip.bytes) == nil)
    }

    @Test("a large archive's records are read", arguments: [true, false], [true, false])
    func zip64(_ isZip64: Bool, _ isFileZip64: Bool) {
        var zip = SampleZip.app
        zip.isZip64 = isZip64
        zip.files[1].isZip64 = isFileZip64
        zip.files[1].extra = [0x34, 0x12, 1, 0, 7]
        #expect(Self.error(zip.bytes) == nil)
    }

    @Test("a list that is longer than one piece is walked to its end")
    func longLists() {
        let files = (0..<3000).map { SampleZip.File(name: "res/drawable/picture-\($0).png", content: []) }
        #expect(Self.error(SampleZip(files: files + [SampleZip.manifest]).bytes) == nil)
        #expect(Self.error(SampleZip(files: files).bytes) == .manifestMissing)
    }

    @Test(
        "without a manifest at the top it is none",
        arguments: [
            [], ["androidmanifest.xml"], ["app/AndroidManifest.xml"], ["AndroidManifest.xm", "AndroidManifest.xml2"],
            ["AndroidManifest.xmk"],
        ])
    func manifestMissing(_ names: [String]) {
        #expect(Self.error(SampleZip(files: names.map { SampleZip.File(name: $0) }).bytes) == .manifestMissing)
    }

    @Test("two manifests are one too many")
    func twoManifests() {
        #expect(Self.error(SampleZip(files: [SampleZip.manifest, SampleZip.manifest]).bytes) == .damaged)
    }

    @Test("other files are none", arguments: [0, 1, 21, 22, 23, 70_000])
    func otherFiles(_ count: Int) {
        #expect(Self.error([UInt8](repeating: 0x50, count: count)) == .notAZip)
        #expect(Self.error(Array("<html>".utf8) + [UInt8](repeating: 0, count: count)) == .notAZip)
    }

    @Test("a file that was cut off, or goes on, is none")
    func wrongLength() {
        let bytes = SampleZip.app.bytes
        for end in bytes.indices {
            #expect(Self.error(Array(bytes[..<end])) == .notAZip)
        }
        #expect(Self.error(bytes + [0]) == .notAZip)
        #expect(Self.error([0] + bytes) == .damaged)
    }

    @Test("an end record that cannot be true is damage")
    func damagedEnds() {
        let zip = SampleZip.app
        let end = zip.endOffset
        let patches: [(offset: Int, bytes: [UInt8])] = [
            (4, [1, 0]), (6, [1, 0]), (8, [2, 0]), (8, [4, 0, 4, 0]), (8, [0xff, 0xff, 0xff, 0xff]),
            (12, [0xff, 0xff, 0xff, 0xff]), (12, [0, 0, 0, 0]), (16, [0xff, 0xff, 0xff, 0x7f]), (16, [0, 0, 0, 0]),
        ]
        for patch in patches {
            #expect(Self.error(Self.patched(zip, at: end + patch.offset, patch.bytes)) == .damaged)
        }
    }

    @Test("an end record of a large archive that cannot be true is damage")
    func damagedLargeEnds() {
        var zip = SampleZip.app
        zip.isZip64 = true
        let locator = zip.endOffset - 20
        let record = locator - 56
        let huge = [UInt8](repeating: 0xff, count: 8)
        let nearlyHuge = [UInt8](repeating: 0xff, count: 7) + [0x7f]
        let patches: [(offset: Int, bytes: [UInt8])] = [
            (locator, [0]), (locator + 8, huge), (locator + 8, nearlyHuge), (locator + 8, [0, 0]), (record, [0]),
            (record + 16, [1]), (record + 20, [1]), (record + 24, [9]), (record + 24, huge + huge),
            (record + 24, nearlyHuge + nearlyHuge), (record + 40, huge), (record + 40, nearlyHuge), (record + 48, huge),
            (record + 48, nearlyHuge),
        ]
        for patch in patches {
            #expect(Self.error(Self.patched(zip, at: patch.offset, patch.bytes)) == .damaged)
        }
    }

    @Test("an entry that cannot be true is damage")
    func damagedEntries() {
        let zip = SampleZip(files: [SampleZip.manifest, SampleZip.File(name: "z")])
        let entry = zip.directoryOffset
        let patches: [(offset: Int, bytes: [UInt8])] = [
            (0, [0]), (20, [0xff, 0xff]), (20, [0xff, 0xff, 0xff, 0xff]), (28, [0xff, 0xff]), (30, [0xff, 0xff]),
            (32, [1, 0]), (42, [1]), (42, [0xff, 0xff, 0xff, 0x7f]), (42, [0xff, 0xff, 0xff, 0xff]),
        ]
        for patch in patches {
            #expect(Self.error(Self.patched(zip, at: entry + patch.offset, patch.bytes)) == .damaged)
        }
    }

    @Test("the manifest's own header must be there, with the same name")
    func damagedHeaders() {
        var zip = SampleZip.app
        zip.files[1].localName = "AndroidManifest.xmm"
        #expect(Self.error(zip.bytes) == .damaged)
        zip.files[1].localName = "AndroidManifest"
        #expect(Self.error(zip.bytes) == .damaged)
        let first = SampleZip(files: [SampleZip.manifest])
        #expect(Self.error(Self.patched(first, at: 2, [1, 2])) == .damaged)
        #expect(Self.error(Self.patched(first, at: 28, [0xff, 0xff])) == .damaged)
    }

    @Test("a list beyond all measure is not read")
    func hugeDirectory() {
        var zip = SampleZip.app
        zip.isZip64 = true
        // The list would take the first 65 MiB of a file of which only the end is ever asked for.
        let size = Int64(65 << 20)
        var tail = Array(zip.bytes[(zip.endOffset - 76)...])
        for index in 0..<8 {
            tail[40 + index] = UInt8(truncatingIfNeeded: size >> (8 * Int64(index)))
            tail[48 + index] = 0
            tail[76 - 12 + index] = UInt8(truncatingIfNeeded: size >> (8 * Int64(index)))
        }
        let end = tail
        #expect(throws: APKFileError.directoryTooLarge) {
            try APKFile.check(sizeBytes: size + Int64(end.count)) { offset, count in
                (offset..<(offset + Int64(count))).map { $0 < size ? 0 : end[Int($0 - size)] }
            }
        }
    }

    @Test("a file that cannot be read is told apart")
    func unreadable() {
        struct Failure: Error {}
        let bytes = SampleZip.app.bytes
        #expect(throws: APKFileError.unreadable) {
            try APKFile.check(sizeBytes: Int64(bytes.count)) { _, _ in throw Failure() }
        }
        #expect(throws: APKFileError.unreadable) {
            try APKFile.check(sizeBytes: Int64(bytes.count)) { _, count in [UInt8](repeating: 0, count: count - 1) }
        }
        #expect(throws: APKFileError.notAZip) { try APKFile.check(sizeBytes: -1) { _, _ in [] } }
        #expect(throws: APKFileError.unreadable) { try APKFile.check(path: "/nowhere/app.apk") }
        #expect(throws: APKFileError.unreadable) { try APKFile.check(path: "/") }
        #expect(throws: APKFileError.unreadable) { try APKFile.check(path: "/dev/zero") }
    }

    @Test("a file on disk is checked by its path")
    func files() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "kinothek-\(UUID().uuidString).apk")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(SampleZip.app.bytes).write(to: file)
        try APKFile.check(path: file.path)
        try Data("text".utf8).write(to: file)
        #expect(throws: APKFileError.notAZip) { try APKFile.check(path: file.path) }
    }

    @Test("whatever the bytes are, there is an answer", arguments: [1, 2, 3, 4] as [UInt64])
    func damagedBytes(_ seed: UInt64) {
        var generator = SeededNumbers(state: seed)
        var zip = SampleZip.app
        zip.isZip64 = seed.isMultiple(of: 2)
        zip.files[1].isZip64 = seed > 2
        let bytes = zip.bytes
        var errors: Set<APKFileError> = []
        for _ in 0..<4000 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                let place = Int.random(in: 0..<damaged.count, using: &generator)
                damaged[place] =
                    [0, 0xff, 0x7f, 0x80, UInt8.random(in: 0...255, using: &generator)]
                    .randomElement(using: &generator) ?? 0
            }
            if let error = Self.error(damaged) { errors.insert(error) }
        }
        #expect(errors.isSuperset(of: [.damaged, .notAZip, .manifestMissing]))
        #expect(!errors.contains(.unreadable), "nothing beyond the end is asked for")
    }

    @Test("random bytes that end like an archive give an answer, too")
    func randomBytes() {
        var generator = SeededNumbers(state: 99)
        for _ in 0..<4000 {
            let count = Int.random(in: 0...300, using: &generator)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let end = (0..<16).map { _ in UInt8.random(in: 0...1, using: &generator) &* 3 }
            #expect(Self.error(bytes + [0x50, 0x4b, 5, 6] + end + [0, 0]) != nil)
        }
    }
}
