package import Administration
package import Configuration
package import SurfaceKodi

/// What the server is told, in the words of those who act on it, as it was when the server started.
///
/// `SettingsRegistry` has every setting with its range and default, and the live ones are asked of `Settings`.
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
    package let imports: ImportServerSettings

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

    /// Throws `SettingsError`, which names the key, where one setting wants another.
    package init(_ values: SettingValues) throws {
        dataFolder = values.text(.data) ?? ""
        databaseURL = values.text(.databaseURL)
        host = values.text(.host) ?? ""
        port = values.int(.port)
        publicURL = values.text(.publicURL)
        trustedProxies = values.list(.trustedProxies)
        logLevel = values.text(.logLevel) ?? ""
        firstAdmin = try Self.firstAdmin(values)
        rates = Rates(
            search: values.int(.rateSearch), detail: values.int(.rateDetail), test: values.int(.rateTest))
        jobWorkers = values.int(.jobWorkers)
        scoredSimilar = values.text(.scoredSimilar).flatMap(KodiSettings.ScoredSimilar.init(rawValue:)) ?? .auto
        embedding = EmbeddingSettings(values)
        openAI = OpenAISettings(values)
        tmdb = TMDBServerSettings(values)
        web = try WebSettings(values)
        playback = PlaybackServerSettings(values)
        imports = ImportServerSettings(values)
    }

    /// As the start says it, with nothing stored. Throws `SettingsError`.
    package init(config: ConfigReader, legacyVariable: String? = nil) throws {
        try self.init(GivenSettings(config: config, legacyVariable: legacyVariable).values)
    }

    /// Half an administrator would leave the server open for set-up while its owner believes that it is not.
    private static func firstAdmin(_ values: SettingValues) throws -> FirstAdmin? {
        switch (values.text(.adminEmail), values.text(.adminPassword)) {
        case (let email?, let password?): return FirstAdmin(email: email, password: password)
        case (nil, nil): return nil
        case (nil, _):
            throw SettingsError(key: Setting.adminEmail.key, reason: "is missing, but there is a password for it")
        case (_, nil):
            throw SettingsError(
                key: Setting.adminPassword.key, reason: "is missing, but there is an address for it")
        }
    }
}

/// Which model makes the vectors.
package struct EmbeddingSettings: Sendable, Equatable {
    package enum Provider: String, Sendable, CaseIterable {
        case builtin
        case openai
    }

    package let provider: Provider
    package let modelPath: String?

    init(_ values: SettingValues) {
        provider = values.text(.embeddingProvider).flatMap(Provider.init(rawValue:)) ?? .builtin
        modelPath = values.text(.embeddingModelPath)
    }
}

/// The endpoint that speaks OpenAI's dialect.
package struct OpenAISettings: Sendable, Equatable {
    package let baseURL: String
    package let key: String?
    package let embeddingModel: String
    package let chatModel: String?

    init(_ values: SettingValues) {
        baseURL = values.text(.openAIBaseURL) ?? ""
        key = values.text(.openAIKey)
        embeddingModel = values.text(.openAIEmbeddingModel) ?? ""
        chatModel = values.text(.openAIChatModel)
    }
}
