import Basics
import Domain
import Foundation
import NIOPosix
import Streaming
import TestKit
import Testing

@Suite("Whether files are there")
struct FilePresenceTests {
    private let clock = TestWorld()
    private let presence: FilePresence

    init() {
        presence = FilePresence(threads: .singleton, world: clock.world)
    }

    /// Runs a test in a folder of its own, in which `names` are files of three bytes with the ids 1, 2 and so on.
    private func with(
        _ names: [String], _ body: (String, [MediaFile]) async throws -> Void
    ) async throws {
        let root = FileManager.default.temporaryDirectory.path + "/presence-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: root) }
        for name in names { try Data([1, 2, 3]).write(to: URL(fileURLWithPath: root + "/" + name)) }
        let files = names.enumerated().map { MediaFile.at(root, Array($0.element.utf8), id: Int32($0.offset + 1)) }
        try await body(root, files)
    }

    @Test("those that are there are told")
    func present() async throws {
        try await with(["a.mkv", "ü 🎬'\".mkv"]) { root, files async throws in
            let gone = MediaFile.at(root, Array("gone.mkv".utf8), id: 9)
            #expect(try await presence.present(files + [gone]) == Set(files.map(\.id)))
            #expect(try await presence.present([]).isEmpty)
            #expect(try await presence.isPresent(files[0]))
            #expect(try await !presence.isPresent(gone))
        }
    }

    @Test("a clip of an archive counts as there, because only the archive knows")
    func clip() async throws {
        #expect(try await presence.isPresent(MediaFile.at(MediaFile.archiveRoot, Array("31".utf8), id: 1)))
    }

    @Test("an answer is remembered for five seconds")
    func remembered() async throws {
        try await with(["a.mkv"]) { root, files async throws in
            let late = MediaFile.at(root, Array("late.mkv".utf8), id: 9)
            #expect(try await presence.present(files + [late]) == [files[0].id])
            try FileManager.default.removeItem(atPath: root + "/a.mkv")
            try Data([1]).write(to: URL(fileURLWithPath: root + "/late.mkv"))
            clock.advance(seconds: StreamingLimits.presenceSeconds - 0.001)
            #expect(try await presence.present(files + [late]) == [files[0].id])
            clock.advance(seconds: 0.001)
            #expect(try await presence.present(files + [late]) == [late.id])
        }
    }

    @Test("whoever is about to play looks again, and the others learn of it")
    func looksAgain() async throws {
        try await with(["a.mkv"]) { root, files async throws in
            #expect(try await presence.present(files).count == 1)
            try FileManager.default.removeItem(atPath: root + "/a.mkv")
            #expect(try await !presence.isPresent(files[0]))
            #expect(try await presence.present(files).isEmpty)
            try Data([1]).write(to: URL(fileURLWithPath: root + "/a.mkv"))
            #expect(try await presence.isPresent(files[0]))
            #expect(try await presence.present(files).count == 1)
        }
    }

    @Test("empty files, folders and links to nothing are not there; links to files are")
    func kinds() async throws {
        try await with(["a.mkv"]) { root, files async throws in
            try Data().write(to: URL(fileURLWithPath: root + "/empty.mkv"))
            try FileManager.default.createDirectory(atPath: root + "/folder.mkv", withIntermediateDirectories: false)
            try FileManager.default.createSymbolicLink(atPath: root + "/link.mkv", withDestinationPath: "a.mkv")
            try FileManager.default.createSymbolicLink(atPath: root + "/broken.mkv", withDestinationPath: "gone.mkv")
            let names = ["empty.mkv", "folder.mkv", "link.mkv", "broken.mkv", "a.mkv/b.mkv"]
            let others = names.enumerated().map {
                MediaFile.at(root, Array($0.element.utf8), id: Int32($0.offset + 10))
            }
            #expect(try await presence.present(others) == [MediaFileID(12)])
            #expect(try await presence.present(files) == [files[0].id])
        }
    }

    @Test("names are bytes, whatever they spell")
    func bytes() async throws {
        try await with([]) { root, _ async throws in
            let name: [UInt8] = [0x66, 0xff, 0xfe, 0x2e, 0x6d, 0x6b, 0x76]
            let path = (Array((root + "/").utf8) + name + [0]).map { CChar(bitPattern: $0) }
            let descriptor = try #require(fopen(path, "w"))
            fputs("x", descriptor)
            fclose(descriptor)
            #expect(try await presence.isPresent(MediaFile.at(root, name, id: 1)))
        }
    }

    @Test("many questions at once have one answer each")
    func atOnce() async throws {
        let names = (0..<50).map { "f\($0).mkv" }
        try await with(names) { _, files async throws in
            let presence = presence
            let counts = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<20 { group.addTask { try await presence.present(files).count } }
                return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
            }
            #expect(counts == [50])
        }
    }
}

extension MediaFile {
    /// A file below `root` of which nothing but its place is known.
    fileprivate static func at(_ root: String, _ path: [UInt8], id: Int32) -> MediaFile {
        MediaFile(
            id: MediaFileID(id), root: root, path: FilePath(raw: path, text: String(decoding: path, as: UTF8.self)),
            facts: FileFacts(sizeBytes: 1, modifiedNanoseconds: 1, device: 1, inode: 1), missingSince: nil,
            addedAt: Instant(milliseconds: 0), probeState: .done, probe: MediaProbe())
    }
}
