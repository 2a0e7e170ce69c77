import Domain
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
        let name: String
        let strict = true
        let schema: AnswerSchema
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

    init(_ prompt: ChatPrompt, model: String, dialect: ChatDialect) throws {
        self.model = model
        var system = prompt.system
        let schema = prompt.form.map { AnswerSchema(form: .object($0)) }
        if let schema, dialect.format != .schema {
            system += "\nThe object has to satisfy this JSON schema: " + (try Self.text(schema))
        }
        messages = [Message(role: "system", content: system), Message(role: "user", content: prompt.user)]
        temperature = dialect.sendsTemperature ? ConnectorsLimits.facetTemperature : nil
        tokensMax = dialect.renamesTokenLimit ? nil : prompt.tokensMax
        let withReasoning = max(
            ConnectorsLimits.facetReasoningTokensMax, prompt.tokensMax * ConnectorsLimits.reasoningTokensFactor)
        completionTokensMax = dialect.renamesTokenLimit ? withReasoning : nil
        responseFormat = schema.flatMap { Self.format($0, named: prompt.name, dialect) }
    }

    private static func format(
        _ schema: AnswerSchema, named name: String, _ dialect: ChatDialect
    ) -> ResponseFormat? {
        switch dialect.format {
        case .schema: ResponseFormat(type: "json_schema", schema: NamedSchema(name: name, schema: schema))
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
