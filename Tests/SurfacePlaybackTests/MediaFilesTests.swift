import Basics
import Domain
import Foundation
import Host
import NIOPosix
import Testing

@testable import SurfacePlayback

@Suite("Opening films for a stream")
struct MediaFilesTests {
    @Test("a link is followed where the setting allows it, by where it leads at that moment")
    func links() async throws {
        let base = FileManager.default.temporaryDirectory.path + "/kinothek-open-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: base) }
        for folder in ["films", "shared", "elsewhere"] {
            try FileManager.default.createDirectory(atPath: base + "/" + folder, withIntermediateDirectories: true)
            try Data("film".utf8).write(to: URL(fileURLWithPath: base + "/" + folder + "/film.mkv"))
        }
        let link = base + "/films/link.mkv"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: base + "/shared/film.mkv")
        let shared = try RealPath(of: HostPath(base + "/shared")).path
        let (strict, files) = (MediaFiles(pool: .singleton), MediaFiles(pool: .singleton, links: .under([shared])))
        let linked = Self.file("link.mkv", in: base + "/films")

        _ = try await strict.open(Self.file("film.mkv", in: base + "/films"))
        _ = try await files.open(linked)
        await #expect(throws: MediaFileGone.self) { _ = try await strict.open(linked) }
        try FileManager.default.removeItem(atPath: link)
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: base + "/elsewhere/film.mkv")
        await #expect(throws: MediaFileGone.self) { _ = try await files.open(linked) }
    }

    private static func file(_ path: String, in root: String) -> MediaFile {
        MediaFile(
            id: MediaFileID(1), root: root, path: FilePath(path),
            facts: FileFacts(sizeBytes: 4, modifiedNanoseconds: 1, device: 1, inode: 1), missingSince: nil,
            addedAt: Instant(milliseconds: 0), probeState: .done, probe: MediaProbe())
    }
}
