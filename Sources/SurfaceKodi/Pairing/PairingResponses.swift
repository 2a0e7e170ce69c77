/// The answer of `POST /pairing-code/exchange`.
struct PairingResponse: Encodable {
    var success = true
    let apiKey: String
    let userEmail: String
    let serverURL: String
    var message = "Pairing successful - your Kodi addon is now configured"

    enum CodingKeys: String, CodingKey {
        case success, message
        case apiKey = "api_key"
        case userEmail = "user_email"
        case serverURL = "server_url"
    }
}

/// The answer of `POST /otp/exchange`.
struct OneTimeCodeResponse: Encodable {
    var success = true
    let apiKey: String
    let userEmail: String

    enum CodingKeys: String, CodingKey {
        case success
        case apiKey = "api_key"
        case userEmail = "user_email"
    }
}

/// The answer of `POST /v1/auth/otp`: the token is an API key like any other and does not expire.
struct OneTimePasswordResponse: Encodable {
    let accessToken: String
    let userEmail: String

    enum CodingKeys: String, CodingKey {
        case accessToken = "access_token"
        case tokenType = "token_type"
        case expiresIn = "expires_in"
        case userEmail = "user_email"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(accessToken, forKey: .accessToken)
        try container.encode("bearer", forKey: .tokenType)
        try container.encodeNil(forKey: .expiresIn)
        try container.encode(userEmail, forKey: .userEmail)
    }
}
