import Host
import Testing

@Suite("Walking through random trees")
struct RandomTreeTests {
    /// A tree of folders, files, hard links and links, grown from a seed, and what a walk has to find in it.
    private struct Tree {
        let temporary: TemporaryFolder
        var folders: [HostPath] = ["root"]
        var files: [HostPath] = []
        var links = 0

        init(seed: UInt64) throws {
            temporary = try TemporaryFolder()
            try temporary.folder("root")
            var numbers = SeededNumbers(seed: seed)
            for step in 0..<150 { try grow(step, &numbers) }
        }

        private mutating func grow(_ step: Int, _ numbers: inout SeededNumbers) throws {
            let parent = folders[numbers.below(folders.count)]
            // Names of any bytes but NUL and the slash.
            let noise = numbers.bytes(4).map { $0 == 0 || $0 == 0x2f ? 0x78 : $0 }
            let path = parent.appending(HostPath(bytes: Array("\(step)-".utf8) + noise))
            switch numbers.below(10) {
            case 0, 1, 2:
                try temporary.folder(path)
                folders.append(path)
            case 3 where !files.isEmpty:
                try temporary.hardLink(files[numbers.below(files.count)], to: path)
                links += 1
            case 4:
                try temporary.link(path, toBytes: temporary[folders[numbers.below(folders.count)]])
                links += 1
            case 5 where !files.isEmpty:
                let target = files[numbers.below(files.count)]
                try temporary.link(path, toBytes: temporary[target])
                links += 1
            default:
                try temporary.file(path, numbers.bytes(numbers.below(50)))
                files.append(path)
            }
        }
    }

    @Test(arguments: 0..<12)
    func everyFileAndFolderIsToldExactlyOnce(seed: Int) async throws {
        let tree = try Tree(seed: UInt64(seed))
        let walk = FolderWalk(root: tree.temporary["root"])
        let (folders, summary) = try await walk.collect(on: HostThreads(count: 1))
        let numbers = folders.flatMap(\.files).map(\.identity.number)
        let expected = try tree.files.map { try RealPath(of: tree.temporary[$0]).identity.number }
        #expect(numbers.count == Set(numbers).count)
        #expect(Set(numbers) == Set(expected))
        #expect(Set(folders.filter { $0.digest != nil }.map(\.path)) == Set(tree.folders.map(below)))
        // Each link and each second name leads to something that is told elsewhere.
        #expect(summary.problems == tree.links)
        #expect(folders.flatMap(\.problems).allSatisfy { $0.reason == .alreadySeen })
        #expect(folders.count == Set(folders.map(\.path)).count)
    }

    @Test func twoWalksTellTheSame() async throws {
        let tree = try Tree(seed: 99)
        let walk = FolderWalk(root: tree.temporary["root"])
        let first = try await walk.collect(on: HostThreads(count: 1))
        let second = try await walk.collect(on: HostThreads(count: 2))
        #expect(first.summary == second.summary)
        #expect(first.folders.map(\.path) == second.folders.map(\.path))
        #expect(first.folders.map(\.digest) == second.folders.map(\.digest))
        #expect(first.folders.flatMap(\.files) == second.folders.flatMap(\.files))
    }

    private func below(_ path: HostPath) -> HostPath {
        HostPath(bytes: Array(path.bytes.dropFirst("root/".utf8.count)))
    }
}
