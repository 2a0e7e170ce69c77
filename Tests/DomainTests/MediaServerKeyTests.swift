import Domain
import Testing

@Suite("Names of a media server and of its pictures")
struct MediaServerKeyTests {
    @Test("a key is read as it was written")
    func key() throws {
        let id = try #require(MediaServerID("5D1B3C6F-9E8A-47B2-A1C0-D9E8F7A6B5C4"))
        let key = MediaServerKey(kind: .jellyfin, id: id)
        #expect(key.description == "jellyfin:5d1b3c6f9e8a47b2a1c0d9e8f7a6b5c4")
        #expect(MediaServerKey(key.description) == key)
        for text in ["", "jellyfin", "jellyfin:", "plex:1", "https://id.example.org", "emby:a b", ":1"] {
            #expect(MediaServerKey(text) == nil, "\(text)")
        }
        #expect(MediaServerKind.allCases.map(\.watchSource) == [.jellyfin, .emby])
    }

    @Test("a picture has a path like those of other providers")
    func picture() throws {
        let item = try #require(MediaServerID("101"))
        let picture = try #require(MediaServerPicture(item: item, tag: "p101"))
        #expect(picture.path == "/server_101_p101.jpg" && MediaServerPicture(path: picture.path) == picture)
        for path in ["/a1B2.jpg", "/server_1.jpg", "/server_1_x.png", "/server_a b_x.jpg", "/server_1__x.jpg", ""] {
            #expect(MediaServerPicture(path: path) == nil, "\(path)")
        }
        for tag in ["", "a/b", "..", "a_b", String(repeating: "a", count: 99)] {
            #expect(MediaServerPicture(item: item, tag: tag) == nil, "\(tag)")
        }
    }
}
