import Administration
import Connectors

/// Where films and series get their metadata and pictures.
package struct TMDBServerSettings: Sendable {
    package let key: String?
    package let baseURL: String
    package let imageBaseURL: String
    package let language: String
    package let region: String

    init(_ values: SettingValues) {
        key = values.text(.tmdbKey)
        baseURL = values.text(.tmdbBaseURL) ?? TMDBSettings.standardBaseURL
        imageBaseURL = values.text(.tmdbImageBaseURL) ?? TMDBSettings.standardImageBaseURL
        language = values.text(.tmdbLanguage) ?? TMDBSettings.standardLanguage
        region = values.text(.tmdbRegion) ?? TMDBSettings.standardRegion
    }
}
