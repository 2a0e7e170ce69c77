import Accounts
import Domain
import SurfaceKit

struct SuccessResponse: Encodable {
    var success = true
}

struct SignedInResponse: Encodable {
    let user: SessionUser
}

/// Who is signed in, as the web client keeps it.
struct SessionUser: Encodable {
    let id: String
    let username: String
    @OrNull var displayName: String?
    let provider: String
    @OrNull var providerUserId: String?
    let isAdmin: Bool
    let isEnabled: Bool
    let canManageWatchHistory: Bool
    @OrNull var avatarUrl: String?

    init(_ user: User, _ identity: MediaServerIdentity?) {
        id = user.id.description
        username = user.name
        _displayName = OrNull(wrappedValue: user.displayName)
        provider = identity?.kind.rawValue ?? "local"
        _providerUserId = OrNull(wrappedValue: identity?.subject)
        isAdmin = user.role == .admin
        isEnabled = user.membership.getsPicks
        canManageWatchHistory = user.role == .admin || user.membership.managesHistory
        _avatarUrl = OrNull(wrappedValue: nil)
    }
}
