import Host
import Testing

@Suite("Where a path really leads")
struct RealPathTests {
    private let temporary: TemporaryFolder

    init() throws {
        temporary = try TemporaryFolder()
        try temporary.file("folder/file", [1, 2])
        try temporary.link("link", to: "folder")
    }

    @Test(arguments: [
        ("folder", "folder"), ("folder/", "folder"), ("link", "folder"), ("link/file", "folder/file"),
        ("link/../folder/./file", "folder/file"), ("folder//file", "folder/file"),
    ])
    func linksAndDotsAreResolved(path: HostPath, expected: HostPath) throws {
        let found = try RealPath(of: temporary[path])
        #expect(found.path == temporary[expected])
        #expect(found.isFolder == (expected == "folder"))
    }

    @Test(arguments: [
        ("none", FileError.missing), ("folder/file/", .wrongKind), ("folder/none/..", .missing), ("a\0", .malformed),
    ])
    func whatIsNotThereThrows(path: String, error: FileError) {
        #expect(throws: error) { try RealPath(of: temporary[HostPath(path)]) }
    }

    @Test func relativePathsLeadNowhere() {
        for path: HostPath in ["", ".", "folder", "../x"] {
            #expect(throws: FileError.missing) { try RealPath(of: path) }
        }
    }

    @Test func devicesArePathsToNothing() {
        #expect(throws: FileError.wrongKind) { try RealPath(of: "/dev/null") }
    }

    @Test func targetsAreWholeFolders() {
        let targets = LinkTargets.under(["/media", "/mnt/films"])
        for path: HostPath in ["/media", "/media/a", "/mnt/films/b"] { #expect(targets.contains(path)) }
        for path: HostPath in ["/", "/media2", "/mnt", "/mnt/filmstrip"] { #expect(!targets.contains(path)) }
        #expect(!LinkTargets.nowhereElse.contains("/media"))
        #expect(!LinkTargets.under([]).contains("/"))
    }
}
