import Basics
import Foundation
import Testing

@testable import Imports

@Suite("Writing archives")
struct ZIPWriterTests {
    private let moment = Instant(milliseconds: 1_700_000_000_000)

    @Test func whatIsWrittenIsReadAgain() throws {
        let writer = try ZIPWriter(at: moment)
        let large = (0..<500_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }
        try writer.add(name: "ratings.csv", bytes: Array("Title\nAlien\n".utf8))
        try writer.add(name: "leer.csv", bytes: [])
        try writer.add(name: "ordner/größe.json", bytes: large)
        var archive = try ZIPArchive(try writer.finish())
        #expect(archive.entries.map(\.name) == ["ratings.csv", "leer.csv", "ordner/größe.json"])
        let contents = try archive.entries.map { try archive.contents(of: $0) }
        #expect(contents == [Array("Title\nAlien\n".utf8), [], large])
    }

    @Test func piecesMakeTheSameArchive() throws {
        let whole = try ZIPWriter(at: moment)
        let text = Array(String(repeating: "2024-01-02,Alien,1979\n", count: 20_000).utf8)
        try whole.add(name: "a.csv", bytes: text)
        try whole.add(name: "b.csv", bytes: Array("x".utf8))
        let expected = try whole.finish()

        let writer = try ZIPWriter(at: moment)
        var pieces: [[UInt8]] = []
        try writer.begin("a.csv")
        for start in stride(from: 0, to: text.count, by: 7000) {
            try writer.write(Array(text[start..<min(start + 7000, text.count)]))
            pieces.append(writer.drain())
        }
        // Beginning the next file ends the one before.
        try writer.begin("b.csv")
        try writer.write(Array("x".utf8))
        pieces.append(try writer.finish())
        var archive = try ZIPArchive(pieces.flatMap(\.self))
        #expect(try archive.contents(of: archive.entries[0]) == text)
        #expect(try archive.entries.map(\.size) == ZIPArchive(expected).entries.map(\.size))
        #expect(pieces.map(\.count).max() ?? 0 < text.count / 10)
    }

    @Test func whatWasHandedOutIsNotHandedOutAgain() throws {
        let writer = try ZIPWriter(at: moment)
        try writer.add(name: "a.csv", bytes: [1, 2, 3])
        #expect(!writer.drain().isEmpty)
        #expect(writer.drain().isEmpty)
    }

    /// The packed form is that of the formats' documents, so another reader's verdict counts.
    @Test func anotherArchiverReadsIt() throws {
        let writer = try ZIPWriter(at: moment)
        try writer.add(name: "größe.csv", bytes: Array("Title\nAlien\n".utf8))
        try writer.add(name: "b.csv", bytes: Array(repeating: 65, count: 300_000))
        let file = FileManager.default.temporaryDirectory.appending(path: "writer-\(UUID().uuidString).zip")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(try writer.finish()).write(to: file)
        let script = """
            import sys, zipfile
            with zipfile.ZipFile(sys.argv[1]) as archive:
                assert archive.testzip() is None
                for info in archive.infolist():
                    print(info.filename.encode('utf-8').hex(), info.file_size, *info.date_time)
            """
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script, file.path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
        #expect(
            lines == [
                "\(Self.hex("größe.csv")) 12 2023 11 14 22 13 20", "\(Self.hex("b.csv")) 300000 2023 11 14 22 13 20",
            ])
    }

    private static func hex(_ text: String) -> String {
        text.utf8.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
