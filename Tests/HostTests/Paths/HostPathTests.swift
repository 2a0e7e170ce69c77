import Host
import Testing

@Suite("Paths as bytes")
struct HostPathTests {
    @Test(arguments: [
        ("", "a", "a"), ("a", "", "a"), ("a", "b", "a/b"), ("a/", "b", "a/b"), ("/", "b", "/b"),
        ("/a", "b/c", "/a/b/c"),
        ("", "", ""),
    ])
    func pathsAreJoined(folder: HostPath, relative: HostPath, joined: HostPath) {
        #expect(folder.appending(relative) == joined)
    }

    @Test(arguments: [
        ("/a", "/a", true), ("/a/b", "/a", true), ("/ab", "/a", false), ("/a", "/a/b", false), ("/", "/", true),
        ("/x", "/", true), ("a/b", "", true), ("", "", true), ("a", "/", false), ("/a/b", "/a/", true),
    ])
    func insideMeansWholeNames(path: HostPath, folder: HostPath, isInside: Bool) {
        #expect(path.isInside(folder) == isInside)
    }

    @Test(arguments: [
        ("/a/b", "b", "/a"), ("/a", "a", "/"), ("a", "a", ""), ("a/b", "b", "a"), ("", "", ""), ("/", "", "/"),
    ])
    func nameAndFolder(path: HostPath, name: HostPath, folder: HostPath) {
        #expect(path.name == name)
        #expect(path.folder == folder)
    }

    @Test func textIsComposedAndBytesAreNot() {
        let decomposed = HostPath(bytes: Array("Ame\u{301}lie".unicodeScalars.flatMap { Array(String($0).utf8) }))
        #expect(Array(decomposed.text.utf8) == Array("Am\u{e9}lie".utf8))
        #expect(decomposed.bytes.count == 8)
        #expect(decomposed != HostPath("Am\u{e9}lie"))
    }

    @Test func bytesThatAreNoTextAreShownAsReplaced() {
        let path = HostPath(bytes: [0x41, 0xff, 0x42])
        #expect(path.text == "A\u{fffd}B")
        #expect("\(path)" == path.text)
    }

    @Test func pathsAreOrderedByTheirBytes() {
        let paths: [HostPath] = ["b", "a/b", "a", "", "a.b", HostPath(bytes: [0xff]), "ä"]
        #expect(paths.sorted() == ["", "a", "a.b", "a/b", "b", "ä", HostPath(bytes: [0xff])])
    }

    @Test(arguments: [("/", true), ("/a", true), ("a", false), ("", false)])
    func absolutePathsBeginWithASlash(path: HostPath, isAbsolute: Bool) {
        #expect(path.isAbsolute == isAbsolute)
    }
}
