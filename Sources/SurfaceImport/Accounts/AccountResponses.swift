import Accounts
import Basics
import Domain
import SurfaceKit

struct TokenResponse: Encodable {
    let accessToken: String
    let tokenType = "bearer"

    init(token: String) {
        accessToken = token
    }

    enum CodingKeys: String, CodingKey {
        case accessToken = "access_token"
        case tokenType = "token_type"
    }
}

struct ProfileResponse: Encodable {
    let id: String
    let email: String
    let authProvider: String
    let hasGoogleLinked: Bool
    let hasPassword: Bool
    let createdAt: String

    init(_ user: User, _ facts: AccountFacts) {
        id = user.uuid
        email = user.email
        authProvider = facts.provider.rawValue
        hasGoogleLinked = facts.isKnownElsewhere
        hasPassword = facts.hasPassword
        createdAt = user.createdAt.importText
    }

    enum CodingKeys: String, CodingKey {
        case id, email
        case authProvider = "auth_provider"
        case hasGoogleLinked = "has_google_linked"
        case hasPassword = "has_password"
        case createdAt = "created_at"
    }
}
