import Foundation

/// The JSON of `POST /chat/completions`, as far as a dialect allows.
struct ChatRequest: Encodable {
    private struct Message: Encodable {
        let role: String
        let content: String
    }

    private struct ResponseFormat: Encodable {
        let type: String
        var schema: NamedSchema?

        enum CodingKeys: String, CodingKey {
            case type
            case schema = "json_schema"
        }
    }

    private struct NamedSchema: Encodable {
        let name = "film_facets"
        let strict = true
        let schema = FacetSchema()
    }

    private let model: String
    private let messages: [Message]
    private let temperature: Double?
    private let tokensMax: Int?
    private let completionTokensMax: Int?
    private let responseFormat: ResponseFormat?

    private enum CodingKeys: String, CodingKey {
        case model, messages, temperature
        case tokensMax = "max_tokens"
        case completionTokensMax = "max_completion_tokens"
        case responseFormat = "response_format"
    }

    init(_ prompt: FacetPrompt, model: String, dialect: ChatDialect) throws {
        self.model = model
        var system = prompt.system
        if dialect.format != .schema {
            system += "\nThe object has to satisfy this JSON schema: " + (try Self.text(FacetSchema()))
        }
        messages = [Message(role: "system", content: system), Message(role: "user", content: prompt.user)]
        temperature = dialect.sendsTemperature ? ConnectorsLimits.facetTemperature : nil
        tokensMax = dialect.renamesTokenLimit ? nil : ConnectorsLimits.facetTokensMax
        completionTokensMax = dialect.renamesTokenLimit ? ConnectorsLimits.facetReasoningTokensMax : nil
        responseFormat =
            switch dialect.format {
            case .schema: ResponseFormat(type: "json_schema", schema: NamedSchema())
            case .object: ResponseFormat(type: "json_object")
            case .none: nil
            }
    }

    func body() throws -> [UInt8] {
        Array(try Self.text(self).utf8)
    }

    private static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

/// The form of an answer: strict mode wants every member listed as required, and no others allowed.
private struct FacetSchema: Encodable {
    struct Text: Encodable {
        let type = "string"
    }

    let type = "object"
    let additionalProperties = false
    let required = ["mood", "themes"]
    let properties = ["mood": Text(), "themes": Text()]
}
