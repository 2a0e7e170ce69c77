import Basics
import Domain

/// Takes over which titles a person likes on the media server. Favourites have no order in which the new ones come
/// first, and are few, so all are read each time. A favourite is no play.
struct FavouriteRound {
    let plays: any ServerPlayStore
    let visit: ServerVisit
    let shelf: PlayShelf
    let now: Instant

    /// Of films or series. Throws as a listing does.
    func takeOver(
        _ kind: TitleKind, of user: MediaServerID, onPage: () async throws -> Void
    ) async throws {
        let filter: UserPlayFilter = kind == .movie ? .favouriteFilms : .favouriteSeries
        var seen: Set<TitleID> = []
        let end = try await visit.server.plays(of: user, filter, since: nil).read { page in
            let liked = page.filter(\.state.isFavourite)
            let titles = try await plays.titles(of: liked, on: visit.key).compactMap { $0?.titleID }
            _ = try await plays.addFavourites(titles, to: shelf, at: now)
            seen.formUnion(titles)
            try await onPage()
        }
        if case .incomplete(.failed(let failure)) = end { throw failure }
        if end.isComplete { try await remove(kind) { !seen.contains($0) } }
    }

    private func remove(_ kind: TitleKind, where isGone: (TitleID) -> Bool) async throws {
        var last: TitleID?
        repeat {
            let limit = SynchronisationLimits.knownPlaysPage
            let known = try await plays.favourites(kind, of: shelf, after: last, limit: limit)
            try await plays.removeFavourites(known.filter(isGone), from: shelf)
            last = known.count < limit ? nil : known.last
        } while last != nil
    }
}
