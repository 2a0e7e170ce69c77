/// Which film a title of a folder is, from the folder's name and from the files'.
struct FilmIdentity {
    var title: String
    var year: Int?
    var ids: NamedIDs
    /// Whether the folder's name says which film it is.
    var isFolders: Bool

    /// By the names of the files alone.
    init(_ takes: [FilmTake]) {
        let named = takes.first { $0.name.year != nil } ?? takes[0]
        title = named.name.title
        year = named.name.year
        ids = takes.reduce(NamedIDs()) { $0.filled(from: $1.name.ids) }
        isFolders = false
    }

    /// By the folder's name, and the files' where it is silent.
    init(_ takes: [FilmTake], _ folder: FolderName) {
        self.init(takes)
        // "01 Dr. No (1962)/Dr. No.mkv": the folder is numbered for its place among others.
        title = takes.first { folder.isNumbered($0.key) }?.name.title ?? folder.film.title
        year = folder.film.year ?? year
        ids = ids.filled(from: folder.film.ids)
        isFolders = true
    }

    /// For the only film of a folder whose name is another: the richer name of the two counts.
    init(alone takes: [FilmTake], in folder: FolderName) {
        let own = FilmIdentity(takes)
        let both = FilmIdentity(takes, folder)
        if folder.namesTitle {
            self = FilmIdentity.isElsewhere(own, folder) ? own : both
        } else if own.year != nil || !own.ids.isEmpty {
            self = own
        } else {
            self = FilmIdentity.isPoorer(takes[0], folder) ? both : own
        }
    }

    /// A film of another name and year than its folder's is one of a collection.
    private static func isElsewhere(_ own: FilmIdentity, _ folder: FolderName) -> Bool {
        guard let one = own.year, let two = folder.film.year, TitleKey(own.title) != folder.key else { return false }
        return abs(one - two) > 1 && own.ids.isEmpty
    }

    private static func isPoorer(_ take: FilmTake, _ folder: FolderName) -> Bool {
        if places.contains(folder.key) || PartMarker(folder: folder.text) != nil { return false }
        return generic.contains(take.key) || take.key.bytes.count <= folder.key.bytes.count
    }

    /// Names of files that say nothing.
    private static let generic: Set<TitleKey> = keys(
        "movie film video main feature mainfeature title title00 title01 00000")

    /// Names of folders that hold films and are none.
    private static let places: Set<TitleKey> = keys(
        """
        movies films film filme movie video videos cinema kino action adventure animation anime comedy crime documentary
        documentaries drama family fantasy horror kids kinder romance scifi thriller western classics new unsorted misc
        downloads incoming hd uhd 4k 3d dvd bluray disc iso specials bonus disney pixar marvel
        """)

    private static func keys(_ list: String) -> Set<TitleKey> {
        Set(list.split(whereSeparator: \.isWhitespace).map { TitleKey($0) })
    }
}
