import Basics
import Domain

/// Films, series and episodes as both servers write them.
enum WireItem {
    static let filmFields =
        "Overview,Genres,OriginalTitle,SortName,Path,MediaSources,Taglines,Tags,ProviderIds"
        + ",Studios,People,ProductionLocations,DateCreated"
    static let seriesFields =
        "Overview,Genres,OriginalTitle,SortName,Path,Taglines,Tags,ProviderIds,Studios,People"
        + ",ProductionLocations,DateCreated,ChildCount,RecursiveItemCount"
    static let episodeFields = "Overview,Path,MediaSources,ProviderIds,DateCreated"
    static let playFields = "ProviderIds"

    static func film(_ node: JSONNode) -> ListedPage<MediaServerFilm>.Entry {
        entry(node, type: "Movie") { item in
            MediaServerFilm(item: item, copies: WireCopy.copies(of: node))
        }
    }

    static func series(_ node: JSONNode) -> ListedPage<MediaServerSeries>.Entry {
        entry(node, type: "Series") { item in series(item, node) }
    }

    /// Without an item for episodes that have no place.
    static func episode(_ node: JSONNode) -> ListedPage<MediaServerEpisode>.Entry {
        entry(node, type: "Episode") { item in
            guard let seriesID = node["SeriesId"].id, let place = place(node) else { return nil }
            let last = node["IndexNumberEnd"].int.flatMap { $0 > place.number ? $0 : nil }
            return MediaServerEpisode(
                item: item, seriesID: seriesID, place: (place.season, place.number, last),
                copies: WireCopy.copies(of: node))
        }
    }

    /// Other types have no item. What is of the right type and cannot be read has no id either, so that the listing
    /// is known to have a hole.
    private static func entry<Item>(
        _ node: JSONNode, type wanted: String, _ make: (MediaServerItem) -> Item?
    ) -> ListedPage<Item>.Entry {
        guard let id = node["Id"].id, let type = node["Type"].text else { return .init(id: nil, item: nil) }
        guard type == wanted else { return .init(id: id, item: nil) }
        guard let name = node["Name"].text else { return .init(id: nil, item: nil) }
        return .init(id: id, item: make(facts(id, name, node)))
    }

    private static func series(_ item: MediaServerItem, _ node: JSONNode) -> MediaServerSeries {
        var series = MediaServerSeries(item: item)
        series.status = node["Status"].text
        series.endDate = node["EndDate"].date
        series.airDays = node["AirDays"].boundedTexts
        series.seasonCount = node["ChildCount"].int.flatMap { $0 >= 0 ? $0 : nil }
        series.episodeCount = node["RecursiveItemCount"].int.flatMap { $0 >= 0 ? $0 : nil }
        return series
    }

    /// Without an id where the server tells nothing of the user.
    static func play(_ node: JSONNode) -> ListedPage<UserPlay>.Entry {
        guard let id = node["Id"].id, let state = state(node["UserData"]) else { return .init(id: nil, item: nil) }
        guard let kind = kind(node) else { return .init(id: id, item: nil) }
        var play = UserPlay(itemID: id, kind: kind, state: state)
        play.references = references(node["ProviderIds"])
        play.runtimeMilliseconds = node["RunTimeTicks"].ticksAsMilliseconds
        return .init(id: id, item: play)
    }

    private static func kind(_ node: JSONNode) -> UserPlay.Kind? {
        switch node["Type"].text {
        case "Movie": .film
        case "Series": .series
        case "Episode": .episode(series: node["SeriesId"].id, place: place(node))
        default: nil
        }
    }

    private static func state(_ node: JSONNode) -> UserPlayState? {
        guard node.isObject else { return nil }
        var state = UserPlayState()
        state.isPlayed = node["Played"].isTrue
        state.playCount = max(0, node["PlayCount"].int ?? 0)
        state.isFavourite = node["IsFavorite"].isTrue
        state.positionMilliseconds = node["PlaybackPositionTicks"].ticksAsMilliseconds ?? 0
        state.lastPlayedAt = node["LastPlayedDate"].instant
        return state
    }

    private static func place(_ node: JSONNode) -> UserPlay.Place? {
        guard let season = node["ParentIndexNumber"].int, let number = node["IndexNumber"].int,
            season >= 0, number >= 0
        else { return nil }
        return UserPlay.Place(season: season, number: number)
    }

    private static func facts(_ id: MediaServerID, _ name: String, _ node: JSONNode) -> MediaServerItem {
        var item = MediaServerItem(id: id, name: name)
        item.originalTitle = node["OriginalTitle"].text
        item.sortName = node["SortName"].text
        item.references = references(node["ProviderIds"])
        item.path = node["Path"].text
        item.overview = node["Overview"].text
        item.tagline = node["Taglines"].list.lazy.compactMap(\.text).first
        item.genres = node["Genres"].boundedTexts
        item.tags = node["Tags"].boundedTexts
        item.studios = Array(node["Studios"].texts("Name").prefix(ConnectorsLimits.mediaServerNamesMax))
        item.countries = node["ProductionLocations"].boundedTexts
        item.people = WirePeople.people(node["People"])
        item.contentRating = node["OfficialRating"].text
        item.communityRating = node["CommunityRating"].number.flatMap { $0 > 0 && $0 <= 10 ? $0 : nil }
        item.criticRating = node["CriticRating"].number.flatMap { (0...100).contains($0) ? $0 : nil }
        item.premiereDate = node["PremiereDate"].date
        item.year = node["ProductionYear"].int.flatMap { ConnectorsLimits.mediaServerYears.contains($0) ? $0 : nil }
        item.addedAt = node["DateCreated"].instant
        item.runtimeMilliseconds = node["RunTimeTicks"].ticksAsMilliseconds
        item.imageTags = imageTags(node)
        return item
    }

    /// Under whatever capitals a server or its plug-ins write the names in.
    static func references(_ node: JSONNode) -> MediaServerReferences {
        func text(_ names: String...) -> String? { names.lazy.compactMap { node[$0].text?.trimmed }.first }
        func number(_ text: String?) -> Int? { text.flatMap { Int32($0) }.flatMap { $0 > 0 ? Int($0) : nil } }
        var references = MediaServerReferences()
        references.imdbID = text("Imdb", "IMDB", "imdb").flatMap { IMDbID($0) }
        references.tmdbID = number(text("Tmdb", "TMDB", "tmdb"))
        references.tvdbID = number(text("Tvdb", "TVDB", "tvdb"))
        return references
    }

    private static func imageTags(_ node: JSONNode) -> [MediaServerImageKind: String] {
        var tags: [MediaServerImageKind: String] = [:]
        for kind in MediaServerImageKind.allCases {
            tags[kind] = node["ImageTags"][kind.rawValue].text
        }
        tags[.backdrop] = node["BackdropImageTags"].list.first?.text ?? tags[.backdrop]
        return tags
    }
}
