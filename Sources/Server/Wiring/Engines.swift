import Administration
package import AsyncHTTPClient
import Connectors
package import Domain
package import Embedding
package import NIOPosix
package import Search

/// What features run on: threads, the way out, and the embedding model, if there is one.
package struct Engines: Sendable {
    /// For processor work and blocking reads of the index and files.
    package let threads: NIOThreadPool
    /// For processor work of minutes, behind which nobody's search may wait.
    let learningThreads: NIOThreadPool
    package let client: HTTPClient
    /// Programs and threads for this server's own media.
    package let media: MediaEngines
    /// The model of the start; nil when there is none.
    package let embedder: (any TextEmbedder)?
    /// The model that answers now, and the one that will.
    package let models: SearchModels
    let embedders: EmbedderMaker
    /// The household's other servers and language models, as the settings name them now.
    package let live: LiveConnectors
    /// Films and series by id and by name, when there is a key.
    package let metadata: (any TitleProvider)?
    /// Posters, which want no key.
    package let pictures: any PictureSource
    /// Seals tokens of people's accounts elsewhere.
    let tokenSealing: TokenSealing
    /// Why there is no embedder, for the log and for `kinothek doctor`.
    package let embedderProblem: String?

    init(_ settings: ServerSettings, live settingsNow: Settings, folder: DataFolder, derived: DerivedFiles) {
        let count = ServerLimits.computeThreads
        threads = NIOThreadPool(numberOfThreads: count)
        learningThreads = NIOThreadPool(numberOfThreads: ServerLimits.learningThreads)
        for pool in [threads, learningThreads] { pool.start() }
        client = OutgoingHTTP.makeClient()
        media = MediaEngines(settings.playback)
        let http = OutgoingHTTP(client: client)
        metadata = Self.makeMetadata(settings.tmdb, http: http)
        live = LiveConnectors(settingsNow, folder: folder, http: http)
        pictures = HouseholdPictures(
            provider: TMDBPictures(baseURL: settings.tmdb.imageBaseURL, http: http), server: live.mediaServer,
            clips: live.clips, http: http)
        tokenSealing = TokenSealing(
            vault: SecretVault(path: folder.secretKey), settings: settingsNow, purpose: "trakt.tokens")
        embedders = EmbedderMaker(folder: folder, threads: threads, threadCount: count, client: client)
        models = SearchModels(
            writer: live.facetWriter, threads: threads, path: { derived.vectors(of: $0) },
            noteServing: { derived.note(servingModel: $0) })
        do {
            embedder = try embedders.make(EmbedderSource(settings.embedding, settings.openAI))
            embedderProblem = nil
        } catch {
            embedder = nil
            embedderProblem = "\(error)"
        }
    }

    package func shutDown() async throws {
        try await client.shutdown()
        try await learningThreads.shutdownGracefully()
        try await threads.shutdownGracefully()
    }

    private static func makeMetadata(
        _ tmdb: TMDBServerSettings, http: OutgoingHTTP
    ) -> (any TitleProvider)? {
        guard let key = tmdb.key else { return nil }
        let settings = TMDBSettings(key: key, baseURL: tmdb.baseURL, language: tmdb.language, region: tmdb.region)
        return TMDB(settings: settings, http: http)
    }
}
