import Basics
import Domain
import Streaming

/// What rows hold beside the titles themselves: addresses of pictures, relative to the server and without a session,
/// and moments.
struct TitleExtras: Sendable {
    let addresses: PictureAddresses
    let surroundings: TitleSurroundings

    /// By which the media server plays a title; nil for titles that it does not have.
    func providerItem(of title: Title) -> String? { surroundings.copies[title.id]?.first?.itemID.description }

    /// The one beside the files, else the one that a provider has; nil where there is none.
    func poster(of title: Title) -> String? {
        picture(.poster, of: title) ?? addresses.providedPoster(of: title)
    }

    func addedAt(_ title: Title) -> String { moments(of: title).addedAt.iso8601WithMilliseconds }

    func changedAt(_ title: Title) -> String { moments(of: title).changedAt.iso8601WithMilliseconds }

    /// A picture out of an episode.
    func still(of episode: Title) -> String? { picture(.thumb, of: episode) ?? poster(of: episode) }

    func backdrop(of title: Title) -> String? { picture(.backdrop, of: title) }

    private func picture(_ kind: ArtworkKind, of title: Title) -> String? {
        surroundings.pictures[title.id]?[kind].map { addresses.picture($0) }
    }

    private func moments(of title: Title) -> TitleMoments { surroundings.moments[title.id] ?? .unknown }
}

extension DiscoverySurface {
    func extras(of titles: [Title]) async throws -> TitleExtras {
        TitleExtras(
            addresses: try await pictureAddresses(),
            surroundings: try await features.titles.store.surroundings(of: titles.map(\.id)))
    }

    func pictureAddresses() async throws -> PictureAddresses {
        PictureAddresses(names: try await features.titles.tickets.pictureNames())
    }
}

extension TitleMoments {
    /// Of what went away between two looks.
    fileprivate static let unknown = TitleMoments(
        addedAt: Instant(milliseconds: 0), changedAt: Instant(milliseconds: 0))
}
