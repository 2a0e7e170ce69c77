/// Models whose prices are known. Prices and windows: OpenAI's price list as of January 2026.
enum KnownModels {
    static let embedding = [
        EmbeddingModelChoice(
            id: "text-embedding-3-small", name: "Text Embedding 3 Small",
            description: "OpenAI: good, and cheap", dimensions: 1536, cost: 0.02),
        EmbeddingModelChoice(
            id: "text-embedding-3-large", name: "Text Embedding 3 Large",
            description: "OpenAI: the best of its models, with vectors twice as long", dimensions: 3072, cost: 0.13),
    ]

    static let text = [
        TextModelChoice(
            id: "gpt-4o-mini", name: "GPT-4o mini", description: "OpenAI: quick and cheap", inputCost: 0.15,
            outputCost: 0.6, contextWindow: "128K"),
        TextModelChoice(
            id: "gpt-5-nano", name: "GPT-5 nano", description: "OpenAI: the cheapest", inputCost: 0.05,
            outputCost: 0.4, contextWindow: "400K"),
        TextModelChoice(
            id: "gpt-5-mini", name: "GPT-5 mini", description: "OpenAI: writes better, costs more", inputCost: 0.25,
            outputCost: 2, contextWindow: "400K"),
        TextModelChoice(
            id: "gpt-4.1-mini", name: "GPT-4.1 mini", description: "OpenAI: follows instructions closely",
            inputCost: 0.4, outputCost: 1.6, contextWindow: "128K"),
    ]

    static let standardText = "gpt-4o-mini"
    static let paidOrigin = "https://api.openai.com:443"

    /// Endpoints do not say what their models are for; those that make vectors are called so.
    static func makesVectors(_ id: String) -> Bool {
        let name = id.lowercased()
        return ["embed", "minilm", "bge-", "e5-", "gte-", "arctic"].contains { name.contains($0) }
    }

    /// Numbers of a vector, of models that many endpoints have; 0 for others.
    static func width(of id: String) -> Int {
        let name = id.lowercased()
        return widths.first { name.contains($0.part) }?.width ?? 0
    }

    private static let widths: [(part: String, width: Int)] = [
        ("minilm", 384), ("nomic-embed-text", 768), ("mxbai-embed-large", 1024), ("bge-m3", 1024),
        ("bge-large", 1024), ("bge-base", 768), ("bge-small", 384), ("text-embedding-ada-002", 1536),
    ]
}
