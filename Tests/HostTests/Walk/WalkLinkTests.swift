import Host
import Testing

@Suite("Walking along links")
struct WalkLinkTests {
    private var fixture: WalkFixture

    init() throws {
        fixture = try WalkFixture()
        try fixture.temporary.file("allowed/shared.mkv")
        try fixture.temporary.file("outside/secret.mkv")
        fixture.options.links = .under([fixture.temporary["allowed"]])
    }

    @Test func linksToFilesAreFollowed() async throws {
        try fixture.files("a.txt")
        try fixture.link("film.mkv", to: fixture.temporary["allowed/shared.mkv"].text)
        let answer = try await fixture.walk()
        #expect(answer.files == ["a.txt", "film.mkv"])
        let film = try #require(answer.found.last)
        #expect(film.isLink)
        #expect(try film.identity == RealPath(of: fixture.temporary["allowed/shared.mkv"]).identity)
    }

    @Test func linksToFoldersAreFollowedAfterTheTree() async throws {
        try fixture.link("A", to: "../allowed")
        try fixture.files("b/1", "c/2")
        let answer = try await fixture.walk()
        #expect(answer.read == ["", "b", "c", "A"])
        #expect(answer.files == ["b/1", "c/2", "A/shared.mkv"])
        #expect(answer.found.allSatisfy { !$0.isLink })
    }

    @Test(arguments: ["../outside", "/etc", "/", "../outside/secret.mkv", "/etc/passwd", "../allowed/.."])
    func linksThatLeadAwayAreNamed(target: String) async throws {
        try fixture.files("a")
        try fixture.link("link", to: target)
        let answer = try await fixture.walk()
        #expect(answer.files == ["a"])
        #expect(answer.problems == ["link": .outside])
    }

    @Test func aLinkOfALinkIsJudgedByItsEnd() async throws {
        try fixture.temporary.link("allowed/on", to: "../outside")
        try fixture.link("link", to: "../allowed/on")
        try fixture.temporary.link("outside/back", to: "../allowed")
        try fixture.link("round", to: "../outside/back")
        let answer = try await fixture.walk()
        #expect(answer.problems == ["link": .outside, "round/on": .outside])
        #expect(answer.files == ["round/shared.mkv"])
    }

    @Test func withoutAnyTargetLinksStayInTheTree() async throws {
        var fixture = fixture
        fixture.options.links = .nowhereElse
        try fixture.files("a/1")
        try fixture.link("b/first", to: "../a/1")
        try fixture.link("b/away", to: "../../allowed")
        let answer = try await fixture.walk()
        #expect(answer.files == ["a/1"])
        #expect(answer.problems == ["b/first": .alreadySeen, "b/away": .outside])
    }

    @Test func loopsEnd() async throws {
        try fixture.files("a/b/film.mkv")
        try fixture.link("a/b/up", to: "..")
        try fixture.link("a/b/here", to: ".")
        try fixture.link("root", to: "../root")
        let answer = try await fixture.walk()
        #expect(answer.files == ["a/b/film.mkv"])
        #expect(answer.problems == ["a/b/up": .alreadySeen, "a/b/here": .alreadySeen, "root": .alreadySeen])
    }

    @Test func brokenLinksAreNamed() async throws {
        try fixture.link("nothing", to: "nowhere")
        try fixture.link("self", to: "self")
        try fixture.link("through", to: "../allowed/shared.mkv/x")
        let answer = try await fixture.walk()
        #expect(answer.files.isEmpty)
        #expect(answer.problems == ["nothing": .brokenLink, "self": .brokenLink, "through": .brokenLink])
    }

    @Test func hardLinksAreOneFileUnderTheFirstName() async throws {
        try fixture.files("b/film.mkv")
        try fixture.temporary.hardLink("root/b/film.mkv", to: "root/b/again.mkv")
        try fixture.temporary.hardLink("root/b/film.mkv", to: "root/z.mkv")
        let answer = try await fixture.walk()
        #expect(answer.files == ["z.mkv"])
        #expect(answer.problems == ["b/again.mkv": .alreadySeen, "b/film.mkv": .alreadySeen])
    }

    @Test func besideItsLinkAFileHasItsOwnName() async throws {
        try fixture.files("z.mkv")
        try fixture.link("a.mkv", to: "z.mkv")
        let answer = try await fixture.walk()
        #expect(answer.files == ["z.mkv"])
        #expect(answer.problems == ["a.mkv": .alreadySeen])
    }

    @Test func aFolderIsToldUnderItsOwnName() async throws {
        try fixture.files("z/film.mkv")
        try fixture.link("a", to: "z")
        let answer = try await fixture.walk()
        #expect(answer.files == ["z/film.mkv"])
        #expect(answer.problems == ["a": .alreadySeen])
    }

    @Test func linksAreLeftOutByTheirOwnNames() async throws {
        var fixture = fixture
        fixture.options.shouldEnter = { $0 != "trash" }
        try fixture.link("trash", to: "../allowed")
        let answer = try await fixture.walk()
        #expect(answer.read == [""])
        #expect(answer.problems.isEmpty)
    }

    @Test func theRootMayBeALink() async throws {
        try fixture.files("a/1")
        try fixture.temporary.link("library", to: "root")
        let walk = FolderWalk(root: fixture.temporary["library"])
        let (folders, _) = try await walk.collect(on: fixture.threads)
        #expect(folders.flatMap(\.files).map(\.path) == ["a/1"])
    }

    @Test func foldersBehindLinksMayHoldLinks() async throws {
        try fixture.temporary.file("allowed/deep/film.mkv")
        try fixture.temporary.link("allowed/more", to: "deep")
        try fixture.temporary.link("allowed/home", to: fixture.temporary["root"].text)
        try fixture.link("link", to: "../allowed")
        let answer = try await fixture.walk()
        #expect(answer.read == ["", "link", "link/deep"])
        #expect(answer.files == ["link/shared.mkv", "link/deep/film.mkv"])
        #expect(answer.problems == ["link/home": .alreadySeen, "link/more": .alreadySeen])
    }
}
