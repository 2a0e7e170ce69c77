/// In which order a list of films and series is.
package enum VideoOrder: String, Sendable, Hashable, CaseIterable {
    /// By sort title, year and id.
    case title
    /// The newest year first, then by sort title and id.
    case year
    /// Those with the newest file first.
    case added
}

/// Which films and series a list holds.
package struct VideoFilter: Sendable, Hashable {
    package var viewer: Viewer
    /// Nil for all libraries.
    package var library: MediaLibraryID?
    /// Clips of the archive stand beside films and series only where they, or their library, are asked for.
    package var kind: TitleKind?
    /// Part of a name as it was typed; clips are found by their names.
    package var text: String?
    package var genre: String?
    package var yearMin: Int?
    package var yearMax: Int?
    /// 0–10.
    package var voteMin: Double?
    /// Of pages only.
    package var order = VideoOrder.title

    package init(viewer: Viewer) {
        self.viewer = viewer
    }

    /// Whether clips of the archive are shown.
    package var hasClips: Bool { kind == .scene || (kind == nil && (library != nil || text != nil)) }
}

/// The films, series and episodes that have, or had, a file of this server's own. Reading only; each method sees one
/// state of the database and takes a fixed number of statements.
package protocol VideoStore: Sendable {
    /// Films and series in the filter's order.
    func page(_ filter: VideoFilter, offset: Int, limit: Int) async throws -> VideoPage
    /// Films and series of which every word of the text is part of some name, the best first: a title or original
    /// title that equals the text, begins with it, has it as words, has it inside; then episodes; then people. What is
    /// equally good is in the order of the list. `filter.text` does not count.
    func named(_ text: String, _ filter: VideoFilter, limit: Int) async throws -> [TitleID]
    /// Those of the titles that the filter lets through, in their order; an episode goes with its series' genre, votes
    /// and libraries, and with its own certificate where it has one.
    func kept(_ ids: [TitleID], by filter: VideoFilter) async throws -> [TitleID]
    /// Films or series, those with the newest file first.
    func newest(_ filter: VideoFilter, limit: Int) async throws -> [TitleID]
    /// Films and episodes that the profile began and did not finish, the latest first, one for each series.
    func begun(by viewer: Viewer, positionMin: Int, limit: Int) async throws -> [TitleID]
    /// Videos by id in the order of the ids, each once; unlisted ones are left out.
    func videos(_ ids: [TitleID], for viewer: Viewer) async throws -> [Video]
    /// Episodes of a series by season and number, specials last; nil when no such series is listed.
    func episodes(of series: TitleID, for viewer: Viewer) async throws -> [Video]?
    /// The series of an episode; nil for everything else.
    func series(of episode: TitleID) async throws -> TitleID?
    /// A track with its file; nil when it is gone.
    func subtitle(_ id: SubtitleID) async throws -> (track: StoredSubtitle, file: MediaFile)?
    func file(_ id: MediaFileID) async throws -> MediaFile?
    func artwork(_ kind: ArtworkKind, of title: TitleID) async throws -> Artwork?
    /// How many films and series each library lists.
    func libraryCounts(for viewer: Viewer) async throws -> [MediaLibraryID: Int]
}
