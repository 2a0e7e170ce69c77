package import Basics

/// A film or series with what a check of the catalogue compares.
package struct CheckedTitle: Sendable, Hashable {
    /// A file of the title, or of one of a series' episodes.
    package struct File: Sendable, Hashable {
        /// Below its folder.
        package let path: String
        /// Nil where it was not measured.
        package var minutes: Double?
        /// The version that it is a part of.
        package var version = 0
        /// What sets the version apart, such as an edition.
        package var label: String?

        package init(path: String) {
            self.path = path
        }
    }

    package let title: Title
    /// All files of a film; the first of a series.
    package var files: [File] = []
    /// Whether a poster lies beside the files.
    package var hasOwnPoster = false

    package init(_ title: Title) {
        self.title = title
    }

    package var subject: PlanSubject { PlanSubject(title, path: files.first?.path) }
}

/// A name of a vocabulary, and how many films and series have it.
package struct NameUse: Sendable, Hashable {
    package let name: String
    package let count: Int

    package init(name: String, count: Int) {
        self.name = name
        self.count = count
    }
}

/// What came of taking back changes of the own catalogue.
package struct RepairUndo: Sendable {
    package var outcome = UndoOutcome()
    /// What of restored changes was edited since and stays as it is, for people.
    package var remarks: [(change: ChangeID, text: String)] = []

    package init() {}
}

/// Looks over the own catalogue and repairs it as plans say. Each method is one transaction.
package protocol CatalogueRepairStore: Sendable {
    /// Films and series by id, in pages; without those that were given up for another title.
    func titles(after: TitleID?, limit: Int) async throws -> [CheckedTitle]
    /// The films and series of these ids; missing ones are left out.
    func titles(ids: [TitleID]) async throws -> [CheckedTitle]
    func count() async throws -> Int
    /// Films, and series, that are called alike but for case, accents and signs: groups of two and more, in the order
    /// of their first ids. Titles that were given up are left out.
    func namesakes() async throws -> [[TitleID]]
    /// The film, or the series, that has one of these ids.
    func holder(of imdbID: IMDbID?, _ tmdbID: Int?, kind: TitleKind) async throws -> CheckedTitle?
    /// All genres of films and series.
    func genres() async throws -> [NameUse]
    func keywords() async throws -> [NameUse]

    /// Writes the changes of a subject with their journal and their status, all of it or nothing.
    ///
    /// Changes whose title is gone are rejected. What does not stand as it was when a change was proposed, and what
    /// cannot be written, is told in the outcome and stays open. Throws `CurationError.unknownPlan`.
    func apply(_ planned: PlannedSubject, in plan: PlanID, at moment: Instant) async throws -> SubjectOutcome
    /// Takes back what was written for a subject, the last written first, with the status of the changes. Throws
    /// `CurationError.unknownPlan`.
    func undo(_ entries: [JournalEntry], in plan: PlanID, at moment: Instant) async throws -> RepairUndo
}
