package import AsyncHTTPClient
import Basics
import Connectors
package import Domain
package import Embedding
import Foundation
package import NIOPosix

/// What features run on: threads, the way out, and the embedding model, if there is one.
package struct Engines: Sendable {
    /// For processor work and blocking reads of the index and files.
    package let threads: NIOThreadPool
    package let client: HTTPClient
    /// Programs and threads for this server's own media.
    package let media: MediaEngines
    package let embedder: (any TextEmbedder)?
    /// Writes mood and themes, when a chat model is set.
    package let facetWriter: (any FacetWriter)?
    /// Reads queries, when a chat model is set.
    package let queryReader: (any QueryReader)?
    /// Films and series by id and by name, when there is a key.
    package let metadata: (any MetadataProvider & TitleFinder)?
    /// The household's Jellyfin or Emby server, when there is one.
    package let mediaServer: (any MediaServer)?
    /// Posters, which want no key.
    package let pictures: any PictureSource
    /// Why there is no embedder, for the log and for `kinothek doctor`.
    package let embedderProblem: String?

    package init(_ settings: ServerSettings, folder: DataFolder) {
        let count = max(2, ProcessInfo.processInfo.activeProcessorCount)
        threads = NIOThreadPool(numberOfThreads: count)
        threads.start()
        client = OutgoingHTTP.makeClient()
        media = MediaEngines(settings.playback)
        let http = OutgoingHTTP(client: client)
        metadata = Self.makeMetadata(settings.tmdb, http: http)
        // The folder is what makes one installation differ from another on the same machine.
        mediaServer = settings.mediaServer?.connector(deviceID: StableDigest.hex(of: folder.path), http: http)
        pictures = TMDBPictures(baseURL: settings.tmdb.imageBaseURL, http: http)
        let sleep: RemoteEmbedder.Sleep = { try await Task.sleep(for: .seconds($0)) }
        let chat = Self.chatSettings(settings.openAI)
        facetWriter = chat.map { ChatFacetWriter(settings: $0, transport: http, sleep: sleep) }
        queryReader = chat.map { ChatQueryReader(settings: $0, transport: http, sleep: sleep) }
        do {
            embedder = try Self.makeEmbedder(settings, folder, threads: threads, count: count, client: client)
            embedderProblem = nil
        } catch {
            embedder = nil
            embedderProblem = "\(error)"
        }
    }

    package func shutDown() async throws {
        try await client.shutdown()
        try await threads.shutdownGracefully()
    }

    private static func makeMetadata(
        _ tmdb: TMDBServerSettings, http: OutgoingHTTP
    ) -> (any MetadataProvider & TitleFinder)? {
        guard let key = tmdb.key else { return nil }
        let settings = TMDBSettings(key: key, baseURL: tmdb.baseURL, language: tmdb.language, region: tmdb.region)
        return TMDB(settings: settings, http: http)
    }

    private static func chatSettings(_ openAI: OpenAISettings) -> ChatSettings? {
        openAI.chatModel.map { ChatSettings(baseURL: openAI.baseURL, key: openAI.key, model: $0) }
    }

    private static func makeEmbedder(
        _ settings: ServerSettings, _ folder: DataFolder, threads: NIOThreadPool, count: Int, client: HTTPClient
    ) throws -> any TextEmbedder {
        switch settings.embedding.provider {
        case .builtin:
            let found = folder.modelFolders.first { FileManager.default.fileExists(atPath: $0 + "/config.json") }
            let path = settings.embedding.modelPath ?? found ?? folder.modelFolders[0]
            return try BuiltInEmbedder.open(folder: path, threads: threads, threadCount: count)
        case .openai:
            let openAI = settings.openAI
            let remote = RemoteEmbedderSettings(
                baseURL: openAI.baseURL, key: openAI.key, model: openAI.embeddingModel)
            return RemoteEmbedder(
                settings: remote, transport: OutgoingHTTP(client: client),
                sleep: { try await Task.sleep(for: .seconds($0)) })
        }
    }
}
