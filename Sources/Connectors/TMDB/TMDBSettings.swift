import Embedding

/// How The Movie Database is reached.
package struct TMDBSettings: Sendable {
    let credential: TMDBCredential
    let baseURL: String
    /// `xx-YY`; titles, overviews, genres and posters follow it.
    let language: String
    /// The country whose certifications count.
    let region: String
    /// Time limit of one request.
    let timeoutSeconds: Double

    /// `key` is a v3 key or a v4 read access token; slashes at the end of `baseURL` do no harm.
    package init(
        key: String, baseURL: String = TMDBSettings.standardBaseURL,
        language: String = TMDBSettings.standardLanguage, region: String = TMDBSettings.standardRegion,
        timeoutSeconds: Double = ConnectorsLimits.tmdbSeconds
    ) {
        credential = TMDBCredential(key)
        self.baseURL = RemoteEmbedderSettings.joinable(baseURL)
        self.language = language
        self.region = region
        self.timeoutSeconds = timeoutSeconds
    }

    package static let standardBaseURL = "https://api.themoviedb.org/3"
    package static let standardImageBaseURL = "https://image.tmdb.org/t/p"
    package static let standardLanguage = "en-US"
    package static let standardRegion = "US"
}

/// The two forms of a key, with the same rights.
enum TMDBCredential: Sendable {
    /// A v4 token, which is a JWT and so has two dots.
    case bearer(String)
    /// A v3 key, which travels in the URL.
    case query(String)

    init(_ key: String) {
        self = key.count(where: { $0 == "." }) == 2 ? .bearer(key) : .query(key)
    }
}
