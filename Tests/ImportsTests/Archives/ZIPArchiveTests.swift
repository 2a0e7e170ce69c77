import Foundation
import Testing

@testable import Imports

/// Archives as people bring them.
@Suite("Reading archives")
struct ZIPArchiveTests {
    private func contents(_ bytes: [UInt8]) throws -> [String: String] {
        var archive = try ZIPArchive(bytes)
        var contents: [String: String] = [:]
        for entry in archive.entries {
            contents[entry.name] = String(decoding: try archive.contents(of: entry), as: UTF8.self)
        }
        return contents
    }

    @Test func packedAndStoredFilesAreRead() throws {
        var stored = ArchiveBuilder.Member("a/b.csv", "Title\nAlien\n")
        stored.method = 0
        let bytes = try ArchiveBuilder([stored, .init("ü.json", String(repeating: "[] ", count: 9000))]).bytes()
        #expect(
            try contents(bytes) == ["a/b.csv": "Title\nAlien\n", "ü.json": String(repeating: "[] ", count: 9000)])
    }

    @Test func emptyFilesFoldersAndCommentsDoNotDisturb() throws {
        var folder = ArchiveBuilder.Member("lists/", "")
        (folder.method, folder.mode) = (0, 0o40755)
        var builder = ArchiveBuilder([folder, .init("empty.csv", ""), .init("a.csv", "x")])
        builder.comment = Array("made on a rainy day, PK\u{05}\u{06}".utf8)
        #expect(try contents(builder.bytes()) == ["empty.csv": "", "a.csv": "x"])
    }

    @Test func sizesMayFollowTheContent() throws {
        var member = ArchiveBuilder.Member("a.csv", "Title\nAlien")
        member.hasDescriptor = true
        #expect(try contents(ArchiveBuilder([member, .init("b.csv", "y")]).bytes())["a.csv"] == "Title\nAlien")
    }

    @Test func recordsOfLargeArchivesAreReadForSmallOnesToo() throws {
        var member = ArchiveBuilder.Member("a.csv", "Title\nAlien")
        member.isLarge = true
        var builder = ArchiveBuilder([.init("b.csv", "y"), member])
        #expect(try contents(builder.bytes()) == ["a.csv": "Title\nAlien", "b.csv": "y"])
        builder.isLarge = true
        #expect(try contents(builder.bytes()) == ["a.csv": "Title\nAlien", "b.csv": "y"])
    }

    @Test func backslashesSeparateFolders() throws {
        let bytes = try ArchiveBuilder(#"CONTENT_INTERACTION\ViewingActivity.csv"#, "x").bytes()
        let archive = try ZIPArchive(bytes)
        #expect(archive.entries.map(\.name) == ["CONTENT_INTERACTION/ViewingActivity.csv"])
        #expect(archive.entries.map(\.lastComponent) == ["ViewingActivity.csv"])
    }

    /// Written by Python's `zipfile`, the first into a stream, the second with the fields of large files.
    @Test(arguments: [
        """
        UEsDBBQACAAIADR6e10AAAAAAAAAAAAAAAAJAAAAZGlhcnkuY3N2c0ksSdXxS8xN5TIyMDLRNTDUNTDScczJTM3jAgBQSwcIMOT5\
        3x0AAAAbAAAAUEsDBBQACAAIADR6e10AAAAAAAAAAAAAAAANAAAAeC93YXRjaGVkLmNzdnNJLEkFAFBLBwhEmKwKBgAAAAQAAABQ\
        SwECFAMUAAgACAA0entdMOT53x0AAAAbAAAACQAAAAAAAAAAAAAAgAEAAAAAZGlhcnkuY3N2UEsBAhQDFAAIAAgANHp7XUSYrAoG\
        AAAABAAAAA0AAAAAAAAAAAAAAIABVAAAAHgvd2F0Y2hlZC5jc3ZQSwUGAAAAAAIAAgByAAAAlQAAAAAA
        """,
        """
        UEsDBC0AAAAIAAAAIQAw5Pnf//////////8JABQAZGlhcnkuY3N2AQAQABsAAAAAAAAAHQAAAAAAAABzSSxJ1fFLzE3lMjIwMtE1\
        MNQ1MNJxzMlMzeMCAFBLAwQtAAAACAAAACEARJisCv//////////DQAUAHgvd2F0Y2hlZC5jc3YBABAABAAAAAAAAAAGAAAAAAAA\
        AHNJLEkFAFBLAQItAy0AAAAIAAAAIQAw5PnfHQAAABsAAAAJAAAAAAAAAAAAAACAAQAAAABkaWFyeS5jc3ZQSwECLQMtAAAACAAA\
        ACEARJisCgYAAAAEAAAADQAAAAAAAAAAAAAAgAFYAAAAeC93YXRjaGVkLmNzdlBLBQYAAAAAAgACAHIAAACdAAAAAAA=
        """,
    ])
    func archivesOfAnotherArchiverAreRead(_ base64: String) throws {
        let data = try #require(Data(base64Encoded: base64))
        #expect(try contents(Array(data)) == ["diary.csv": "Date,Name\n2024-01-02,Alien\n", "x/watched.csv": "Date"])
    }

    @Test func anEmptyArchiveHasNoEntries() throws {
        let bytes = try ArchiveBuilder([]).bytes()
        #expect(ZIPArchive.begins(bytes))
        #expect(try ZIPArchive(bytes).entries.isEmpty)
    }
}
