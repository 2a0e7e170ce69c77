package import Basics
package import Domain

extension RemoteMediaServer {
    package func films(in library: MediaServerID) -> Listing<MediaServerFilm> {
        listing(ItemQuery(type: "Movie", fields: WireItem.filmFields, parent: .library(library)), WireItem.film)
    }

    package func series(in library: MediaServerID) -> Listing<MediaServerSeries> {
        listing(ItemQuery(type: "Series", fields: WireItem.seriesFields, parent: .library(library)), WireItem.series)
    }

    package func episodes(in library: MediaServerID) -> Listing<MediaServerEpisode> {
        listing(ItemQuery(type: "Episode", fields: WireItem.episodeFields, parent: .library(library)), WireItem.episode)
    }

    package func episodes(of series: MediaServerID) -> Listing<MediaServerEpisode> {
        listing(ItemQuery(type: "Episode", fields: WireItem.episodeFields, parent: .series(series)), WireItem.episode)
    }

    package func plays(of user: MediaServerID, _ filter: UserPlayFilter, since: Instant?) -> Listing<UserPlay> {
        let bound = since.map { $0.adding(seconds: -ConnectorsLimits.mediaServerDeltaSeconds) }
        let walk = PageWalk(
            pageSize: ConnectorsLimits.mediaServerPlayPage, itemsMax: ConnectorsLimits.mediaServerItemsMax)
        let parameters = Self.parameters(of: filter, user: user, exchange.dialect)
        return Listing(
            walk,
            until: { play in
                guard let bound, filter.isByPlay, let playedAt = play.state.lastPlayedAt else { return false }
                return playedAt < bound
            },
            fetch: { try await page(parameters, $0, WireItem.play) })
    }

    /// What is asked for below a library or a series.
    private struct ItemQuery: Sendable {
        enum Parent: Sendable {
            case library(MediaServerID)
            case series(MediaServerID)
        }

        let type: String
        let fields: String
        let parent: Parent
    }

    private func listing<Item>(
        _ query: ItemQuery, _ read: @escaping @Sendable (JSONNode) -> ListedPage<Item>.Entry
    ) -> Listing<Item> {
        let walk = PageWalk(pageSize: ConnectorsLimits.mediaServerPage, itemsMax: ConnectorsLimits.mediaServerItemsMax)
        return Listing(walk) { span in
            try await page(of: query, span, read)
        }
    }

    /// A page of what is below a library or a series that is there: of any other well-formed id the servers list
    /// everything that they have.
    private func page<Item>(
        of query: ItemQuery, _ span: PageSpan, _ read: @escaping @Sendable (JSONNode) -> ListedPage<Item>.Entry
    ) async throws -> ListedPage<Item> {
        switch query.parent {
        case .library(let id):
            if span.start == 0 {
                guard try await libraries().contains(where: { $0.id == id }) else { throw MediaServerFailure.notFound }
            }
            return try await page(Self.parameters(of: query, below: id, exchange.dialect), span, read)
        case .series(let id):
            return try await page(Self.parameters(of: query, below: id, exchange.dialect), span) { node in
                guard node["SeriesId"].id.map({ $0 == id }) ?? true else { throw MediaServerFailure.notFound }
                return read(node)
            }
        }
    }

    private func page<Item>(
        _ parameters: [(String, String)], _ span: PageSpan,
        _ read: @escaping @Sendable (JSONNode) throws -> ListedPage<Item>.Entry
    ) async throws -> ListedPage<Item> {
        let stretch = [("StartIndex", String(span.start)), ("Limit", String(span.limit))]
        var request = MediaServerRequest.get("/Items", parameters + stretch)
        // After a timeout a smaller page helps, and the same one does not.
        request.repetition = .afterFaults
        return try await exchange.answer(request) { node in
            guard node.hasEntries else { return nil }
            return ListedPage(entries: try node.entries.map(read), total: node["TotalRecordCount"].int)
        }
    }

    private static func parameters(
        of query: ItemQuery, below id: MediaServerID, _ dialect: MediaServerDialect
    ) -> [(String, String)] {
        [
            ("IncludeItemTypes", query.type), ("Recursive", "true"), ("ParentId", id.rawValue),
            ("Fields", dialect.fields(query.fields)), ("EnableUserData", "false"), ("ImageTypeLimit", "1"),
            dialect.ungrouped, ("SortBy", "SortName"), ("SortOrder", "Ascending"),
        ]
    }

    private static func parameters(
        of filter: UserPlayFilter, user: MediaServerID, _ dialect: MediaServerDialect
    ) -> [(String, String)] {
        let (types, condition) =
            switch filter {
            case .played: ("Movie,Episode", ("IsPlayed", "true"))
            case .playedFilms: ("Movie", ("IsPlayed", "true"))
            case .playedEpisodes: ("Episode", ("IsPlayed", "true"))
            case .favourites: ("Movie,Series,Episode", ("IsFavorite", "true"))
            case .favouriteFilms: ("Movie", ("IsFavorite", "true"))
            case .favouriteSeries: ("Series", ("IsFavorite", "true"))
            case .begun: ("Movie,Episode", ("Filters", "IsResumable"))
            }
        return [
            ("UserId", user.rawValue), ("IncludeItemTypes", types), ("Recursive", "true"), condition,
            ("Fields", WireItem.playFields), ("EnableUserData", "true"), ("EnableImages", "false"), dialect.ungrouped,
            ("SortBy", "DatePlayed"), ("SortOrder", "Descending"),
        ]
    }
}
