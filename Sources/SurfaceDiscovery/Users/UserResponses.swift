import Accounts
import Basics
import Domain
import SurfaceKit

struct UsersResponse: Encodable {
    let users: [UserRow]
    let total: Int
}

/// An account, as lists hold it.
struct UserRow: Encodable {
    let id: String
    let username: String
    @OrNull var displayName: String?
    let provider: String
    @OrNull var providerUserID: String?
    let isAdmin: Bool
    let isEnabled: Bool
    let moviesEnabled: Bool
    let seriesEnabled: Bool
    let canManageWatchHistory: Bool
    let createdAt: String
    let updatedAt: String

    init(_ user: User, _ identity: MediaServerIdentity?) {
        id = user.id.description
        username = user.name
        _displayName = OrNull(wrappedValue: user.displayName)
        provider = identity?.kind.rawValue ?? "local"
        _providerUserID = OrNull(wrappedValue: identity?.subject)
        isAdmin = user.role == .admin
        isEnabled = user.membership.getsPicks
        moviesEnabled = user.membership.getsMoviePicks
        seriesEnabled = user.membership.getsSeriesPicks
        canManageWatchHistory = user.membership.managesHistory
        createdAt = user.createdAt.iso8601WithMilliseconds
        updatedAt = (user.updatedAt ?? user.createdAt).iso8601WithMilliseconds
    }

    enum CodingKeys: String, CodingKey {
        case id, username, provider
        case displayName = "display_name"
        case providerUserID = "provider_user_id"
        case isAdmin = "is_admin"
        case isEnabled = "is_enabled"
        case moviesEnabled = "movies_enabled"
        case seriesEnabled = "series_enabled"
        case canManageWatchHistory = "can_manage_watch_history"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }
}
