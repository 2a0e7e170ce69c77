package import Basics
package import Domain

/// What is known of a file beside its bytes.
package struct HistoryFileOptions: Sendable, Hashable {
    /// The year it is, for years in titles.
    package let thisYear: Int
    /// The services whose files are read; nil for all.
    package var only: Set<ImportSource>?
    /// Whose viewings are read from a Netflix export of several people.
    package var netflixProfile: String?
    /// What the columns of a table mean that is not a known service's; then it is read as such whatever its header.
    package var columns: ColumnMapping?
    /// Consulted only where two kinds of files have the same header, as Letterboxd's lists of watched films and of
    /// those to watch.
    package var fileName: String?

    package init(thisYear: Int) {
        self.thisYear = thisYear
    }

    /// Of a file that is read at a moment.
    package init(at moment: Instant) {
        self.init(thisYear: CivilDate(moment).year)
    }

    func allows(_ source: ImportSource) -> Bool { only?.contains(source) ?? true }
}
