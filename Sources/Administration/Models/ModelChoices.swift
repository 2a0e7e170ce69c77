/// A model that makes vectors, as an administrator may choose it.
package struct EmbeddingModelChoice: Sendable, Hashable {
    package let id: String
    package let name: String
    package let description: String
    /// 0 where nobody knows before the first answer.
    package let dimensions: Int
    /// Dollars for a million tokens.
    package let cost: Double
}

/// A model that writes texts, likewise. Costs are dollars for a million tokens.
package struct TextModelChoice: Sendable, Hashable {
    package let id: String
    package let name: String
    package let description: String
    package let inputCost: Double
    package let outputCost: Double
    package let contextWindow: String
}

/// What the endpoint of the settings offers.
package struct ListedModels: Sendable, Hashable {
    package let ids: [String]
    /// On this machine or in its network, so that it costs nothing.
    package let isLocal: Bool

    package init(ids: [String], isLocal: Bool) {
        self.ids = ids
        self.isLocal = isLocal
    }
}

/// The server's own model of vectors.
package struct OwnModel: Sendable, Hashable {
    package let id: String
    package let dimensions: Int

    package init(id: String, dimensions: Int) {
        self.id = id
        self.dimensions = dimensions
    }
}

/// The models that can be chosen: those whose prices are known, the server's own, and what the endpoint of the settings
/// lists.
package struct ModelChoices: Sendable {
    package typealias Listing = @Sendable () async -> ListedModels

    private let settings: Settings
    private let own: OwnModel
    private let listing: Listing
    private let isLocal: @Sendable (String) -> Bool

    /// `isLocal` says of the address of an endpoint whether it is on this machine or in its network.
    package init(
        settings: Settings, own: OwnModel, listing: @escaping Listing, isLocal: @escaping @Sendable (String) -> Bool
    ) {
        self.settings = settings
        self.own = own
        self.listing = listing
        self.isLocal = isLocal
    }

    var values: SettingValues { settings.values }
}

extension ModelChoices {
    /// Whether OpenAI is the endpoint, which answers nobody without a key, and there is none.
    package var lacksKey: Bool {
        let values = settings.values
        let endpoint = values.text(.openAIBaseURL).flatMap { SettingURL($0) }
        return endpoint?.origin == KnownModels.paidOrigin && values.text(.openAIKey) == nil
    }
}

// Models that make vectors.
extension ModelChoices {
    package var embeddingModel: String {
        let values = settings.values
        guard values.text(.embeddingProvider) == "openai" else { return own.id }
        return values.text(.openAIEmbeddingModel) ?? ""
    }

    /// The one in use is always among them.
    package func embeddingModels() async -> [EmbeddingModelChoice] {
        let mine = EmbeddingModelChoice(
            id: own.id, name: own.id, description: "Built in: runs on this server, without a key",
            dimensions: own.dimensions, cost: 0)
        let known = [mine] + KnownModels.embedding
        let listed = await listing()
        let more = [embeddingModel] + listed.ids.filter { KnownModels.makesVectors($0) }
        return known
            + Self.new(more, besides: known.map(\.id)).map { id in
                EmbeddingModelChoice(
                    id: id, name: id, description: Self.origin(listed), dimensions: KnownModels.width(of: id), cost: 0)
            }
    }

    /// The edits by which this model is chosen; nil when there is none of that name.
    package func choosing(embeddingModel id: String) async -> [SettingEdit]? {
        guard await embeddingModels().contains(where: { $0.id == id }) else { return nil }
        if id == own.id { return [SettingEdit(.embeddingProvider, "builtin")] }
        return [SettingEdit(.embeddingProvider, "openai"), SettingEdit(.openAIEmbeddingModel, id)]
    }
}

// Models that write texts.
extension ModelChoices {
    /// The chosen one, or the one that would be the first to choose.
    package var textModel: String { settings.values.text(.openAIChatModel) ?? KnownModels.standardText }

    /// Whether texts are written by a model at all.
    package var hasTextModel: Bool { settings.values.text(.openAIChatModel) != nil }

    package func textModels() async -> [TextModelChoice] {
        let known = KnownModels.text
        let listed = await listing()
        let more = [textModel] + listed.ids.filter { !KnownModels.makesVectors($0) }
        return known
            + Self.new(more, besides: known.map(\.id)).map { id in
                TextModelChoice(
                    id: id, name: id, description: Self.origin(listed), inputCost: 0, outputCost: 0,
                    contextWindow: "unknown")
            }
    }

    /// Dollars for a million tokens of the chosen one; nil where they are not known.
    var textPrice: (input: Double, output: Double)? {
        if let endpoint = values.text(.openAIBaseURL), isLocal(endpoint) { return (0, 0) }
        return KnownModels.text.first { $0.id == textModel }.map { ($0.inputCost, $0.outputCost) }
    }

    /// As `choosing(embeddingModel:)`.
    package func choosing(textModel id: String) async -> [SettingEdit]? {
        await textModels().contains { $0.id == id } ? [SettingEdit(.openAIChatModel, id)] : nil
    }

    private static func origin(_ listed: ListedModels) -> String {
        listed.isLocal ? "Of the endpoint in your own network" : "Of the configured endpoint; its price is not known"
    }

    private static func new(_ ids: [String], besides known: [String]) -> [String] {
        var seen = Set(known)
        return Array(
            ids.filter { !$0.isEmpty && seen.insert($0).inserted }.prefix(AdministrationLimits.listedModelsMax))
    }
}
