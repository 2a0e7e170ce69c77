import Basics
import Domain
import Streaming

/// What rows of a page of titles hold beside the titles themselves: addresses of pictures, relative to the server and
/// without a session, and moments.
struct TitleExtras: Sendable {
    let addresses: PictureAddresses
    let stored: [TitleID: [ArtworkKind: Artwork]]
    let moments: [TitleID: TitleMoments]

    /// The one beside the files, else the one that a provider has; nil where there is none.
    func poster(of title: Title) -> String? {
        stored[title.id]?[.poster].map { addresses.picture($0) } ?? addresses.providedPoster(of: title)
    }

    func addedAt(_ title: Title) -> String { (moments[title.id]?.addedAt ?? .unknown).iso8601WithMilliseconds }

    func changedAt(_ title: Title) -> String { (moments[title.id]?.changedAt ?? .unknown).iso8601WithMilliseconds }

    /// A picture out of an episode.
    func still(of episode: Title) -> String? {
        stored[episode.id]?[.thumb].map { addresses.picture($0) } ?? poster(of: episode)
    }

    func backdrop(of title: Title) -> String? {
        stored[title.id]?[.backdrop].map { addresses.picture($0) }
    }
}

extension DiscoverySurface {
    func extras(of titles: [Title]) async throws -> TitleExtras {
        let ids = titles.map(\.id)
        return TitleExtras(
            addresses: PictureAddresses(names: try await features.titles.tickets.pictureNames()),
            stored: try await features.titles.store.pictures(of: ids),
            moments: try await features.titles.store.moments(of: ids))
    }
}

extension Instant {
    /// Of what went away between two looks.
    fileprivate static let unknown = Instant(milliseconds: 0)
}
