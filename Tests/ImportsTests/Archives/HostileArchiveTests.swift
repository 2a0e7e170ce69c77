import Testing

@testable import Imports

/// Archives that are made to do harm, or came to harm themselves.
@Suite("Hostile archives")
struct HostileArchiveTests {
    /// What stands in the way of reading all that is in an archive.
    private func failure(_ bytes: [UInt8]) -> ArchiveError? {
        do throws(ArchiveError) {
            var archive = try ZIPArchive(bytes)
            for entry in archive.entries { _ = try archive.contents(of: entry) }
            return nil
        } catch {
            return error
        }
    }

    private func failure(_ name: String = "a.csv", change: (inout ArchiveBuilder.Member) -> Void) throws
        -> ArchiveError?
    {
        var member = ArchiveBuilder.Member(name, "Title\nAlien\n")
        change(&member)
        return failure(try ArchiveBuilder([.init("first.csv", "x"), member]).bytes())
    }

    @Test(arguments: [
        "../evil.csv", "a/../../evil.csv", "/etc/passwd", #"..\evil.csv"#, #"C:\evil.csv"#, "c:evil.csv", "a/..", "",
        #"\\host\share"#,
    ])
    func namesThatLeadOutsideAreRefused(_ name: String) throws {
        #expect(try failure(name) { _ in } == .unsafeName)
    }

    @Test(arguments: ["a..csv", "..a/b.csv", "...", "a/.hidden"])
    func dotsInsideOfNamesAreHarmless(_ name: String) throws {
        #expect(try failure(name) { _ in } == nil)
    }

    @Test func namesWithoutEndAreRefused() throws {
        #expect(try failure("a\0.csv") { _ in } == .unsafeName)
        let long = String(repeating: "a", count: ImportsLimits.archiveNameBytesMax + 1)
        #expect(try failure(long) { _ in } == .unsafeName)
    }

    @Test(arguments: [0o120777, 0o060644, 0o020644, 0o010644, 0o140644])
    func linksAndDevicesAreRefused(_ mode: Int) throws {
        #expect(try failure { $0.mode = mode } == .link)
        #expect(try failure { ($0.mode, $0.maker) = (mode, 19) } == .link)
        // Where the upper half of the attributes means something else, or nothing.
        #expect(try failure { ($0.mode, $0.maker) = (mode, 0) } == nil)
    }

    @Test func encryptedFilesAreRefused() throws {
        #expect(try failure { $0.flags = 1 } == .encrypted)
        #expect(try failure { $0.flags = 1 << 6 } == .encrypted)
        #expect(try failure { $0.flags = 1 << 13 } == .encrypted)
        #expect(try failure { $0.method = 99 } == .encrypted)
    }

    @Test(arguments: [1, 9, 12, 14, 93])
    func otherWaysOfPackingAreRefused(_ method: Int) throws {
        #expect(try failure { $0.method = method } == .unsupported)
    }

    @Test func contentThatIsNotWhatItSaysIsRefused() throws {
        #expect(try failure { $0.checksum = 1 } == .damaged)
        #expect(try failure { $0.size = 11 } == .damaged)
        #expect(try failure { $0.size = 13 } == .damaged)
        #expect(try failure { ($0.method, $0.size) = (0, 13) } == .damaged)
        #expect(try failure { $0.packed = Array(repeating: 0xFF, count: 20) } == .damaged)
        #expect(try failure { $0.packedSize = 3 } == .damaged)
        #expect(try failure { $0.packedSize = 1 << 20 } == .damaged)
    }

    @Test func bytesBehindThePackedContentAreRefused() throws {
        var packed: [UInt8] = []
        try Deflate().pack(Array("Title\nAlien\n".utf8), isLast: true, into: &packed)
        #expect(try failure { $0.packed = packed + [0, 0, 0] } == .damaged)
    }

    @Test func overlappingEntriesAreRefused() throws {
        #expect(try failure { $0.offset = 0 } == .damaged)
        #expect(try failure { $0.offset = 5 } == .damaged)
        #expect(try failure { $0.offset = 1 << 30 } == .damaged)
    }

    @Test func numbersThatOverflowAreRefused() throws {
        #expect(try failure { ($0.isLarge, $0.offset) = (true, Int.max) } == .damaged)
        #expect(try failure { ($0.isLarge, $0.size) = (true, Int.max) } == .tooLarge)
        #expect(try failure { ($0.isLarge, $0.packedSize) = (true, Int.max) } == .damaged)
        #expect(try failure { ($0.isLarge, $0.size) = (true, -1) } == .damaged)
    }

    @Test func contentOutOfProportionIsRefused() throws {
        let zeros = String(repeating: "0", count: 8 << 20)
        #expect(failure(try ArchiveBuilder("ratings.csv", zeros).bytes()) == .tooLarge)
    }

    @Test func allFilesTogetherMustNotUnpackToTooMuch() throws {
        // Stored files are in proportion whatever they hold.
        let size = ImportsLimits.unpackedBytesMax / 4 + 1
        var member = ArchiveBuilder.Member("1.csv", "")
        member.content = [UInt8](repeating: 65, count: size)
        member.method = 0
        let members = (1...4).map { number in
            var member = member
            member.name = Array("\(number).csv".utf8)
            return member
        }
        #expect(failure(try ArchiveBuilder(Array(members.prefix(3))).bytes()) == nil)
        #expect(failure(try ArchiveBuilder(members).bytes()) == .tooLarge)
    }

    @Test func tooManyEntriesAreRefused() throws {
        let members = (0...ImportsLimits.archiveEntriesMax).map { number in
            var member = ArchiveBuilder.Member("\(number)", "")
            member.method = 0
            return member
        }
        #expect(failure(try ArchiveBuilder(members).bytes()) == .tooManyEntries)
        #expect(failure(try ArchiveBuilder(Array(members.dropLast())).bytes()) == nil)
    }

    @Test func aCountThatIsNotTrueIsRefused() throws {
        var builder = ArchiveBuilder([.init("a.csv", "x"), .init("b.csv", "y")])
        builder.entryCount = 1
        #expect(failure(try builder.bytes()) == .damaged)
        builder.entryCount = 3
        #expect(failure(try builder.bytes()) == .damaged)
    }

    @Test func whatIsCutOffAnywhereIsRefused() throws {
        let bytes = try ArchiveBuilder([.init("a.csv", "Title\nAlien\n"), .init("b.csv", "y")]).bytes()
        for length in 0..<bytes.count {
            #expect(failure(Array(bytes.prefix(length))) != nil, "\(length) bytes")
        }
    }

    /// Nothing but errors may come of it: no crash, and nothing that is not what was packed.
    @Test func damageToAnyByteIsEitherNoticedOrHarmless() throws {
        var builder = ArchiveBuilder([.init("a.csv", "Title\nAlien\n"), .init("b.csv", "y")])
        builder.isLarge = true
        let bytes = try builder.bytes()
        for place in bytes.indices {
            for value in [bytes[place] ^ 1, bytes[place] ^ 0x80, 0xFF, 0] {
                var damaged = bytes
                damaged[place] = value
                guard var archive = try? ZIPArchive(damaged) else { continue }
                for entry in archive.entries {
                    guard let content = try? archive.contents(of: entry) else { continue }
                    #expect(["Title\nAlien\n", "y"].contains(String(decoding: content, as: UTF8.self)))
                }
            }
        }
    }

    @Test func whatIsNoArchiveIsSaidToBeNone() {
        #expect(failure([]) == .notAnArchive)
        #expect(failure(Array("Title,Date\n".utf8)) == .notAnArchive)
        #expect(failure([0x50, 0x4B, 3, 4]) == .notAnArchive)
    }
}
