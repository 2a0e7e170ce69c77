package import Configuration
package import SurfaceKodi

/// What the server is told from outside: options of the command first, then the environment, then the defaults here.
///
/// | key | type | default |
/// | --- | --- | --- |
/// | `data` | folder | `./kinothek-data` |
/// | `database.url` | `postgres://…` | none: SQLite in the data folder |
/// | `server.host` | address | `127.0.0.1` |
/// | `server.port` | 0...65535, 0 = any free one | 5020 |
/// | `server.public_url` | absolute URL | none: taken from the request |
/// | `server.trusted_proxies` | addresses, separated by commas | none |
/// | `log.level` | trace, debug, info, notice, warning, error | info |
/// | `admin.email`, `admin.password` | texts | none: a set-up link is printed |
/// | `rate.search`, `rate.detail`, `rate.test` | requests a minute, 1...1000000 | 60, 120, 10 |
/// | `jobs.workers` | 1...16 | 2 |
/// | `kodi.scored_similar` | auto, never | auto |
///
/// The environment spells a key `KINOTHEK_` + capitals with underscores, for example `KINOTHEK_SERVER_PORT`.
package struct ServerSettings: Sendable {
    package let dataFolder: String
    package let databaseURL: String?
    package let host: String
    package let port: Int
    package let publicURL: String?
    package let trustedProxies: [String]
    package let logLevel: String
    package let firstAdmin: FirstAdmin?
    package let rates: Rates
    package let jobWorkers: Int
    /// Whether newer Kodi clients get scores with similar films.
    package let scoredSimilar: KodiSettings.ScoredSimilar
    package let embedding: EmbeddingSettings
    package let openAI: OpenAISettings
    package let tmdb: TMDBServerSettings
    package let web: WebSettings
    package let playback: PlaybackServerSettings
    /// Nil without a media server.
    package let mediaServer: MediaServerServerSettings?

    /// The account that the first start makes when the database is empty.
    package struct FirstAdmin: Sendable {
        package let email: String
        package let password: String
    }

    /// Requests per key and minute.
    package struct Rates: Sendable {
        package let search: Int
        package let detail: Int
        package let test: Int
    }

    /// Half an administrator would leave the server open for set-up while its owner believes that it is not.
    private static func firstAdmin(_ config: ConfigReader) throws -> FirstAdmin? {
        switch (config.optionalText("admin.email"), config.optionalText("admin.password")) {
        case (let email?, let password?): return FirstAdmin(email: email, password: password)
        case (nil, nil): return nil
        case (nil, _): throw SettingsError(key: "admin.email", reason: "is missing, but there is a password for it")
        case (_, nil): throw SettingsError(key: "admin.password", reason: "is missing, but there is an address for it")
        }
    }

    /// Throws `SettingsError`, which names the key.
    ///
    /// `legacyVariable` is the value of `ALLOW_LEGACY_ANDROID_API_MUTATIONS`.
    package init(config: ConfigReader, legacyVariable: String? = nil) throws {
        dataFolder = config.string(forKey: "data", default: "kinothek-data")
        databaseURL = config.optionalText("database.url")
        host = config.string(forKey: "server.host", default: "127.0.0.1")
        port = try config.int("server.port", in: 0...65_535, default: 5020)
        publicURL = try config.optionalURL("server.public_url")
        trustedProxies = try config.addresses("server.trusted_proxies")
        logLevel = try config.choice("log.level", of: LogSetup.levels, default: "info")
        firstAdmin = try Self.firstAdmin(config)
        rates = Rates(
            search: try config.int("rate.search", in: 1...1_000_000, default: 60),
            detail: try config.int("rate.detail", in: 1...1_000_000, default: 120),
            test: try config.int("rate.test", in: 1...1_000_000, default: 10))
        jobWorkers = try config.int("jobs.workers", in: 1...16, default: 2)
        scoredSimilar =
            KodiSettings.ScoredSimilar(
                rawValue: try config.choice(
                    "kodi.scored_similar", of: KodiSettings.ScoredSimilar.allCases.map(\.rawValue), default: "auto"))
            ?? .auto
        embedding = try EmbeddingSettings(config: config)
        openAI = try OpenAISettings(config: config)
        tmdb = try TMDBServerSettings(config: config)
        web = try WebSettings(config: config)
        playback = try PlaybackServerSettings(config: config, legacyVariable: legacyVariable)
        mediaServer = try MediaServerServerSettings(config: config)
    }
}

/// Which model makes the vectors.
///
/// | key | type | default |
/// | --- | --- | --- |
/// | `embedding.provider` | builtin, openai | builtin |
/// | `embedding.model_path` | folder | `DATA/models/all-MiniLM-L6-v2`, else `.model/all-MiniLM-L6-v2` |
package struct EmbeddingSettings: Sendable {
    package enum Provider: String, Sendable, CaseIterable {
        case builtin
        case openai
    }

    package let provider: Provider
    package let modelPath: String?

    init(config: ConfigReader) throws {
        let names = Provider.allCases.map(\.rawValue)
        let name = try config.choice("embedding.provider", of: names, default: Provider.builtin.rawValue)
        provider = Provider(rawValue: name) ?? .builtin
        modelPath = config.optionalText("embedding.model_path")
    }
}

/// The endpoint that speaks OpenAI's dialect.
///
/// | key | type | default |
/// | --- | --- | --- |
/// | `openai.base_url` | URL with the version segment | `https://api.openai.com/v1` |
/// | `openai.api_key` | secret | none |
/// | `openai.embedding_model` | text | `text-embedding-3-small` |
/// | `openai.chat_model` | text | none: facets are composed without a language model |
package struct OpenAISettings: Sendable {
    package let baseURL: String
    package let key: String?
    package let embeddingModel: String
    package let chatModel: String?

    init(config: ConfigReader) throws {
        baseURL = try config.optionalURL("openai.base_url") ?? "https://api.openai.com/v1"
        key = config.string(forKey: "openai.api_key", isSecret: true).flatMap { $0.isEmpty ? nil : $0 }
        embeddingModel = config.string(forKey: "openai.embedding_model", default: "text-embedding-3-small")
        chatModel = config.optionalText("openai.chat_model")
    }
}

/// A setting with an unusable value.
package struct SettingsError: Error, Equatable, CustomStringConvertible {
    package let key: String
    package let reason: String

    package var description: String {
        let variable = "KINOTHEK_" + key.uppercased().replacing(".", with: "_")
        return "The setting \(key) (\(variable)) \(reason)."
    }
}
