import Domain
import Hummingbird
import SurfaceKit

extension KodiSurface {
    /// Clients call it before searches and uploads, so it reads nothing but the key.
    func test(_ request: Request, _ context: KodiContext) async throws -> Response {
        try .json(TestResponse(user: TestResponse.Account(context.user)))
    }

    func whoAmI(_ request: Request, _ context: KodiContext) async throws -> Response {
        let user = try context.user
        return try .json(WhoAmIResponse(user, subject: try await settings.subject(user.id)))
    }
}

struct TestResponse: Encodable {
    struct Account: Encodable {
        let email: String
        let role: Role
        let isActive: Bool

        init(_ user: User) {
            (email, role, isActive) = (user.email, user.role, user.isActive)
        }

        enum CodingKeys: String, CodingKey {
            case email, role
            case isActive = "is_active"
        }
    }

    var status = "success"
    var message = "API key authentication successful"
    let user: Account
    var service = "search-api"
    /// True whenever requests are served at all.
    var kodiReady = true

    enum CodingKeys: String, CodingKey {
        case status, message, user, service
        case kodiReady = "kodi_ready"
    }
}

struct WhoAmIResponse: Encodable {
    /// Stable: the identity provider's subject, else of a form that such a one cannot have by accident.
    let userID: String
    let email: String
    let role: Role
    let isActive: Bool
    var tokenValid = true

    init(_ user: User, subject: String?) {
        userID = subject ?? "local|\(user.id)"
        (email, role, isActive) = (user.email, user.role, user.isActive)
    }

    enum CodingKeys: String, CodingKey {
        case userID = "user_id"
        case email, role
        case isActive = "is_active"
        case tokenValid = "token_valid"
    }
}
