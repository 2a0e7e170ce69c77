import Administration
import AsyncHTTPClient
import Connectors
import Embedding
import Foundation
import NIOPosix

/// What makes the vectors, as the settings say it.
struct EmbedderSource: Sendable, Equatable {
    let embedding: EmbeddingSettings
    let openAI: OpenAISettings

    init(_ values: SettingValues) {
        self.init(EmbeddingSettings(values), OpenAISettings(values))
    }

    init(_ embedding: EmbeddingSettings, _ openAI: OpenAISettings) {
        self.embedding = embedding
        self.openAI = openAI
    }

    /// Nothing else of the two makes another embedder.
    static func == (left: EmbedderSource, right: EmbedderSource) -> Bool {
        guard left.embedding.provider == right.embedding.provider else { return false }
        switch left.embedding.provider {
        case .builtin: return left.embedding.modelPath == right.embedding.modelPath
        case .openai:
            return left.openAI.baseURL == right.openAI.baseURL && left.openAI.key == right.openAI.key
                && left.openAI.embeddingModel == right.openAI.embeddingModel
        }
    }
}

/// Makes embedders.
struct EmbedderMaker: Sendable {
    let folder: DataFolder
    let threads: NIOThreadPool
    let threadCount: Int
    let client: HTTPClient

    /// Throws `EmbeddingError` where the model's folder cannot be used; a remote model may be down for now.
    func make(_ source: EmbedderSource) throws -> any TextEmbedder {
        switch source.embedding.provider {
        case .builtin:
            return try builtIn(modelFolder(source.embedding))
        case .openai:
            let base = RemoteEmbedderSettings.joinable(source.openAI.baseURL)
            return remote(RemoteModel(baseURL: base, name: source.openAI.embeddingModel), key: source.openAI.key)
        }
    }

    /// Where the built-in model is, or would be.
    func modelFolder(_ settings: EmbeddingSettings) -> String {
        settings.modelPath ?? standardFolder
    }

    /// The embedder that once made the vectors of `model`; nil where it cannot be had any more.
    ///
    /// An endpoint that is not that of the settings is asked without a key, which belongs to the other one.
    func embedder(of model: String, _ source: EmbedderSource) -> (any TextEmbedder)? {
        if let remote = RemoteModel(id: model) {
            let isSame = remote.baseURL == RemoteEmbedderSettings.joinable(source.openAI.baseURL)
            return self.remote(remote, key: isSame ? source.openAI.key : nil)
        }
        guard model.hasPrefix("builtin:") else { return nil }
        let folders = [source.embedding.modelPath].compactMap(\.self) + folder.modelFolders
        for folder in folders {
            if let embedder = try? builtIn(folder), embedder.model.id == model { return embedder }
        }
        return nil
    }

    private var standardFolder: String {
        let found = folder.modelFolders.first { FileManager.default.fileExists(atPath: $0 + "/config.json") }
        return found ?? folder.modelFolders[0]
    }

    private func builtIn(_ folder: String) throws -> any TextEmbedder {
        try BuiltInEmbedder.open(folder: folder, threads: threads, threadCount: threadCount)
    }

    private func remote(_ remote: RemoteModel, key: String?) -> any TextEmbedder {
        RemoteEmbedder(
            settings: RemoteEmbedderSettings(baseURL: remote.baseURL, key: key, model: remote.name),
            transport: OutgoingHTTP(client: client), sleep: { try await Task.sleep(for: .seconds($0)) })
    }
}

/// A model behind an endpoint, as the id of its vectors names it: `remote:`, the endpoint's address and the model.
struct RemoteModel: Sendable, Equatable {
    let baseURL: String
    let name: String

    init(baseURL: String, name: String) {
        self.baseURL = baseURL
        self.name = name
    }

    /// Nil for ids of other models. Colons are in ports and in names of models as well; none is in a path.
    init?(id: String) {
        guard id.hasPrefix("remote:"), let scheme = id.firstRange(of: "://") else { return nil }
        let address = id.dropFirst("remote:".count)
        var rest = id[scheme.upperBound...].drop { $0 != ":" && $0 != "/" }
        let port = rest.dropFirst().prefix { $0.isNumber }
        if rest.first == ":", !port.isEmpty, let after = rest.dropFirst(port.count + 1).first, ":/".contains(after) {
            rest = rest.dropFirst(port.count + 1)
        }
        guard let colon = rest.firstIndex(of: ":") else { return nil }
        let name = id[id.index(after: colon)...]
        guard !name.isEmpty else { return nil }
        self.init(baseURL: String(address[..<colon]), name: String(name))
    }
}
