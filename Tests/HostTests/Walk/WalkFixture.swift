import Host

/// A tree to walk through, and the walk's answer in short forms.
struct WalkFixture {
    let temporary: TemporaryFolder
    let threads = HostThreads(count: 1)
    var options = WalkOptions()

    init() throws {
        temporary = try TemporaryFolder()
        try temporary.folder("root")
    }

    /// Makes the files below the root.
    func files(_ paths: HostPath...) throws {
        for path in paths { try temporary.file(HostPath("root").appending(path)) }
    }

    func link(_ path: HostPath, to target: String) throws {
        try temporary.link(HostPath("root").appending(path), to: target)
    }

    func walk() async throws -> Answer {
        let walk = FolderWalk(root: temporary["root"], options: options)
        let (folders, summary) = try await walk.collect(on: threads)
        return Answer(folders: folders, summary: summary)
    }

    struct Answer {
        let folders: [FolderListing]
        let summary: WalkSummary

        var found: [FoundFile] { folders.flatMap(\.files) }
        var files: [String] { found.map(\.path.text) }
        /// Folders that were read.
        var read: [String] { folders.filter { $0.digest != nil }.map(\.path.text) }
        /// Left-out entries and skipped folders.
        var problems: [String: WalkProblem.Reason] {
            var problems: [String: WalkProblem.Reason] = [:]
            for folder in folders {
                if case .skipped(let reason) = folder.content { problems[folder.path.text] = reason }
                for problem in folder.problems { problems[problem.path.text] = problem.reason }
            }
            return problems
        }

        var digests: [HostPath: Digest128] {
            Dictionary(folders.compactMap { folder in folder.digest.map { (folder.path, $0) } }) { first, _ in first }
        }

        subscript(path: HostPath) -> FolderListing? { folders.first { $0.path == path } }
    }
}
