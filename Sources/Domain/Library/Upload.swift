package import Basics

/// The name of an upload, which its owner's client repeats with every chunk: `u_` and 32 hexadecimal digits.
package struct UploadID: Sendable, Hashable, CustomStringConvertible {
    package let rawValue: String

    /// Nil unless `text` has a form that `make` could have made.
    package init?(_ text: some StringProtocol) {
        let digits = text.utf8.dropFirst(2)
        guard text.hasPrefix("u_"), digits.count == 2 * Self.randomBytes,
            digits.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else { return nil }
        rawValue = String(text)
    }

    private static let randomBytes = 16

    package static func make(_ world: World) -> UploadID {
        UploadID(world.randomHex(byteCount: randomBytes))
    }

    private init(_ digits: String) {
        rawValue = "u_" + digits
    }

    package var description: String { rawValue }
}

/// How an upload changes the set of the person who sends it.
package enum UploadMode: String, Sendable, CaseIterable {
    /// Adds what is missing.
    case merge
    /// Makes the set equal to the upload.
    case replace
}

/// Where an upload stands. Nothing of it is visible in the set before it is committed.
package enum UploadState: String, Sendable, CaseIterable {
    case active
    case committed
    case failed
    case expired
}

/// What became of an entry that a client sent.
package enum EntryVerdict: String, Sendable, Encodable {
    case accepted
    case duplicate
    case invalid
}

/// Entries by verdict.
package struct EntryTallies: Sendable, Hashable {
    package var accepted: Int
    package var duplicates: Int
    package var invalid: Int

    package init(accepted: Int = 0, duplicates: Int = 0, invalid: Int = 0) {
        self.accepted = accepted
        self.duplicates = duplicates
        self.invalid = invalid
    }

    package init(_ verdicts: [EntryVerdict]) {
        self.init()
        for verdict in verdicts {
            switch verdict {
            case .accepted: accepted += 1
            case .duplicate: duplicates += 1
            case .invalid: invalid += 1
            }
        }
    }

    package var items: Int { accepted + duplicates + invalid }
}

/// An upload that is about to begin.
package struct NewUpload: Sendable {
    package let id: UploadID
    package let user: UserID
    package let mode: UploadMode
    /// Who sends it, in the client's words.
    package let source: String
    /// How many films the client announces.
    package let totalCount: Int
    package let startedAt: Instant

    package init(
        id: UploadID, user: UserID, mode: UploadMode, source: String, totalCount: Int, startedAt: Instant
    ) {
        self.id = id
        self.user = user
        self.mode = mode
        self.source = source
        self.totalCount = totalCount
        self.startedAt = startedAt
    }
}

/// An upload as it is stored.
package struct Upload: Sendable, Hashable {
    /// An active upload ends by itself this long after its last chunk.
    package static let lifetimeSeconds = 86_400.0

    package let id: UploadID
    package let mode: UploadMode
    package let state: UploadState
    package let totalCount: Int
    /// Sums over the chunks while active, the final tallies afterwards.
    package let tallies: EntryTallies
    package let startedAt: Instant
    package let finishedAt: Instant?

    package init(
        id: UploadID, mode: UploadMode, state: UploadState, totalCount: Int, tallies: EntryTallies, startedAt: Instant,
        finishedAt: Instant?
    ) {
        self.id = id
        self.mode = mode
        self.state = state
        self.totalCount = totalCount
        self.tallies = tallies
        self.startedAt = startedAt
        self.finishedAt = finishedAt
    }
}

/// A part of an upload: an entry is nil where the client sent something that is no id.
package struct UploadChunk: Sendable {
    package let upload: UploadID
    package let user: UserID
    /// Any number of at least 0, in any order; a number that comes again adds to the upload.
    package let index: Int
    package let entries: [IMDbID?]
    package let moment: Instant

    package init(upload: UploadID, user: UserID, index: Int, entries: [IMDbID?], at moment: Instant) {
        self.upload = upload
        self.user = user
        self.index = index
        self.entries = entries
        self.moment = moment
    }
}

/// How much an upload may hold.
package struct UploadBounds: Sendable {
    /// Different valid ids of one upload.
    package let films: Int
    /// Entries of one chunk.
    package let chunkEntries: Int
    /// Different numbers of chunks.
    package let chunks: Int

    package init(films: Int, chunkEntries: Int, chunks: Int) {
        self.films = films
        self.chunkEntries = chunkEntries
        self.chunks = chunks
    }
}

/// What a commit did.
package struct CommitOutcome: Sendable, Hashable {
    package let upload: Upload
    /// Different chunk numbers that had arrived.
    package let chunkCount: Int
    /// Films that left the set.
    package let removed: Int
    /// Films in the set afterwards.
    package let setSize: Int

    package init(upload: Upload, chunkCount: Int, removed: Int, setSize: Int) {
        self.upload = upload
        self.chunkCount = chunkCount
        self.removed = removed
        self.setSize = setSize
    }
}

/// Uploads that an account ever began, and how they ended.
package struct UploadCounts: Sendable, Hashable {
    package let started: Int
    package let committed: Int
    /// Failed and expired ones.
    package let failed: Int

    package init(started: Int, committed: Int, failed: Int) {
        self.started = started
        self.committed = committed
        self.failed = failed
    }
}
