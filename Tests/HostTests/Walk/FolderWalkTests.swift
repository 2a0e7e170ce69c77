import Glibc
import Host
import Testing

@Suite("Walking through folders")
struct FolderWalkTests {
    private var fixture: WalkFixture

    init() throws {
        fixture = try WalkFixture()
    }

    @Test func everyFileIsFoundInTheOrderOfTheNames() async throws {
        try fixture.files("b/2.mkv", "b/1.mkv", "a.mkv", "c/d/e/deep.mkv", "b2/x.mkv", ".hidden/y.mkv")
        try fixture.temporary.folder("root/empty")
        let answer = try await fixture.walk()
        #expect(answer.read == ["", ".hidden", "b", "b2", "c", "c/d", "c/d/e", "empty"])
        #expect(answer.files == ["a.mkv", ".hidden/y.mkv", "b/1.mkv", "b/2.mkv", "b2/x.mkv", "c/d/e/deep.mkv"])
        #expect(answer.problems.isEmpty)
        #expect(answer.folders.allSatisfy { $0.isComplete })
    }

    @Test func theSummaryCountsAndNamesTheDisk() async throws {
        try fixture.files("a/1", "a/2", "b/3")
        let answer = try await fixture.walk()
        #expect(answer.summary.folders == 3)
        #expect(answer.summary.files == 3)
        #expect(answer.summary.problems == 0)
        #expect(answer.summary.isComplete)
        #expect(answer.summary.root == (try RealPath(of: fixture.temporary["root"]).identity.number))
    }

    @Test func sizeAndMomentAreExact() async throws {
        try fixture.temporary.file("root/film.mkv", [UInt8](repeating: 0, count: 12_345))
        try fixture.temporary.touch("root/film.mkv", seconds: 1_234_567_890, nanoseconds: 987_654_321)
        let film = try #require(try await fixture.walk().found.first)
        #expect(film.identity.sizeBytes == 12_345)
        #expect(film.identity.modifiedNanoseconds == 1_234_567_890_987_654_321)
        #expect(!film.isLink)
    }

    @Test func filesBeyondFourGibibytesAndBefore1970AreMeasured() async throws {
        try fixture.files("huge.mkv")
        #expect(truncate(fixture.temporary["root/huge.mkv"].text, 5_000_000_000_000) == 0)
        try fixture.temporary.touch("root/huge.mkv", seconds: -10, nanoseconds: 500)
        let film = try #require(try await fixture.walk().found.first)
        #expect(film.identity.sizeBytes == 5_000_000_000_000)
        #expect(film.identity.modifiedNanoseconds == -9_999_999_500)
    }

    @Test func namesAreKeptAsBytes() async throws {
        let latin = HostPath(bytes: [0x46, 0xfc, 0x72, 0x2e, 0x6d, 0x6b, 0x76])
        let decomposed = HostPath("Ame\u{301}lie.mkv")
        try fixture.files(HostPath("Gr\u{fc}n").appending(latin), decomposed, HostPath(bytes: [0x0a, 0x20, 0x5c]))
        let answer = try await fixture.walk()
        #expect(Set(answer.found.map(\.path.name)) == [latin, decomposed, HostPath(bytes: [0x0a, 0x20, 0x5c])])
        #expect(answer.files.contains("Am\u{e9}lie.mkv"))
        #expect(answer.files.contains("Gr\u{fc}n/F\u{fffd}r.mkv"))
        for file in answer.found {
            let path = fixture.temporary["root"].appending(file.path)
            #expect(try RealPath(of: path).identity == file.identity)
        }
    }

    @Test func foldersCanBeLeftOutByTheirNames() async throws {
        try fixture.files("@eaDir/x", "a/@eaDir/y", "a/z", "sample/s")
        var fixture = fixture
        fixture.options.shouldEnter = { name in name != "@eaDir" && name.text.lowercased() != "sample" }
        let answer = try await fixture.walk()
        #expect(answer.files == ["a/z"])
        #expect(answer.problems.isEmpty)
    }

    @Test func filesCanBeLeftOutByTheirNames() async throws {
        try fixture.files("a.mkv", "a.part", "b/c.part")
        try fixture.link("link.part", to: "a.mkv")
        var fixture = fixture
        fixture.options.shouldLook = { !$0.text.hasSuffix(".part") }
        #expect(try await fixture.walk().files == ["a.mkv"])
    }

    @Test(arguments: [".ignore", ".nomedia"])
    func aMarkerLeavesOutTheFolderAndAllBelow(marker: HostPath) async throws {
        try fixture.files("a/film.mkv", "b/film.mkv", "b/c/film.mkv")
        try fixture.files(HostPath("b").appending(marker))
        let answer = try await fixture.walk()
        #expect(answer.files == ["a/film.mkv"])
        #expect(answer.read == ["", "a", "b"])
        guard case .ignored = answer["b"]?.content else {
            Issue.record("b is told as ignored")
            return
        }
    }

    @Test func aFolderOfTheMarkersNameIsNoMarker() async throws {
        try fixture.files("a/.ignore/film.mkv")
        #expect(try await fixture.walk().files == ["a/.ignore/film.mkv"])
    }

    @Test func devicesSocketsAndPipesAreNamed() async throws {
        try fixture.files("a.mkv")
        try fixture.temporary.pipe("root/pipe.mkv")
        try fixture.link("null.mkv", to: "/dev/null")
        var fixture = fixture
        fixture.options.links = LinkTargets { _ in true }
        let answer = try await fixture.walk()
        #expect(answer.files == ["a.mkv"])
        #expect(answer.problems == ["pipe.mkv": .notAFile, "null.mkv": .notAFile])
    }

    @Test func theRootHasToBeAFolderThatIsThere() async throws {
        try fixture.files("file")
        for (root, error): (HostPath, FileError) in [
            ("root/none", .missing), ("root/file", .wrongKind), ("root/file/x", .wrongKind),
        ] {
            let walk = FolderWalk(root: fixture.temporary[root])
            await #expect(throws: error) { try await walk.collect(on: fixture.threads) }
        }
        await #expect(throws: FileError.malformed) { try await FolderWalk(root: "a").collect(on: fixture.threads) }
        await #expect(throws: FileError.malformed) { try await FolderWalk(root: "/\0").collect(on: fixture.threads) }
    }

    @Test(.enabled(if: !isAdministrator)) func closedFoldersAreNamedAndTheRestIsRead() async throws {
        try fixture.files("a/1", "b/2", "c/3")
        try fixture.temporary.allow(0, "root/b")
        let answer = try await fixture.walk()
        #expect(answer.files == ["a/1", "c/3"])
        #expect(answer.problems == ["b": .permissionDenied])
        #expect(answer["b"]?.isComplete == false)
        #expect(answer.summary.problems == 1)
        await #expect(throws: FileError.permissionDenied) {
            try await FolderWalk(root: fixture.temporary["root/b"]).collect(on: fixture.threads)
        }
    }

    @Test func anErrorOfTheVisitorEndsTheWalk() async throws {
        struct Enough: Error {}
        try fixture.files("a/1", "b/2")
        let walk = FolderWalk(root: fixture.temporary["root"])
        var visited = 0
        await #expect(throws: Enough.self) {
            _ = try await walk.visitFolders(on: fixture.threads) { _ in
                visited += 1
                throw Enough()
            }
        }
        #expect(visited == 1)
    }

    @Test func cancellingEndsTheWalk() async throws {
        for number in 0..<300 { try fixture.temporary.folder(HostPath("root/\(number)")) }
        let walk = FolderWalk(root: fixture.temporary["root"])
        let threads = fixture.threads
        let task = Task {
            try await walk.visitFolders(on: threads) { _ in withUnsafeCurrentTask { $0?.cancel() } }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
