import Basics
import Domain

extension PickLibraries {
    /// Where the originals of a library lie.
    struct Origin {
        /// Nil for any.
        let server: MediaServerKey?
        let places: LibraryPlaces
    }

    /// What a library of these titles holds.
    func plan(
        _ kind: TitleKind, _ entries: [ShelfEntry], from origin: Origin, links: Bool, _ moment: Instant
    ) async throws -> LibraryPlan {
        let reader = ShelfReader(
            titles: sources.titles, videos: sources.videos, server: origin.server, places: origin.places,
            threads: threads)
        if kind == .series {
            return LibraryPlan(series: try await reader.series(entries), links: links, addedAt: moment)
        }
        let films = try await reader.films(entries, withNeighbours: links)
        return LibraryPlan(films: films, links: links, addedAt: moment)
    }
}
