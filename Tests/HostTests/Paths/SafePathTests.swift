import Glibc
import Host
import Testing

@Suite("Paths below a root")
struct SafePathTests {
    private let temporary: TemporaryFolder
    private let safe: SafePath

    init() throws {
        temporary = try TemporaryFolder()
        try temporary.file("root/film.mkv", [1, 2, 3])
        try temporary.file("root/Series/one.mkv")
        try temporary.file("root2/secret.mkv")
        try temporary.file("shared/two.mkv")
        safe = SafePath(root: temporary["root"], links: .under([temporary["shared"]]))
    }

    @Test(arguments: [
        ("film.mkv", "root/film.mkv"), ("./Series//one.mkv", "root/Series/one.mkv"), ("", "root"),
        ("Series/", "root/Series"),
    ])
    func whatLiesBelowIsFound(relative: HostPath, expected: HostPath) throws {
        let found = try safe.resolve(relative)
        #expect(found.path == temporary[expected])
        #expect(found.isFolder == !expected.text.hasSuffix(".mkv"))
    }

    @Test func theStateOfTheFileComesWithIt() throws {
        #expect(try safe.resolve("film.mkv").identity.sizeBytes == 3)
    }

    @Test(arguments: [
        ("../root2/secret.mkv", FileError.climbs), ("Series/../film.mkv", .climbs), ("..", .climbs),
        ("/etc/passwd", .absolute), ("/", .absolute), ("film.mkv\0.jpg", .malformed), ("none.mkv", .missing),
        ("film.mkv/x", .wrongKind), ("..none", .missing),
    ])
    func whatDoesNotIsRefused(relative: String, error: FileError) {
        #expect(throws: error) { try safe.resolve(HostPath(relative)) }
    }

    @Test func aPathThatIsTooLongIsMalformed() {
        #expect(throws: FileError.malformed) {
            try safe.resolve(HostPath(bytes: [UInt8](repeating: 0x61, count: 300)))
        }
    }

    @Test func linksMayLeadIntoTheRootAndItsTargetsOnly() throws {
        try temporary.link("root/inside", to: "Series")
        try temporary.link("root/allowed", to: temporary["shared"].text)
        try temporary.link("root/outside", to: "../root2")
        try temporary.link("root/passwords", to: "/etc/passwd")
        try temporary.link("root/loop", to: "loop")
        #expect(try safe.resolve("inside/one.mkv").path == temporary["root/Series/one.mkv"])
        #expect(try safe.resolve("allowed/two.mkv").path == temporary["shared/two.mkv"])
        #expect(throws: FileError.outside) { try safe.resolve("outside/secret.mkv") }
        #expect(throws: FileError.outside) { try safe.resolve("outside") }
        #expect(throws: FileError.outside) { try safe.resolve("passwords") }
        #expect(throws: FileError.linkLoop) { try safe.resolve("loop") }
    }

    @Test func aLinkThatWasChangedIsJudgedByWhereItLeadsNow() throws {
        try temporary.link("root/linked.mkv", to: temporary["shared/two.mkv"].text)
        #expect(try safe.resolve("linked.mkv").path == temporary["shared/two.mkv"])
        try temporary.remove("root/linked.mkv")
        try temporary.link("root/linked.mkv", to: temporary["root2/secret.mkv"].text)
        #expect(throws: FileError.outside) { try safe.resolve("linked.mkv") }
    }

    @Test func aNameThatOnlyBeginsLikeTheRootIsOutside() throws {
        try temporary.link("root/trick", to: temporary["root2/secret.mkv"].text)
        #expect(throws: FileError.outside) { try safe.resolve("trick") }
    }

    @Test func theRootMayBeALink() throws {
        try temporary.link("library", to: "root")
        let found = try SafePath(root: temporary["library"]).resolve("film.mkv")
        #expect(found.path == temporary["root/film.mkv"])
    }

    @Test func aRootThatIsMissingOrAFileThrows() {
        #expect(throws: FileError.missing) { try SafePath(root: temporary["none"]).resolve("a") }
        #expect(throws: FileError.wrongKind) { try SafePath(root: temporary["root/film.mkv"]).resolve("") }
    }

    @Test func namesThatAreNoTextAreFoundByTheirBytes() throws {
        let name = HostPath(bytes: [0x46, 0xe9, 0x6c, 0x2e, 0x6d, 0x6b, 0x76])
        try temporary.file(HostPath("root").appending(name))
        #expect(try safe.resolve(name).path.name == name)
    }

    @Test func aPipeIsRefusedWithoutWaitingForIt() throws {
        try temporary.pipe("root/pipe.mkv")
        #expect(throws: FileError.wrongKind) { try safe.resolve("pipe.mkv") }
    }

    @Test(.enabled(if: !isAdministrator)) func aClosedFolderIsRefused() throws {
        try temporary.allow(0, "root/Series")
        #expect(throws: FileError.permissionDenied) { try safe.resolve("Series/one.mkv") }
    }
}
