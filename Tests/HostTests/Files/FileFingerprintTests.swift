import Glibc
import Host
import Testing

@Suite("Fingerprints of files")
struct FileFingerprintTests {
    private let temporary: TemporaryFolder

    init() throws {
        temporary = try TemporaryFolder()
    }

    private static let edge = HostLimits.fingerprintEdgeBytes

    private func fingerprint(_ contents: [UInt8], named name: HostPath = "file") throws -> FileFingerprint {
        try FileFingerprint(of: temporary.file(name, contents))
    }

    @Test func stateAndDigestAreOfTheFile() throws {
        try temporary.file("film.mkv", Array("film".utf8))
        try temporary.touch("film.mkv", seconds: 1_000_000_000, nanoseconds: 123_456_789)
        let found = try FileFingerprint(of: temporary["film.mkv"])
        #expect(found.identity.sizeBytes == 4)
        #expect(found.identity.modifiedNanoseconds == 1_000_000_000_123_456_789)
        #expect(found.identity.modifiedMilliseconds == 1_000_000_000_123)
        var expected = Digest128()
        expected.add(UInt64(4))
        expected.add("film".utf8)
        #expect(found.digest == expected)
    }

    @Test func aMovedFileKeepsItsDigestAndItsState() throws {
        let before = try fingerprint([1, 2, 3], named: "old/name.mkv")
        try temporary.folder("new")
        try temporary.move("old/name.mkv", to: "new/other.mkv")
        #expect(try FileFingerprint(of: temporary["new/other.mkv"]) == before)
    }

    @Test(arguments: [0, 1, 2 * edge - 1, 2 * edge])
    func everyByteOfAShortFileCounts(count: Int) throws {
        var contents = [UInt8](repeating: 7, count: count)
        let before = try fingerprint(contents).digest
        #expect(try fingerprint(contents, named: "copy").digest == before)
        for place in Set([0, count / 2, count - 1]) where contents.indices.contains(place) {
            contents[place] = 8
            #expect(try fingerprint(contents).digest != before)
            contents[place] = 7
        }
        #expect(try fingerprint(contents + [7]).digest != before)
    }

    @Test func ofALongFileTheTwoEndsAndTheLengthCount() throws {
        var contents = [UInt8](repeating: 7, count: 2 * Self.edge + 1)
        let before = try fingerprint(contents).digest
        for place in [0, Self.edge - 1, Self.edge + 1, 2 * Self.edge] {
            contents[place] = 8
            #expect(try fingerprint(contents).digest != before, "byte \(place)")
            contents[place] = 7
        }
        contents[Self.edge] = 8
        #expect(try fingerprint(contents).digest == before, "the one byte in the middle")
    }

    @Test func anythingButAFileIsRefused() throws {
        try temporary.pipe("pipe")
        #expect(throws: FileError.wrongKind) { try FileFingerprint(of: temporary["pipe"]) }
        #expect(throws: FileError.wrongKind) { try FileFingerprint(of: temporary.path) }
        #expect(throws: FileError.missing) { try FileFingerprint(of: temporary["none"]) }
        #expect(throws: FileError.malformed) { try FileFingerprint(of: "/a\0b") }
    }

    @Test func aLinkLeadsToItsFile() throws {
        let file = try fingerprint([5], named: "real")
        try temporary.link("link", to: "real")
        #expect(try FileFingerprint(of: temporary["link"]) == file)
    }

    @Test(arguments: [(0, 0), (1, 0), (999_999, 0), (1_000_000, 1), (-1, -1), (-1_000_000, -1), (-1_000_001, -2)])
    func millisecondsAreRoundedDown(nanoseconds: Int64, milliseconds: Int64) {
        let identity = FileIdentity(device: 1, inode: 2, sizeBytes: 3, modifiedNanoseconds: nanoseconds)
        #expect(identity.modifiedMilliseconds == milliseconds)
    }

    @Test func theEntityTagChangesWithEachPartAndHidesThem() {
        let identity = FileIdentity(device: 1, inode: 2, sizeBytes: 3, modifiedNanoseconds: 4)
        let others = [
            FileIdentity(device: 2, inode: 1, sizeBytes: 3, modifiedNanoseconds: 4),
            FileIdentity(device: 1, inode: 9, sizeBytes: 3, modifiedNanoseconds: 4),
            FileIdentity(device: 1, inode: 2, sizeBytes: 9, modifiedNanoseconds: 4),
            FileIdentity(device: 1, inode: 2, sizeBytes: 3, modifiedNanoseconds: 9),
        ]
        let tags = Set(([identity] + others).map(\.entityTag))
        #expect(tags.count == 5)
        #expect(tags.allSatisfy { $0.utf8.count == 32 && !$0.contains("\"") })
    }
}
