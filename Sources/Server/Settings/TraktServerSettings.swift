import Administration
import Connectors
import Domain

/// The application by which this server speaks with Trakt.
struct TraktServerSettings: Sendable, Equatable {
    let clientID: String
    let clientSecret: String
    let redirectURI: String
    let baseURL: String
    let authorizeURL: String?

    /// Nil without an id, a secret, or an address to which Trakt could send people back.
    init?(_ values: SettingValues) {
        guard let id = values.text(.traktClientID), let secret = values.text(.traktClientSecret),
            let redirect = values.traktRedirectURI
        else { return nil }
        clientID = id
        clientSecret = secret
        redirectURI = redirect
        baseURL = values.text(.traktBaseURL) ?? TraktSettings.defaultBaseURL
        authorizeURL = values.text(.traktAuthorizeURL)
    }

    /// Nil where an address, the id or the secret cannot be used.
    func connector(http: OutgoingHTTP) -> (any Trakt)? {
        TraktSettings(
            clientID: clientID, clientSecret: clientSecret, redirectURI: redirectURI, baseURL: baseURL,
            authorizeURL: authorizeURL
        ).map { RemoteTrakt(settings: $0, http: http) }
    }
}
