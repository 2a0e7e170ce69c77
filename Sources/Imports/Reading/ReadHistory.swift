package import Domain

/// What a file says of its person's films.
package struct ReadHistory: Sendable, Hashable {
    package let source: ImportSource
    package let counts: ImportCounts
    /// In the order of the file, merged ones at the place of their first row.
    package let films: [ImportedFilm]

    package init(source: ImportSource, counts: ImportCounts, films: [ImportedFilm]) {
        self.source = source
        self.counts = counts
        self.films = films
    }
}
