import Administration
import Basics
import Connectors
package import Domain
import Embedding

/// The household's other servers as the settings name them now. One connector serves until the settings change,
/// because its limits and memories are its own.
package struct LiveConnectors: Sendable {
    package let mediaServer: CurrentMediaServer
    package let trakt: CurrentTrakt
    package let archive: CurrentArchive
    /// Plays what the archive has.
    package let clips: CurrentClips
    /// Tries services with any address and key.
    package let serviceTests: any ServiceTests
    /// Writes mood and themes, when a chat model is set.
    let facetWriter: any FacetWriter
    /// Reads queries, when a chat model is set.
    let queryReader: @Sendable () -> (any QueryReader)?
    /// Writes texts of any kind, when a chat model is set.
    let chatModel: CurrentChatModel
    /// What the endpoint for models lists. OpenAI itself is not asked: its list says neither price nor purpose.
    let listedModels: @Sendable () async -> ListedModels

    private let deviceID: String
    private let http: OutgoingHTTP

    /// `folder` is what makes one installation differ from another on the same machine.
    init(_ settings: Settings, folder: DataFolder, http: OutgoingHTTP) {
        let deviceID = StableDigest.hex(of: folder.path)
        let mediaServers = Rebuilt<MediaServerServerSettings, (any MediaServer)?> {
            $0.connector(deviceID: deviceID, http: http)
        }
        let trakts = Rebuilt<TraktServerSettings, (any Trakt)?> { $0.connector(http: http) }
        mediaServer = { MediaServerServerSettings(settings.values).flatMap { mediaServers.product(of: $0) } }
        trakt = { TraktServerSettings(settings.values).flatMap { trakts.product(of: $0) } }
        let archives = Rebuilt<StashServerSettings, (any Archive)?> { $0.archive(http: http) }
        let clipSources = Rebuilt<StashServerSettings, (any ClipSource)?> { $0.clips(http: http) }
        archive = { StashServerSettings(settings.values).flatMap { archives.product(of: $0) } }
        clips = { StashServerSettings(settings.values).flatMap { clipSources.product(of: $0) } }
        let sleep: RemoteEmbedder.Sleep = { try await Task.sleep(for: .seconds($0)) }
        let writers = Rebuilt<OpenAISettings, (any FacetWriter)?> { openAI in
            openAI.chat.map { ChatFacetWriter(settings: $0, transport: http, sleep: sleep) }
        }
        let readers = Rebuilt<OpenAISettings, (any QueryReader)?> { openAI in
            openAI.chat.map { ChatQueryReader(settings: $0, transport: http, sleep: sleep) }
        }
        let chats = Rebuilt<OpenAISettings, (any ChatModel)?> { openAI in
            openAI.chat.map { RemoteChatModel(settings: $0, transport: http, sleep: sleep) }
        }
        chatModel = { chats.product(of: OpenAISettings(settings.values)) }
        serviceTests = LiveServiceTests(tests: RemoteServiceTests(http: http)) { baseURL in
            guard RemoteEmbedderSettings.joinable(OpenAISettings(settings.values).baseURL) == baseURL else { return }
            chats.forget()
            writers.forget()
            readers.forget()
        }
        facetWriter = LiveFacetWriter { writers.product(of: OpenAISettings(settings.values)) }
        queryReader = { readers.product(of: OpenAISettings(settings.values)) }
        let models = EndpointModels(http: http)
        listedModels = {
            let openAI = OpenAISettings(settings.values)
            guard !openAI.isOpenAI else { return ListedModels(ids: [], isLocal: false) }
            return ListedModels(
                ids: await models.ids(baseURL: openAI.baseURL, key: openAI.key),
                isLocal: EndpointModels.isLocal(openAI.baseURL))
        }
        self.deviceID = deviceID
        self.http = http
    }

    /// A media server that is only tried; nil where the address or the key cannot be used.
    func connect(_ kind: MediaServerKind, _ baseURL: String, _ key: String) -> (any MediaServer)? {
        MediaServerServerSettings(kind: kind, baseURL: baseURL, key: key).connector(deviceID: deviceID, http: http)
    }
}

extension OpenAISettings {
    fileprivate var chat: ChatSettings? {
        chatModel.map { ChatSettings(baseURL: baseURL, key: key, model: $0) }
    }

    fileprivate var isOpenAI: Bool { SettingURL(baseURL)?.origin == "https://api.openai.com:443" }
}

/// Asks the language model of the moment; titles get composed texts while there is none.
private struct LiveFacetWriter: FacetWriter {
    let current: @Sendable () -> (any FacetWriter)?

    func write(_ titles: [Title]) async -> [WrittenFacets?] {
        await current()?.write(titles) ?? titles.map { _ in nil }
    }
}

/// What worked in a test works from now on: what was remembered of an endpoint's refusals is forgotten.
private struct LiveServiceTests: ServiceTests {
    let tests: any ServiceTests
    let hasWorked: @Sendable (_ baseURL: String) -> Void

    func archive(_ url: String, key: String?, within seconds: Double) async throws -> ArchiveProbe {
        try await tests.archive(url, key: key, within: seconds)
    }

    func models(_ baseURL: String, key: String?, within seconds: Double) async throws -> ServedModels {
        let served = try await tests.models(baseURL, key: key, within: seconds)
        hasWorked(served.baseURL)
        return served
    }
}
