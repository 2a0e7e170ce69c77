import Basics
import Domain
import SurfaceKit

struct LoginResponse: Encodable {
    let status = "success"
    let user: UserResponse
    let csrfToken: String
    /// Only where the account ends.
    let accountExpiry: String?
    /// Only where the channel has a release.
    let updateFeedURL: String?

    enum CodingKeys: String, CodingKey {
        case status, user, csrfToken, accountExpiry
        case updateFeedURL = "updateFeedUrl"
    }
}

struct UserResponse: Encodable {
    let id: Int32
    let username: String
    let role: Role
    @OrNull var expiryDate: String?
    let updateChannel: UpdateChannel

    init(_ user: User) {
        id = user.id.rawValue
        username = user.name
        role = user.role
        _expiryDate = OrNull(wrappedValue: user.expiresAt?.databaseText)
        updateChannel = user.updateChannel
    }
}

struct SessionResponse: Encodable {
    let status = "success"
    let user: UserResponse
    let activeProfile: ProfileResponse
    let csrfToken: String
    /// Unix seconds.
    let loginTime: Int
    let clientPlatform: String
    @OrNull var appVersionName: String?
    let accountExpiry: String?
    let updateFeedURL: String?

    enum CodingKeys: String, CodingKey {
        case status, user, activeProfile, csrfToken, loginTime, clientPlatform, appVersionName, accountExpiry
        case updateFeedURL = "updateFeedUrl"
    }
}

extension Instant {
    /// `YYYY-MM-DD HH:MM:SS`, UTC: the form in which databases write moments.
    var databaseText: String { iso8601WithoutZone.replacing("T", with: " ") }
}
