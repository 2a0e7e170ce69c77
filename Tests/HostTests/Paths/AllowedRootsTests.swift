import Host
import Testing

@Suite("Folders that an administrator may choose")
struct AllowedRootsTests {
    private let temporary: TemporaryFolder
    private let threads = HostThreads(count: 1)

    init() throws {
        temporary = try TemporaryFolder()
        for folder: HostPath in ["media/Films", "media/Series", "media/.hidden", "data/inner", "other"] {
            try temporary.folder(folder)
        }
        try temporary.file("media/readme.txt")
    }

    private var roots: AllowedRoots { roots(["media", "data"]) }

    private func roots(_ relative: [HostPath]) -> AllowedRoots {
        AllowedRoots(relative.map { temporary[$0] }, dataFolder: temporary["data"], threads: threads)
    }

    @Test(arguments: [
        ("media", true), ("media/Films", true), ("media/Films/", true), ("media/../media/Films", true),
        ("media/.hidden", true), ("media/readme.txt", false), ("media/none", false), ("other", false), ("", false),
        ("media/../other", false), ("data", false), ("data/inner", false), ("media\0", false),
    ])
    func foldersBelowTheRootsAreValid(relative: String, isValid: Bool) async {
        #expect(await roots.isValidFolder(temporary.path.text + "/" + relative) == isValid)
    }

    @Test(arguments: [
        "/proc", "/proc/self", "/sys", "/dev", "/run", "/etc", "/boot", "/proc/self/cwd/../../etc", "", "media",
    ])
    func systemFoldersAndRelativePathsNeverAre(path: String) async {
        let everything = AllowedRoots(["/"], dataFolder: nil, threads: threads)
        #expect(await !everything.isValidFolder(path))
    }

    @Test func theWholeSystemCanBeBrowsedWithoutThem() async throws {
        let everything = AllowedRoots(["/"], dataFolder: temporary["data"], threads: threads)
        #expect(await everything.isValidFolder("/"))
        let names = try await everything.subfolders(of: "/")
        #expect(names.contains("usr"))
        #expect(Set(names).isDisjoint(with: ["proc", "sys", "dev", "run", "boot", "etc"]))
        #expect(try await everything.subfolders(of: temporary.path.text) == ["media", "other"])
    }

    @Test func subfoldersAreSortedNamesWithoutDotsAndFiles() async throws {
        #expect(try await roots.subfolders(of: temporary["media"].text) == ["Films", "Series"])
    }

    @Test func linksCountByWhereTheyLead() async throws {
        try temporary.link("media/alias", to: "Films")
        try temporary.link("media/away", to: "../other")
        try temporary.link("media/passwords", to: "/etc")
        try temporary.link("media/broken", to: "nothing")
        try temporary.link("media/note", to: "readme.txt")
        #expect(try await roots.subfolders(of: temporary["media"].text) == ["Films", "Series", "alias"])
        #expect(await roots.isValidFolder(temporary["media/alias"].text))
        #expect(await !roots.isValidFolder(temporary["media/away"].text))
    }

    @Test func aDataFolderBehindALinkIsHiddenUnderItsRealName() async throws {
        try temporary.link("state", to: "media/Series")
        let roots = AllowedRoots([temporary["media"]], dataFolder: temporary["state"], threads: threads)
        #expect(await !roots.isValidFolder(temporary["media/Series"].text))
        #expect(try await roots.subfolders(of: temporary["media"].text) == ["Films"])
    }

    @Test func aRootThatComesLaterIsFoundThen() async throws {
        let roots = roots(["stick"])
        #expect(await !roots.isValidFolder(temporary["stick"].text))
        try temporary.folder("stick")
        #expect(await roots.isValidFolder(temporary["stick"].text))
    }

    @Test func namesThatNoRequestCouldHoldAreLeftOut() async throws {
        try temporary.folder(HostPath("media").appending(HostPath(bytes: [0x46, 0xff])))
        #expect(try await roots.subfolders(of: temporary["media"].text) == ["Films", "Series"])
    }

    @Test func decomposedNamesStayAsTheyAre() async throws {
        let name = "Ame\u{301}lie"
        try temporary.folder(HostPath("media").appending(HostPath(name)))
        let names = try await roots.subfolders(of: temporary["media"].text)
        let found = try #require(names.first)
        #expect(Array(found.utf8) == Array(name.utf8))
        #expect(await roots.isValidFolder(temporary["media"].text + "/" + found))
    }

    @Test func askingForTheFoldersOfAnInvalidOneThrows() async {
        await #expect(throws: FileError.outside) { try await roots.subfolders(of: temporary["other"].text) }
        await #expect(throws: FileError.missing) { try await roots.subfolders(of: temporary["none"].text) }
        await #expect(throws: FileError.wrongKind) {
            try await roots.subfolders(of: temporary["media/readme.txt"].text)
        }
    }

    @Test func libraryLinksMayLeadWhereAnAdministratorCould() {
        let targets = roots.linkTargets()
        #expect(targets.contains(temporary["media/Films"]))
        #expect(!targets.contains(temporary["other"]))
        #expect(!targets.contains(temporary["data/inner"]))
    }

    @Test func linkTargetsAreWhatTheRootsAreAtTheMoment() throws {
        try temporary.link("disk", to: "media")
        let mounted = roots(["disk", "none"])
        #expect(mounted.linkTargets().contains(temporary["media/Films"]))
        #expect(!mounted.linkTargets().contains(temporary["other"]))
        try temporary.remove("disk")
        try temporary.link("disk", to: "other")
        #expect(!mounted.linkTargets().contains(temporary["media/Films"]))
        #expect(mounted.linkTargets().contains(temporary["other"]))
        #expect(!roots([]).linkTargets().contains(temporary["other"]))
    }

    @Test func linkTargetsAreNeverInFoldersOfTheSystem() {
        let targets = AllowedRoots(["/"], dataFolder: temporary["data"], threads: threads).linkTargets()
        #expect(targets.contains(temporary["other"]))
        #expect(!targets.contains("/etc/passwd") && !targets.contains("/proc/self"))
        #expect(!targets.contains(temporary["data/inner"]))
    }

    @Test(.enabled(if: !isAdministrator)) func aClosedFolderIsNotValid() async throws {
        try temporary.allow(0o311, "media/Films")
        #expect(await !roots.isValidFolder(temporary["media/Films"].text))
        try temporary.allow(0o644, "media/Series")
        #expect(await !roots.isValidFolder(temporary["media/Series"].text))
    }
}
