import Connectors
import Domain
import Foundation
import NIOPosix
import Synchronization
import Testing

@Suite("Pictures that are kept")
struct CachedPicturesTests {
    private static let jpeg: [UInt8] = [0xff, 0xd8, 0xff, 0xe0] + [UInt8](repeating: 7, count: 996)

    /// Hands out pictures, and counts.
    private final class Source: PictureSource {
        private let state = Mutex((asked: [String](), isDown: false))

        var asked: [String] { state.withLock { $0.asked } }

        func goDown() { state.withLock { $0.isDown = true } }

        func picture(_ path: String, _ size: PictureSize) async throws -> Picture {
            let isDown = state.withLock { state in
                state.asked.append(size.rawValue + path)
                return state.isDown
            }
            if isDown { throw PictureError.unavailable }
            if path.hasPrefix("/none") { throw PictureError.notFound }
            return Picture(bytes: CachedPicturesTests.jpeg, contentType: "image/jpeg")
        }
    }

    private static func with(
        bytesMax: Int = 1 << 20, _ test: (Source, CachedPictures, String) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "kinothek-pictures-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let source = Source()
        let cached = CachedPictures(
            source: source, folder: folder.path, threads: .singleton, bytesMax: bytesMax)
        try await test(source, cached, folder.path)
    }

    @Test("a picture is fetched once and then there, whatever becomes of its server")
    func kept() async throws {
        try await Self.with { source, cached, folder in
            let first = try await cached.picture("/a.jpg", .w342)
            source.goDown()
            #expect(try await cached.picture("/a.jpg", .w342) == first)
            #expect(first.bytes == Self.jpeg && first.contentType == "image/jpeg")
            #expect(source.asked == ["w342/a.jpg"])
            await #expect(throws: PictureError.unavailable) { try await cached.picture("/a.jpg", .w500) }
            let mode = try FileManager.default.attributesOfItem(atPath: folder)[.posixPermissions] as? Int
            #expect(mode == 0o700)
        }
    }

    @Test("what is not there is asked for again, for it may come")
    func missing() async throws {
        try await Self.with { source, cached, _ in
            for _ in 1...2 {
                await #expect(throws: PictureError.notFound) { try await cached.picture("/none.jpg", .w342) }
            }
            #expect(source.asked.count == 2)
        }
    }

    @Test("after 150 days a picture is fetched anew")
    func old() async throws {
        try await Self.with { source, cached, folder in
            _ = try await cached.picture("/a.jpg", .w342)
            let path = folder + "/w342-a.jpg"
            for (days, count) in [(149.0, 1), (151, 2)] {
                let written = Date(timeIntervalSinceNow: -days * 86_400)
                try FileManager.default.setAttributes([.modificationDate: written], ofItemAtPath: path)
                _ = try await cached.picture("/a.jpg", .w342)
                #expect(source.asked.count == count)
            }
        }
    }

    @Test("a damaged file is fetched anew")
    func damaged() async throws {
        try await Self.with { source, cached, folder in
            _ = try await cached.picture("/a.jpg", .w342)
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            try Data("half".utf8).write(to: URL(fileURLWithPath: folder + "/" + (names.first ?? "")))
            #expect(try await cached.picture("/a.jpg", .w342).bytes == Self.jpeg)
            #expect(source.asked.count == 2)
        }
    }

    @Test(
        "a path leads nowhere else, and nobody is asked for it",
        arguments: ["a.jpg", "/", "/../a.jpg", "/.a.jpg", "/a/b.jpg", "/a b.jpg", "/ä.jpg", "/a.jpg?x"])
    func oddPaths(_ path: String) async throws {
        try await Self.with { source, cached, _ in
            await #expect(throws: PictureError.invalidPath) { try await cached.picture(path, .w342) }
            #expect(source.asked.isEmpty)
        }
    }

    @Test("the folder does not grow for ever")
    func bounded() async throws {
        try await Self.with(bytesMax: 20_000) { _, cached, folder in
            let count = ConnectorsLimits.pictureWritesPerSweep + 1
            for number in 1...count { _ = try await cached.picture("/\(number).jpg", .w342) }
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(names.count <= 20 && names.contains("w342-\(count).jpg"))
        }
    }
}
