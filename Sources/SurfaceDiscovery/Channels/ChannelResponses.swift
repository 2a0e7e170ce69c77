import Basics
import Domain
import Recommendations
import SurfaceKit

struct ChannelsResponse: Encodable {
    let channels: [ChannelRow]
    /// Those of others.
    let shared: [ChannelRow]
}

struct ChannelResponse: Encodable {
    let channel: ChannelRow
}

/// A list of somebody's own.
struct ChannelRow: Encodable {
    let id: String
    let ownerID: String
    let name: String
    @OrNull var description: String?
    let genreFilters: [String]
    @OrNull var textPreferences: String?
    let exampleMovieIDs: [String]
    let isPinnedRow: Bool
    @OrNull var playlistID: String?
    let isActive: Bool
    @OrNull var lastGeneratedAt: String?
    let createdAt: String
    let updatedAt: String

    init(_ channel: Domain.Channel) {
        let facts = channel.facts
        id = channel.id.description
        ownerID = channel.ownerID.description
        name = facts.name
        _description = OrNull(wrappedValue: facts.description)
        genreFilters = facts.genres
        _textPreferences = OrNull(wrappedValue: facts.wish)
        exampleMovieIDs = facts.examples.map(\.description)
        isPinnedRow = facts.isPinned
        _playlistID = OrNull(wrappedValue: channel.playlistID?.description)
        isActive = facts.isActive
        _lastGeneratedAt = OrNull(wrappedValue: channel.lastGeneratedAt?.iso8601WithMilliseconds)
        createdAt = channel.createdAt.iso8601WithMilliseconds
        updatedAt = channel.updatedAt.iso8601WithMilliseconds
    }

    enum CodingKeys: String, CodingKey {
        case id, name, description
        case ownerID = "owner_id"
        case genreFilters = "genre_filters"
        case textPreferences = "text_preferences"
        case exampleMovieIDs = "example_movie_ids"
        case isPinnedRow = "is_pinned_row"
        case playlistID = "playlist_id"
        case isActive = "is_active"
        case lastGeneratedAt = "last_generated_at"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }
}

struct FilledChannelResponse: Encodable {
    @OrNull var playlistId: String?
    let itemCount: Int
    let message: String
}

struct ChannelItemsResponse: Encodable {
    let items: [ChannelItemRow]
    @OrNull var playlistId: String?
}

/// A film of a channel; `playlistItemId` is its place there, by which it is taken out.
struct ChannelItemRow: Encodable {
    let id: String
    let playlistItemId: String
    let title: String
    @OrNull var year: Int?
    @OrNull var posterUrl: String?
    /// Minutes.
    @OrNull var runtime: Int?

    init(_ entry: ChannelEntry, _ extras: TitleExtras) {
        id = entry.title.id.description
        playlistItemId = entry.item.id.description
        title = entry.title.metadata.title
        _year = OrNull(wrappedValue: entry.title.metadata.year)
        _posterUrl = OrNull(wrappedValue: extras.poster(of: entry.title))
        _runtime = OrNull(wrappedValue: entry.title.metadata.runtimeMinutes)
    }
}

struct AddedItemsResponse: Encodable {
    var success = true
    let addedCount: Int
}

struct ChannelSharesResponse: Encodable {
    var success = true
    let shares: [ChannelShareRow]
}

/// Somebody who sees a channel of another person's.
struct ChannelShareRow: Encodable {
    let userID: String
    let username: String
    @OrNull var displayName: String?
    let createdAt: String

    init(_ share: ChannelShare, _ user: User) {
        userID = user.id.description
        username = user.name
        _displayName = OrNull(wrappedValue: user.displayName)
        createdAt = share.createdAt.iso8601WithMilliseconds
    }

    enum CodingKeys: String, CodingKey {
        case username
        case userID = "user_id"
        case displayName = "display_name"
        case createdAt = "created_at"
    }
}

struct ChannelPreferencesResponse: Encodable {
    let preferences: String
}

struct ChannelNameResponse: Encodable {
    let name: String
}

struct ChannelDescriptionResponse: Encodable {
    let description: String
}
