import Basics
import Domain
import Foundation
import Host
import Testing

@testable import Streaming

@Suite("Playing in pieces: films behind links")
struct LinkedFilmTests {
    @Test("a film is read where links may lead, by where its link leads at that moment")
    func links() async throws {
        let base = FileManager.default.temporaryDirectory.path + "/kinothek-links-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: base) }
        for folder in ["films", "shared", "elsewhere"] {
            try FileManager.default.createDirectory(atPath: base + "/" + folder, withIntermediateDirectories: true)
            try Data("film".utf8).write(to: URL(fileURLWithPath: base + "/" + folder + "/film.mkv"))
        }
        let link = base + "/films/link.mkv"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: base + "/shared/film.mkv")
        let (order, threads) = (Self.order(base + "/films", "link.mkv"), HostThreads(count: 1))
        let shared = try RealPath(of: HostPath(base + "/shared")).path
        let programs = FFmpegPrograms(ffmpeg: "/bin/true", links: .under([shared]), threads: threads)

        let program = try await programs.start(order) { _ in }
        #expect(await program.end() == nil)
        await #expect(throws: FileError.outside) {
            _ = try await FFmpegPrograms(ffmpeg: "/bin/true", threads: threads).start(order) { _ in }
        }
        try FileManager.default.removeItem(atPath: link)
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: base + "/elsewhere/film.mkv")
        await #expect(throws: FileError.outside) { _ = try await programs.start(order) { _ in } }
    }

    private static func order(_ root: String, _ path: String) -> HLSOrder {
        let file = MediaFile(
            id: MediaFileID(1), root: root, path: FilePath(path),
            facts: FileFacts(sizeBytes: 4, modifiedNanoseconds: 1, device: 1, inode: 1), missingSince: nil,
            addedAt: Instant(milliseconds: 0), probeState: .done, probe: MediaProbe())
        let recipe = HLSRecipe(picture: .converted, sound: .none)
        return HLSOrder(HLSJob(title: TitleID(7), file: file, recipe: recipe), from: 0)
    }
}
