package import Basics

/// How far the setting up of a film is. Each film is in exactly one of these.
package enum FilmSetup: Int, Sendable, CaseIterable {
    /// There is no metadata record yet.
    case withoutRecord
    /// The last attempt to get a record failed, or nobody knows the id.
    case failed
    /// It has a record, but no vectors.
    case notIndexed
    /// It has both.
    case ready
}

/// One person's films by how far they are.
package struct SetupStatistics: Sendable, Equatable {
    package let counts: [FilmSetup: Int]
    /// Some films of each state, in the order of addition.
    package let samples: [FilmSetup: [IMDbID]]
    /// The moments of the first and the last addition; nil for an empty set.
    package let added: ClosedRange<Instant>?

    package init(counts: [FilmSetup: Int], samples: [FilmSetup: [IMDbID]], added: ClosedRange<Instant>?) {
        self.counts = counts
        self.samples = samples
        self.added = added
    }

    package func count(_ setup: FilmSetup) -> Int { counts[setup] ?? 0 }
    package var total: Int { counts.values.reduce(0, +) }
}

/// Sums over all films and all people; they name nobody.
package struct SystemStatistics: Sendable, Equatable {
    /// Films with a metadata record.
    package var known = 0
    /// Films whose record could not be had.
    package var failed = 0
    /// Films about which nobody was asked yet.
    package var waiting = 0
    /// Films with a record that has an overview.
    package var complete = 0
    package var withReleaseDate = 0
    /// Films with vectors, and those of them with an overview.
    package var indexed = 0
    package var searchable = 0
    /// People who own a film, what they own in all, and the most that one of them owns.
    package var owners = 0
    package var ownedFilms = 0
    package var largestSet = 0

    package init() {}
}

/// Sums over libraries. Each method reads one snapshot in a constant number of statements.
package protocol LibraryStatisticsStore: Sendable {
    /// A person's films by how far they are under `model` (nil: there is none), with at most `samplesMax` of each
    /// state, the newest uploads, at most `uploadsMax`, and the counts of all of them.
    ///
    /// The films are read only when something changed since `known`.
    func libraryStatistics(_ question: LibraryQuestion, known: KnownSetup?) async throws -> LibraryNumbers
    func systemStatistics(model: String?) async throws -> SystemStatistics
}

/// Whose library is asked about, and how much of it is wanted.
package struct LibraryQuestion: Sendable {
    package let user: UserID
    package let model: String?
    package let moment: Instant
    package let samplesMax: Int
    package let uploadsMax: Int

    package init(user: UserID, model: String?, at moment: Instant, samplesMax: Int, uploadsMax: Int) {
        self.user = user
        self.model = model
        self.moment = moment
        self.samplesMax = samplesMax
        self.uploadsMax = uploadsMax
    }
}

/// The films of one person by how far they are, and the state of the tables that they were read from.
package struct KnownSetup: Sendable, Equatable {
    /// Changes whenever the films could have.
    package let version: String
    package let setup: SetupStatistics

    package init(version: String, setup: SetupStatistics) {
        self.version = version
        self.setup = setup
    }
}

/// What is known of one person's library at one moment.
package struct LibraryNumbers: Sendable, Equatable {
    package let known: KnownSetup
    package let uploads: UploadCounts
    /// Newest start first.
    package let recentUploads: [Upload]

    package var setup: SetupStatistics { known.setup }

    package init(known: KnownSetup, uploads: UploadCounts, recentUploads: [Upload]) {
        self.known = known
        self.uploads = uploads
        self.recentUploads = recentUploads
    }
}
