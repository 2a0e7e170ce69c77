import Connectors
import Domain
import TestKit
import Testing

@Suite("Pictures from TMDB")
struct TMDBPictureTests {
    private static let jpeg: [(String, String)] = [("content-type", "image/jpeg")]

    @Test("A picture comes as it is, with its type")
    func picture() async throws {
        try await TMDBBench.with { bench async throws in
            await bench.fake.setPicture("w342/poster-A_1.jpg", Reply(200, [0xff, 0xd8, 0xff], Self.jpeg))
            let picture = try await bench.pictures.picture("/poster-A_1.jpg", .w342)
            #expect(picture == Picture(bytes: [0xff, 0xd8, 0xff], contentType: "image/jpeg"))
        }
    }

    @Test(
        "Only plain file names are asked for",
        arguments: [
            "", "/", "x.jpg", "/../x.jpg", "/a/b.jpg", "/..", "/.hidden", "//evil.example/x.jpg", "/x.jpg?y=1",
            "/x%2f.jpg", "/x.jpg#a", "/ä.jpg", "/" + String(repeating: "a", count: 200),
        ])
    func paths(_ path: String) async throws {
        try await TMDBBench.with { bench async throws in
            await #expect(throws: PictureError.invalidPath) { _ = try await bench.pictures.picture(path, .w92) }
        }
    }

    @Test(
        "What browsers could run and what is no picture is refused",
        arguments: [
            Reply(200, "<svg onload='x'/>", [("content-type", "image/svg+xml")]),
            Reply(200, "<html>", [("content-type", "text/html")]), Reply(200, "", [("content-type", "image/png")]),
        ])
    func unusable(_ reply: Reply) async throws {
        try await TMDBBench.with { bench async throws in
            await bench.fake.setPicture("w92/x.jpg", reply)
            await #expect(throws: PictureError.unusable) { _ = try await bench.pictures.picture("/x.jpg", .w92) }
        }
    }

    @Test("A picture that is too large is given up, not collected")
    func oversized() async throws {
        try await TMDBBench.with { bench async throws in
            let bytes = [UInt8](repeating: 1, count: ConnectorsLimits.pictureBytesMax + 1)
            await bench.fake.setPicture("original/x.jpg", Reply(200, bytes, Self.jpeg))
            await #expect(throws: PictureError.unusable) { _ = try await bench.pictures.picture("/x.jpg", .original) }
        }
    }

    @Test("A picture that is not there differs from a host that does not answer")
    func missing() async throws {
        try await TMDBBench.with { bench async throws in
            await #expect(throws: PictureError.notFound) { _ = try await bench.pictures.picture("/x.jpg", .w92) }
            for status in [429, 500, 503, 302] {
                await bench.fake.setPicture("w92/y.jpg", Reply(status, "", Self.jpeg))
                await #expect(throws: PictureError.unavailable) {
                    _ = try await bench.pictures.picture("/y.jpg", .w92)
                }
            }
            let nobody = TMDBPictures(baseURL: "http://127.0.0.1:1/t/p/", http: bench.http)
            await #expect(throws: PictureError.unavailable) { _ = try await nobody.picture("/x.jpg", .original) }
        }
    }
}
