/// What a walk found in one folder. Every folder that it came to has exactly one listing.
package struct FolderListing: Sendable {
    package enum Content: Sendable {
        /// The files that were looked at, sorted by name, links behind the rest.
        case files([FoundFile])
        /// The folder has the digest that was known: its files were not looked at.
        case unchanged
        /// A marker tells to leave the folder out, and everything below it.
        case ignored
        /// The folder could not be read, or must not be.
        case skipped(WalkProblem.Reason)
    }

    /// Relative to the root, which is the empty path. Below a link the path runs through the link.
    package let path: HostPath
    package let content: Content
    /// Of the folder's moment of change and the names and kinds of its entries, whatever became of these.
    let entriesDigest: Digest128?
    /// False when the folder was not read to its end: then nothing may be concluded from what the listing lacks.
    package let isComplete: Bool
    /// Entries of this folder that were left out, and why. They are there, except those that have `.vanished`.
    package let problems: [WalkProblem]

    package init(
        path: HostPath, content: Content, digest: Digest128?, isComplete: Bool = true, problems: [WalkProblem] = []
    ) {
        self.path = path
        self.content = content
        entriesDigest = digest
        self.isComplete = isComplete
        self.problems = problems
    }

    /// What `WalkOptions.known` should answer at the next walk. Nil when an entry could not be looked at, or the rest
    /// of the folder not be read, so that the next walk looks again. A file that is written in place, or behind a link,
    /// does not change the digest: only a full walk sees that.
    package var digest: Digest128? {
        problems.contains { $0.reason.mayPass } ? nil : entriesDigest
    }

    package var files: [FoundFile] {
        if case .files(let files) = content { files } else { [] }
    }
}

/// A file that a walk found.
package struct FoundFile: Hashable, Sendable {
    /// Relative to the root.
    package let path: HostPath
    package let identity: FileIdentity
    /// Whether the entry is a symbolic link. The identity is that of the file it leads to.
    package let isLink: Bool

    package init(path: HostPath, identity: FileIdentity, isLink: Bool = false) {
        self.path = path
        self.identity = identity
        self.isLink = isLink
    }
}

/// An entry that a walk left out.
package struct WalkProblem: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        case permissionDenied
        /// Gone between being listed and being looked at.
        case vanished
        /// A link to nothing, or to itself.
        case brokenLink
        /// A link that leads out of the root and its allowed targets.
        case outside
        /// The same file under another name, or the same folder on another way: a hard link, a link, a loop.
        case alreadySeen
        /// More folders inside each other than the walk enters.
        case tooDeep
        /// The rest of the folder, or of the whole tree, was not read.
        case tooManyEntries
        /// A device, socket or pipe.
        case notAFile
        /// Any other answer of the system, by its number (`errno`).
        case unreadable(code: Int32)
    }

    /// Relative to the root.
    package let path: HostPath
    package let reason: Reason

    package init(path: HostPath, reason: Reason) {
        self.path = path
        self.reason = reason
    }
}

extension WalkProblem.Reason {
    /// Whether the entry may be there the next time although its folder has not changed.
    var mayPass: Bool {
        switch self {
        case .permissionDenied, .brokenLink, .unreadable, .vanished, .tooManyEntries: true
        case .outside, .alreadySeen, .tooDeep, .notAFile: false
        }
    }

    init(_ error: FileError) {
        self =
            switch error {
            case .permissionDenied: .permissionDenied
            case .missing, .wrongKind: .vanished
            case .linkLoop: .brokenLink
            case .outside: .outside
            case .malformed, .absolute, .climbs: .unreadable(code: 0)
            case .unreadable(let code): .unreadable(code: code)
            }
    }
}

/// What a walk went through.
package struct WalkSummary: Hashable, Sendable {
    /// The root's device and inode: another device than last time means that another disk is mounted there, or none.
    package let root: FileNumber
    /// Folders that were read, unchanged ones included.
    package internal(set) var folders = 0
    package internal(set) var files = 0
    /// Left-out entries and skipped folders.
    package internal(set) var problems = 0
    /// False when the walk ended at `walkEntriesMax`.
    package internal(set) var isComplete = true

    package init(root: FileNumber) {
        self.root = root
    }
}
