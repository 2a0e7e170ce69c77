import Domain
import Host
import LocalMedia

/// What a walk found, by the path that people see.
struct ScannedTree: Sendable {
    let root: HostPath
    private(set) var files: [String: FoundFile] = [:]
    private(set) var listed: [ListedFile] = []
    private(set) var problems: [String] = []
    private(set) var videoCount = 0
    private(set) var device: Int64 = 0
    /// False when part of the tree could not be read: then nothing may be concluded from what is not there.
    private(set) var isComplete = true
    private var sum = Digest128()
    private var reportedAt = 0

    init(root: HostPath) {
        self.root = root
    }

    mutating func add(_ listing: FolderListing) {
        switch listing.content {
        case .files(let found): for file in found { add(file) }
        case .ignored, .unchanged: break
        case .skipped(let reason): note(listing.path, reason)
        }
        if !listing.isComplete { isComplete = false }
        sum.add(listing.path.bytes)
        for problem in listing.problems { note(problem.path, problem.reason) }
    }

    private mutating func add(_ file: FoundFile) {
        let text = file.path.text
        sum.add(file.path.bytes)
        sum.add(file.identity.sizeBytes)
        sum.add(file.identity.modifiedNanoseconds)
        guard files[text] == nil else { return problems.append("\(text) (two names that look the same)") }
        files[text] = file
        listed.append(ListedFile(path: text, sizeBytes: file.identity.sizeBytes))
        if MediaKinds.isPlayed(text) { videoCount += 1 }
    }

    private mutating func note(_ path: HostPath, _ reason: WalkProblem.Reason) {
        switch reason {
        case .alreadySeen, .vanished, .notAFile: break
        case .permissionDenied, .unreadable, .tooManyEntries:
            isComplete = false
            problems.append("\(path.text) (cannot be read)")
        case .brokenLink: problems.append("\(path.text) (a link to nothing)")
        case .outside: problems.append("\(path.text) (a link out of the library)")
        case .tooDeep: problems.append("\(path.text) (too many folders deep)")
        }
    }

    mutating func finish(_ summary: WalkSummary) {
        device = Int64(bitPattern: summary.root.device)
    }

    /// Of all names, sizes and moments of change.
    var digest: [UInt8] { Array("\(sum)".utf8) }

    var fileCount: Int { files.count }

    var isReportDue: Bool {
        mutating get {
            guard files.count - reportedAt >= CatalogueLimits.filesPerScanReport else { return false }
            reportedAt = files.count
            return true
        }
    }
}

extension FileFacts {
    init(_ identity: FileIdentity) {
        self.init(
            sizeBytes: identity.sizeBytes, modifiedNanoseconds: identity.modifiedNanoseconds,
            device: Int64(bitPattern: identity.device), inode: Int64(bitPattern: identity.inode))
    }
}

extension FilePath {
    init(_ path: HostPath) {
        self.init(raw: path.bytes, text: path.text)
    }
}

extension MediaKinds {
    /// Whether a file can be what somebody watches.
    static func isPlayed(_ path: String) -> Bool {
        switch kind(of: path) {
        case .video, .discImage, .discIndex: true
        case .pointer, .subtitle, .subtitleIndex, .image, .metadata, .audio, .other: false
        }
    }
}
