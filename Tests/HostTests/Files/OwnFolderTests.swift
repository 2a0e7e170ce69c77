import Host
import Testing

@Suite("A folder that the server fills")
struct OwnFolderTests {
    private let temporary: TemporaryFolder

    init() throws {
        temporary = try TemporaryFolder()
    }

    private func own(_ steps: HostPath...) throws -> OwnFolder {
        try OwnFolder(root: temporary["out"], steps: steps)
    }

    @Test func whatIsMissingIsMade() throws {
        let root = temporary["far/away/out"]
        #expect(try OwnFolder.existing(root: root, steps: ["a"]) == nil)
        try OwnFolder(root: root, steps: ["a", "b"]).write([1, 2], as: "c")
        #expect(try OwnFolder.existing(root: root, steps: ["a", "b"])?.bytes(of: "c", max: 2) == [1, 2])
        #expect(try OwnFolder.existing(root: root, steps: ["a", "x"]) == nil)
    }

    @Test func filesAndLinksTakeTheirPlaceAsAWhole() throws {
        let folder = try own()
        try folder.write(Array("old".utf8), as: "a")
        try folder.write(Array("new one".utf8), as: "a")
        #expect(temporary.text("out/a") == "new one")
        try folder.link("a", to: "/nowhere/at all")
        #expect(folder.entry("a") == .link("/nowhere/at all"))
        try folder.write([], as: "a")
        #expect(folder.bytes(of: "a", max: 0) == [])
        #expect(try folder.entries().map(\.name) == ["a"])
    }

    @Test func entriesTellWhatTheyAre() throws {
        try temporary.folder("out/folder")
        try temporary.file("out/file", [1, 2, 3])
        try temporary.link("out/link", to: "folder")
        try temporary.pipe("out/pipe")
        let folder = try own()
        let entries = try folder.entries()
        #expect(entries.map(\.name) == ["file", "folder", "link", "pipe"])
        #expect(entries[1].entry == .folder && entries[2].entry == .link("folder") && entries[3].entry == .other)
        guard case .file(let identity) = entries[0].entry else {
            Issue.record("no file")
            return
        }
        #expect(identity.sizeBytes == 3)
        #expect(folder.entry("none") == nil)
        #expect(folder.bytes(of: "file", max: 2) == nil)
        #expect(folder.bytes(of: "folder", max: 9) == nil)
        #expect(folder.bytes(of: "pipe", max: 9) == nil)
    }

    @Test func linksLeadNowhere() throws {
        try temporary.file("secret/keep")
        try temporary.folder("out")
        try temporary.link("out/way", to: "../secret")
        #expect(throws: FileError.outside) { try own("way") }
        #expect(throws: FileError.outside) { try own("way", "deeper") }
        #expect(throws: FileError.outside) { try OwnFolder.existing(root: temporary["out"], steps: ["way"]) }
        let folder = try own()
        try temporary.link("out/file", to: "../secret/keep")
        #expect(folder.bytes(of: "file", max: 9) == nil)
        try folder.write([9], as: "file")
        try folder.remove("way")
        #expect(folder.entry("way") == nil)
        #expect(temporary.text("secret/keep") == "\u{1}")
    }

    @Test func theRootMayBeALink() throws {
        try temporary.folder("real")
        try temporary.link("out", to: "real")
        try own("a").write([1], as: "b")
        #expect(temporary.text("real/a/b") == "\u{1}")
    }

    @Test func aFolderGoesWithEverythingInItAndNothingElse() throws {
        try temporary.file("secret/keep")
        try temporary.file("out/a/b/c")
        try temporary.link("out/a/b/way", to: "../../../secret")
        try temporary.link("out/a/loop", to: ".")
        try temporary.file("out/beside")
        let folder = try own()
        try folder.remove("a")
        try folder.remove("a")
        #expect(try folder.entries().map(\.name) == ["beside"])
        #expect(temporary.text("secret/keep") != nil)
    }

    @Test(arguments: ["", ".", "..", "a/b", "/a", "a\0b"] as [HostPath])
    func onlyPlainNamesAreNames(_ name: HostPath) throws {
        let folder = try own()
        #expect(throws: FileError.outside) { try folder.write([1], as: name) }
        #expect(throws: FileError.outside) { try folder.link(name, to: "x") }
        #expect(throws: FileError.outside) { try folder.remove(name) }
        #expect(throws: FileError.outside) { try folder.makeFolder(name) }
        #expect(throws: FileError.outside) { try folder.folder(name) }
        #expect(folder.entry(name) == nil && folder.bytes(of: name, max: 9) == nil)
    }

    @Test func whatIsInTheWayIsTold() throws {
        try temporary.file("out/file")
        try temporary.file("out/folder/inner")
        #expect(throws: FileError.wrongKind) { try own("file") }
        #expect(throws: FileError.self) { try own().write([1], as: "folder") }
        #expect(temporary.text("out/folder/inner") != nil)
        #expect(throws: FileError.malformed) { try OwnFolder(root: "relative", steps: []) }
        #expect(throws: FileError.self) { try OwnFolder(root: temporary["out/file/deeper"], steps: []) }
    }
}
