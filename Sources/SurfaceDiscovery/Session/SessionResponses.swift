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
    let provider = "local"
    @OrNull var providerUserId: String?
    let isAdmin: Bool
    let isEnabled: Bool
    let canManageWatchHistory: Bool
    @OrNull var avatarUrl: String?

    init(_ user: User) {
        id = user.id.description
        username = user.name
        _displayName = OrNull(wrappedValue: user.displayName)
        _providerUserId = OrNull(wrappedValue: nil)
        isAdmin = user.role == .admin
        isEnabled = user.membership.getsPicks
        canManageWatchHistory = user.role == .admin || user.membership.managesHistory
        _avatarUrl = OrNull(wrappedValue: nil)
    }
}
