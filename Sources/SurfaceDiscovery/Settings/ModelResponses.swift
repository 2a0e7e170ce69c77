import Administration

struct EmbeddingModelResponse: Encodable {
    let currentModel: String
    let availableModels: [EmbeddingModelRow]
    let movieCount: Int
    let embeddingsByModel: [String: Int]
}

struct EmbeddingModelRow: Encodable {
    let id: String
    let name: String
    let description: String
    let dimensions: Int
    /// With the sign of the currency.
    let costPer1M: String

    init(_ choice: EmbeddingModelChoice) {
        id = choice.id
        name = choice.name
        description = choice.description
        dimensions = choice.dimensions
        costPer1M = "$" + (choice.cost == 0 ? "0" : String(choice.cost))
    }
}

struct ChangedModelResponse: Encodable {
    let model: String
    let message: String

    /// `isSame` says that the model was chosen before, so that what usually follows does not.
    init(_ model: String, _ message: String, isSame: Bool) {
        self.model = model
        self.message = isSame ? "\(model) was chosen already: nothing changes" : message
    }
}

struct TextModelResponse: Encodable {
    struct Statistics: Encodable {
        let moviesEnabledUsers: Int
        let seriesEnabledUsers: Int
        let movieCount: Int
        let seriesCount: Int
    }

    let currentModel: String
    let availableModels: [TextModelRow]
    let stats: Statistics
    /// Whether a model writes anything yet.
    let isConfigured: Bool
}

struct TextModelRow: Encodable {
    let id: String
    let name: String
    let description: String
    let inputCostPerMillion: Double
    let outputCostPerMillion: Double
    let contextWindow: String

    init(_ choice: TextModelChoice) {
        id = choice.id
        name = choice.name
        description = choice.description
        inputCostPerMillion = choice.inputCost
        outputCostPerMillion = choice.outputCost
        contextWindow = choice.contextWindow
    }
}

struct CostInputsResponse: Encodable {
    let movie: CostInputs
    let series: CostInputs
}

struct CostInputs: Encodable {
    /// Where the numbers are from: a setting and a job.
    struct Source: Encodable {
        let selectedCount: String
        let schedule: String
    }

    let selectedCount: Int
    let runsPerWeek: Int
    let schedule: String
    let enabledUsers: Int
    let source: Source
}
