// Models that understand texts.
extension Setting {
    package static let embeddingProvider = Setting(
        "embedding.provider", .choice(["builtin", "openai"]), "builtin",
        "What makes the vectors: the server's own model, or the endpoint of `openai.base_url`.", effect: .atOnce)
    package static let embeddingModelPath = Setting(
        "embedding.model_path", .text(.path), "The folder of the server's own model.", effect: .atOnce,
        without: "`models/all-MiniLM-L6-v2` in the data folder")
    package static let openAIBaseURL = Setting(
        "openai.base_url", .url, "https://api.openai.com/v1",
        "An endpoint that speaks OpenAI's dialect, with its version segment.", effect: .atOnce)
    package static let openAIKey = Setting(
        "openai.api_key", .secret, "Its key.", effect: .atOnce, home: "openai.base_url")
    package static let openAIEmbeddingModel = Setting(
        "openai.embedding_model", .text(.line), "text-embedding-3-small",
        "Its model that makes vectors, where `embedding.provider` is `openai`.", effect: .atOnce)
    package static let openAIChatModel = Setting(
        "openai.chat_model", .text(.line), "Its model that writes texts.", effect: .atOnce,
        without: "texts are composed without a language model")

    static let models = [
        embeddingProvider, embeddingModelPath, openAIBaseURL, openAIKey, openAIEmbeddingModel, openAIChatModel,
    ]
}

// Where metadata come from.
extension Setting {
    package static let tmdbKey = Setting(
        "tmdb.api_key", .secret, "A v3 key or v4 read access token of The Movie Database.",
        without: "titles known by id alone stay bare", home: "tmdb.base_url")
    package static let tmdbBaseURL = Setting(
        "tmdb.base_url", .url, "https://api.themoviedb.org/3", "Its API, with the version segment.")
    package static let tmdbImageBaseURL = Setting(
        "tmdb.image_base_url", .url, "https://image.tmdb.org/t/p", "Its pictures.")
    package static let tmdbLanguage = Setting(
        "tmdb.language", .text(.code(like: "en-US")), "en-US", "The language of titles and overviews.")
    package static let tmdbRegion = Setting(
        "tmdb.region", .text(.code(like: "US")), "US", "The country whose certificates count.")

    static let metadata = [tmdbKey, tmdbBaseURL, tmdbImageBaseURL, tmdbLanguage, tmdbRegion]
}

// The household's other servers.
extension Setting {
    package static let mediaServerType = Setting(
        "media_server.type", .choice(["jellyfin", "emby"]), "jellyfin", "What the media server is.", effect: .atOnce)
    package static let mediaServerURL = Setting(
        "media_server.url", .url, "Its address.", effect: .atOnce, without: "there is no media server")
    package static let mediaServerKey = Setting(
        "media_server.api_key", .secret, "An API key of an administrator of the media server.", effect: .atOnce,
        home: "media_server.url")

    static let mediaServer = [mediaServerType, mediaServerURL, mediaServerKey]

    package static let traktClientID = Setting(
        "trakt.client_id", .text(.line), "The id of the application that is registered at Trakt.", effect: .atOnce,
        without: "Trakt is not used")
    package static let traktClientSecret = Setting(
        "trakt.client_secret", .secret, "Its secret.", effect: .atOnce, home: "trakt.base_url")
    package static let traktRedirectURI = Setting(
        "trakt.redirect_uri", .text(.exactURL), "Where Trakt sends people back to, exactly as it is registered there.",
        effect: .atOnce, without: "`/api/trakt/callback` of `server.public_url`, or else of `http://localhost`")
    package static let traktBaseURL = Setting(
        "trakt.base_url", .url, "https://api.trakt.tv", "Trakt's API.", effect: .atOnce)
    package static let traktAuthorizeURL = Setting(
        "trakt.authorize_url", .url, "The page on which people let this server in.", effect: .atOnce,
        without: "`/oauth/authorize` of the API's site")

    static let trakt = [traktClientID, traktClientSecret, traktRedirectURI, traktBaseURL, traktAuthorizeURL]
}
