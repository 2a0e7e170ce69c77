import Connectors
import Domain
import TestKit
import Testing

@Suite("Posters of the household's media server")
struct HouseholdPicturesTests {
    private struct Provider: PictureSource {
        func picture(_ path: String, _ size: PictureSize) async throws -> Picture {
            Picture(bytes: Array(path.utf8), contentType: "image/jpeg")
        }
    }

    private static let png: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]

    @Test("a poster is fetched without a key, in the width that is wanted", arguments: MediaServerKind.allCases)
    func fetches(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind) { bench async throws in
            let server = try bench.server()
            let pictures = HouseholdPictures(provider: Provider(), server: { server }, http: bench.http)
            let wanted = try #require(MediaServerPicture(item: try bench.id(101), tag: "p101"))
            await bench.fake.answerNext(Reply(200, Self.png, [("content-type", "image/svg+xml")]))
            let picture = try await pictures.picture(wanted.path, .w342)
            #expect(picture == Picture(bytes: Self.png, contentType: "image/png"), "it is what its bytes say")
            let seen = try #require(await bench.fake.seen.last)
            #expect(seen.line == "GET /Items/\(bench.fake.id(101))/Images/Primary")
            #expect(seen.query == ["tag": "p101", "maxwidth": "342"])
            #expect(!seen.headers.values.contains { $0.contains(FakeMediaServer.key) })
        }
    }

    @Test("what is no picture is none, and what cannot be had is told apart from what is not there")
    func failures() async throws {
        try await MediaServerBench.with(.jellyfin) { bench async throws in
            let server = try bench.server()
            let pictures = HouseholdPictures(provider: Provider(), server: { server }, http: bench.http)
            let path = try #require(MediaServerPicture(item: try bench.id(101), tag: "p101")).path
            for (reply, error) in [
                (Reply(200, "<svg/>"), PictureError.unusable), (Reply(404, ""), .notFound),
                (Reply(500, ""), .unavailable), (Reply(429, ""), .unavailable),
            ] {
                await bench.fake.answerNext(reply)
                await #expect(throws: error) { try await pictures.picture(path, .w342) }
            }
            let none = HouseholdPictures(provider: Provider(), server: { nil }, http: bench.http)
            await #expect(throws: PictureError.notFound) { try await none.picture(path, .w342) }
            let other = try await none.picture("/a1B2.jpg", .w342)
            #expect(other.bytes == Array("/a1B2.jpg".utf8))
        }
    }
}
