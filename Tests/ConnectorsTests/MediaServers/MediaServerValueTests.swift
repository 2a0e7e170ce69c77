import Basics
import Domain
import Testing

@Suite("Values of media servers")
struct MediaServerValueTests {
    @Test(
        "Ids have one form",
        arguments: [
            ("A0B1C2D3-0000-4000-8000-00000000000F", "a0b1c2d30000400080000000000000000f".dropLast(2) + "0f"),
            ("a0b1c2d3000040008000 00000000000f", nil), ("{A0B1C2D3-0000-4000-8000-00000000000F}", "x"),
            ("A0B1C2D3000040008000000000000 0F", nil), ("12345", "12345"), ("a-b_C", "a-b_C"), ("", nil),
            ("../Users", nil), ("1,2", nil), ("é", nil), ("00000000-0000-0000-0000-000000000000", nil),
            (Substring(String(repeating: "9", count: 65)), nil), ("1%2f", nil),
        ] as [(Substring, Substring?)])
    func ids(_ text: Substring, _ wanted: Substring?) {
        let guid = "a0b1c2d300004000800000000000000f"
        let id = MediaServerID(text)
        if text.utf8.count >= 36, wanted != nil {
            #expect(id?.rawValue == guid)
        } else {
            #expect(id?.rawValue == wanted.map { String($0) })
        }
        #expect(id.flatMap { MediaServerID($0.rawValue) } == id)
    }

    @Test("A runtime has whole minutes")
    func minutes() throws {
        var item = MediaServerItem(id: try #require(MediaServerID("1")), name: "A")
        for (milliseconds, minutes) in [(nil, nil), (20_000, nil), (30_000, 1), (5_430_000, 91)] as [(Int64?, Int?)] {
            item.runtimeMilliseconds = milliseconds
            #expect(item.runtimeMinutes == minutes)
        }
    }

    @Test(
        "Paths of the server become local ones",
        arguments: [
            ("/media/films/A (1999)/a.mkv", "/srv/films/A (1999)/a.mkv"), ("/media/films", "/srv/films"),
            ("/media/films/", "/srv/films"), ("/media/films2/a.mkv", "/all/films2/a.mkv"), ("/other/a.mkv", nil),
            ("/media/films/../tv/a.mkv", nil), ("D:\\Films\\Sub\\a.mkv", "/mnt/d/Sub/a.mkv"),
            ("d:/films/a.mkv", "/mnt/d/a.mkv"), ("\\\\NAS\\tv\\a.mkv", "/a.mkv"), ("http://x/a.mkv", nil),
            ("", nil), ("media/films/a.mkv", nil), ("/media/films/a\\b.mkv", "/srv/films/a\\b.mkv"),
            ("/MEDIA/films/a.mkv", nil), ("/media//films/./a.mkv", "/srv/films/./a.mkv"),
        ])
    func paths(_ server: String, _ local: String?) {
        let mappings = [
            PathMapping(serverPrefix: "/media", localPrefix: "/all/"),
            PathMapping(serverPrefix: "/media/films/", localPrefix: "/srv/films"),
            PathMapping(serverPrefix: "D:\\Films", localPrefix: "/mnt/d//"),
            PathMapping(serverPrefix: "\\\\nas\\tv", localPrefix: "/"),
            PathMapping(serverPrefix: "", localPrefix: "/nothing"),
        ]
        #expect(mappings.localPath(of: server) == local)
        #expect([PathMapping]().localPath(of: server) == nil)
    }

    @Test(
        "Mappings are written as the server's folder and the one here",
        arguments: [
            ("/media=/srv/media", "/media", "/srv/media"), ("D:\\a=b=/srv/b", "D:\\a=b", "/srv/b"),
            ("\\\\nas\\tv=/", "\\\\nas\\tv", "/"),
        ])
    func writtenMappings(_ text: String, _ server: String, _ local: String) {
        #expect(PathMapping(text) == PathMapping(serverPrefix: server, localPrefix: local))
        for bad in ["", "/media", "media=/srv", "/media=srv", "/media=", "=/srv"] { #expect(PathMapping(bad) == nil) }
    }

    @Test("A user who stopped beyond a twentieth has begun")
    func begun() throws {
        for (position, runtime, isStarted) in [(0, 100, false), (5, 100, false), (6, 100, true), (6, nil, false)]
            as [(Int64, Int64?, Bool)]
        {
            var state = UserPlayState()
            state.positionMilliseconds = position
            var play = UserPlay(itemID: try #require(MediaServerID("1")), kind: .film, state: state)
            play.runtimeMilliseconds = runtime
            #expect(play.isStarted == isStarted)
        }
    }
}

@Suite("Steps of a playlist")
struct PlaylistStepTests {
    private func ids(_ numbers: [Int]) throws -> [MediaServerID] {
        try numbers.map { try #require(MediaServerID("\($0)")) }
    }

    private func steps(_ old: [Int], _ wanted: [Int], own: Bool) throws -> [PlaylistStep] {
        let entries = try zip(ids(old), ids(own ? old.indices.map { 100 + $0 } : old)).map { item, entry in
            MediaServerPlaylistEntry(entryID: entry, itemID: item, name: "")
        }
        return PlaylistChange.steps(from: entries, to: try ids(wanted))
    }

    @Test("With ids of their own entries go after the new ones came")
    func ownIDs() throws {
        #expect(try steps([1, 2], [3, 1], own: true) == [.append(ids([3, 1])), .remove(ids([100, 101]))])
        #expect(try steps([1, 2], [1, 3], own: true) == [.append(ids([3])), .remove(ids([101]))])
        #expect(try steps([1, 1, 2], [1, 2], own: true) == [.remove(ids([101]))])
        #expect(try steps([], [1], own: true) == [.append(ids([1]))])
        #expect(try steps([1, 2], [], own: true) == [.remove(ids([100, 101]))])
    }

    @Test("With the ids of items what moves goes before it comes again")
    func sharedIDs() throws {
        #expect(
            try steps([1, 2], [3, 1, 4], own: false)
                == [.append(ids([3])), .remove(ids([1, 2])), .append(ids([1, 4]))])
        #expect(try steps([1, 2, 3], [2, 1], own: false) == [.remove(ids([1, 3])), .append(ids([1]))])
        #expect(try steps([1, 2], [1, 3], own: false) == [.append(ids([3])), .remove(ids([2]))])
    }

    @Test("An item that stands twice under one id goes and comes again")
    func twice() throws {
        #expect(
            try steps([1, 1, 2], [1, 2], own: false)
                == [.remove(ids([1])), .append(ids([1])), .remove(ids([2])), .append(ids([2]))])
        #expect(try steps([1, 1], [1], own: false) == [.remove(ids([1])), .append(ids([1]))])
        #expect(try steps([2, 1, 1], [2, 1], own: false) == [.remove(ids([1])), .append(ids([1]))])
    }
}
