package import Domain

extension ImportSource {
    /// What people call the service.
    package var serviceName: String {
        switch self {
        case .amazonPrime: "Amazon Prime Video"
        case .netflix: "Netflix"
        case .letterboxd: "Letterboxd"
        case .imdb: "IMDb"
        case .trakt: "Trakt"
        case .tmdb: "The Movie Database"
        case .csv: "A table"
        }
    }
}
