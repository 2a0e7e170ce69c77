/// The service whose file a history comes from. The names stand in addresses and in stored histories.
package enum ImportSource: String, Sendable, Codable, CaseIterable {
    case amazonPrime = "amazon-prime"
    case netflix
    case letterboxd
    case imdb
    case trakt
    case tmdb
    /// Any other table, whose columns somebody named.
    case csv
}

extension ImportSource {
    /// The source of viewings that come from such a file.
    package var watchSource: WatchSource {
        switch self {
        case .amazonPrime: .amazonPrime
        case .netflix: .netflix
        case .letterboxd: .letterboxd
        case .imdb: .imdb
        case .trakt: .trakt
        case .tmdb: .tmdb
        case .csv: .csv
        }
    }
}
