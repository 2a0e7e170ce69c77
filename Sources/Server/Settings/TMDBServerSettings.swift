import Configuration
import Connectors
import Foundation

/// Where films and series get their metadata and pictures.
///
/// | key | type | default |
/// | --- | --- | --- |
/// | `tmdb.api_key` | secret: a v3 key or a v4 read access token | none: titles known by id alone stay bare |
/// | `tmdb.base_url` | URL with the version segment | `https://api.themoviedb.org/3` |
/// | `tmdb.image_base_url` | URL | `https://image.tmdb.org/t/p` |
/// | `tmdb.language` | `xx-YY` | `en-US` |
/// | `tmdb.region` | two letters, the country whose certifications count | `US` |
package struct TMDBServerSettings: Sendable {
    package let key: String?
    package let baseURL: String
    package let imageBaseURL: String
    package let language: String
    package let region: String

    init(config: ConfigReader) throws {
        let key = config.string(forKey: "tmdb.api_key", isSecret: true) ?? ""
        // A key is pasted, often with the end of its line.
        let trimmed = key.trimmingCharacters(in: .whitespacesAndNewlines)
        self.key = trimmed.isEmpty ? nil : trimmed
        baseURL = try config.optionalURL("tmdb.base_url") ?? TMDBSettings.standardBaseURL
        imageBaseURL = try config.optionalURL("tmdb.image_base_url") ?? TMDBSettings.standardImageBaseURL
        language = try config.code("tmdb.language", like: "en-US", default: TMDBSettings.standardLanguage)
        region = try config.code("tmdb.region", like: "US", default: TMDBSettings.standardRegion)
    }
}

extension ConfigReader {
    /// A text with small and capital letters where the example has them. Throws `SettingsError`.
    fileprivate func code(_ key: String, like example: String, default standard: String) throws -> String {
        guard let text = optionalText(key) else { return standard }
        let fits = zip(text.utf8, example.utf8).allSatisfy { CodeLetter($0) == CodeLetter($1) }
        guard fits, text.utf8.count == example.utf8.count else {
            throw SettingsError(key: key, reason: "must look like \(example), not \"\(text)\"")
        }
        return text
    }
}

private enum CodeLetter: Equatable {
    case small, capital
    case other(UInt8)

    init(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): self = .small
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): self = .capital
        default: self = .other(byte)
        }
    }
}
