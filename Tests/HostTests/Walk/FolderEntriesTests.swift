import Glibc
import Testing

@testable import Host

@Suite("The names in a folder")
struct FolderEntriesTests {
    private let temporary: TemporaryFolder

    init() throws {
        temporary = try TemporaryFolder()
    }

    private func entries(atMost limit: Int = 1000) throws -> FolderEntries {
        let descriptor = try #require(OwnedDescriptor.open(temporary.path.text, O_RDONLY | O_DIRECTORY))
        return try FolderEntries(of: descriptor, atMost: limit)
    }

    private func names(_ entries: FolderEntries) -> [HostPath] {
        entries.list.map { HostPath(bytes: Array(entries.name(of: $0))) }
    }

    @Test func anEmptyFolderHasNone() throws {
        let entries = try entries()
        #expect(entries.list.isEmpty)
        #expect(entries.isComplete)
        #expect(entries.failure == nil)
    }

    @Test func kindsAreTold() throws {
        try temporary.file("file")
        try temporary.folder("folder")
        try temporary.link("link", to: "file")
        try temporary.pipe("pipe")
        let entries = try entries()
        #expect(names(entries) == ["file", "folder", "link", "pipe"])
        #expect(entries.list.map(\.kind) == [.file, .folder, .link, .other])
        #expect(entries.list.first?.inode == (try RealPath(of: temporary["file"]).identity.inode))
    }

    @Test func namesOfEveryKindAreSortedByTheirBytes() throws {
        var numbers = SeededNumbers(seed: 42)
        var expected: Set<HostPath> = []
        for _ in 0..<300 {
            let count = 1 + numbers.below(255)
            let name = HostPath(bytes: numbers.bytes(count).map { $0 == 0 || $0 == 0x2f ? 0x2e : $0 })
            guard name != ".", name != ".." else { continue }
            try temporary.file(name)
            expected.insert(name)
        }
        #expect(names(try entries()) == expected.sorted())
    }

    @Test(arguments: [(0, 0, false), (4, 4, false), (5, 5, true), (6, 5, true)])
    func noMoreThanAskedFor(limit: Int, count: Int, isComplete: Bool) throws {
        for number in 0..<5 { try temporary.file(HostPath("\(number)")) }
        let entries = try entries(atMost: limit)
        #expect(entries.list.count == count)
        #expect(entries.isComplete == isComplete)
    }

    @Test func aFolderCanBeReadTwice() throws {
        try temporary.file("a")
        let descriptor = try #require(OwnedDescriptor.open(temporary.path.text, O_RDONLY | O_DIRECTORY))
        for _ in 0..<2 { #expect(names(try FolderEntries(of: descriptor, atMost: 10)) == ["a"]) }
    }

    @Test func whatIsNoFolderThrows() throws {
        let file = try temporary.file("file")
        let descriptor = try #require(OwnedDescriptor.open(file.text, O_RDONLY))
        #expect(throws: FileError.wrongKind) { try FolderEntries(of: descriptor, atMost: 10) }
    }
}
