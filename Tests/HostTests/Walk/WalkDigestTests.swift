import Host
import Testing

@Suite("Walking where little has changed")
struct WalkDigestTests {
    private var fixture: WalkFixture

    init() throws {
        fixture = try WalkFixture()
        try fixture.files("a/1.mkv", "a/b/2.mkv", "c/3.mkv")
        for folder: HostPath in ["root", "root/a", "root/a/b", "root/c"] {
            try fixture.temporary.touch(folder, seconds: 1_000_000)
        }
    }

    /// A second walk that knows what the first one found.
    private func again(after first: WalkFixture.Answer) async throws -> WalkFixture.Answer {
        var fixture = fixture
        let digests = first.digests
        fixture.options.known = { digests[$0] }
        return try await fixture.walk()
    }

    private func unchanged(_ answer: WalkFixture.Answer) -> [String] {
        answer.folders.filter { if case .unchanged = $0.content { true } else { false } }.map(\.path.text)
    }

    @Test func anUntouchedTreeIsUnchanged() async throws {
        let first = try await fixture.walk()
        let second = try await again(after: first)
        #expect(unchanged(second) == ["", "a", "a/b", "c"])
        #expect(second.files.isEmpty)
        #expect(second.digests == first.digests)
    }

    /// What is done to the tree, and the folders whose digests change by it.
    @Test(arguments: [
        (Change.add("root/a/new.mkv"), ["a"]), (.remove("root/c/3.mkv"), ["c"]),
        (.move("root/a/1.mkv", "root/c/1.mkv"), ["a", "c"]), (.move("root/a/1.mkv", "root/a/one.mkv"), ["a"]),
        (.move("root/a/b", "root/c/b"), ["a", "c", "c/b"]), (.touch("root/a/b"), ["a/b"]),
        (.rewrite("root/a/1.mkv"), []),
    ])
    func onlyFoldersThatChangedAreLookedAt(change: Change, expected: [String]) async throws {
        let first = try await fixture.walk()
        try change.apply(to: fixture.temporary)
        // As if all of it had happened within one tick of the file system's clock.
        if !expected.contains("a/b") {
            for folder: HostPath in ["root", "root/a", "root/c"] {
                try fixture.temporary.touch(folder, seconds: 1_000_000)
            }
        }
        let second = try await again(after: first)
        let changed = second.folders.map(\.path.text).filter { !unchanged(second).contains($0) }
        #expect(changed == expected)
    }

    @Test func aLinkToAFileInAnUnchangedFolderIsNotASecondFile() async throws {
        let first = try await fixture.walk()
        try fixture.link("d/again.mkv", to: "../a/1.mkv")
        let second = try await again(after: first)
        #expect(unchanged(second).contains("a"))
        #expect(second.files.isEmpty)
        #expect(second.problems == ["d/again.mkv": .alreadySeen])
    }

    @Test func linkedFoldersAreEnteredFromUnchangedOnes() async throws {
        try fixture.temporary.file("other/film.mkv")
        try fixture.link("a/link", to: "../../other")
        var fixture = fixture
        fixture.options.links = .under([fixture.temporary["other"]])
        let digests = try await fixture.walk().digests
        fixture.options.known = { $0 == "a" ? digests["a"] : nil }
        let second = try await fixture.walk()
        #expect(unchanged(second) == ["a"])
        #expect(second.files == ["a/b/2.mkv", "c/3.mkv", "a/link/film.mkv"])
    }

    @Test func aFolderWithABrokenLinkIsLookedAtAgain() async throws {
        try fixture.link("c/later.mkv", to: "../a/later.mkv")
        let first = try await fixture.walk()
        #expect(first.digests["c"] == nil)
        try fixture.files("a/later.mkv")
        try fixture.temporary.remove("root/a/1.mkv")
        let second = try await again(after: first)
        #expect(!unchanged(second).contains("c"))
        #expect(second.problems == ["c/later.mkv": .alreadySeen])
    }

    @Test func kindsAreAPartOfTheDigest() async throws {
        try fixture.temporary.folder("root/c/thing")
        try fixture.temporary.touch("root/c", seconds: 1)
        let first = try await fixture.walk()
        try fixture.temporary.remove("root/c/thing")
        try fixture.temporary.file("root/c/thing")
        try fixture.temporary.touch("root/c", seconds: 1)
        let second = try await fixture.walk()
        #expect(first.digests["c"] != second.digests["c"])
        #expect(first.digests["a"] == second.digests["a"])
    }

    enum Change: Sendable, CustomTestStringConvertible {
        case add(HostPath)
        case remove(HostPath)
        case move(HostPath, HostPath)
        case touch(HostPath)
        case rewrite(HostPath)

        var testDescription: String {
            switch self {
            case .add(let path): "add \(path)"
            case .remove(let path): "remove \(path)"
            case .move(let path, let other): "move \(path) to \(other)"
            case .touch(let path): "touch \(path)"
            case .rewrite(let path): "rewrite \(path)"
            }
        }

        func apply(to temporary: TemporaryFolder) throws {
            switch self {
            case .add(let path), .rewrite(let path): try temporary.file(path, [1, 2, 3])
            case .remove(let path): try temporary.remove(path)
            case .move(let path, let other): try temporary.move(path, to: other)
            case .touch(let path): try temporary.touch(path, seconds: 2_000_000)
            }
        }
    }
}
