import Embedding

/// Which parts of a chat request an endpoint understands; begins with everything and gives up one part at a time.
struct ChatDialect: Equatable, Sendable {
    /// How the form of the answer is asked for, best first.
    enum Format: Int, Sendable {
        /// The endpoint holds the model to a schema.
        case schema
        /// The endpoint holds the model to JSON; the prompt shows the schema.
        case object
        /// The prompt alone asks for JSON.
        case none
    }

    private(set) var format = Format.schema
    private(set) var sendsTemperature = true
    /// Reasoning models want the limit under its newer name.
    private(set) var renamesTokenLimit = false

    /// What to say instead after this failure; nil when nothing can be given up that would help.
    func adapted(to failure: RemoteFailure) -> ChatDialect? {
        guard [400, 422].contains(failure.status), failure.remedy != .halve else { return nil }
        var dialect = self
        switch Objection(failure) {
        case .format: dialect.format = Format(rawValue: format.rawValue + 1) ?? format
        case .tokenLimit: dialect.renamesTokenLimit = true
        case .temperature: dialect.sendsTemperature = false
        case nil: return nil
        }
        return dialect == self ? nil : dialect
    }

    /// Gives up whatever either of two has given up, since requests that run side by side learn separately.
    func merged(with other: ChatDialect) -> ChatDialect {
        var dialect = self
        if other.format.rawValue > format.rawValue { dialect.format = other.format }
        dialect.sendsTemperature = sendsTemperature && other.sendsTemperature
        dialect.renamesTokenLimit = renamesTokenLimit || other.renamesTokenLimit
        return dialect
    }
}

/// The part of a request that an endpoint does not like.
private enum Objection {
    case format, tokenLimit, temperature

    /// The named parameter counts first; servers that give only a text are read word by word.
    init?(_ failure: RemoteFailure) {
        let words = Set(failure.words.split { !$0.isLetter && $0 != "_" })
        if let named = Self.named(Set(failure.parameter.split { !$0.isLetter && $0 != "_" })) ?? Self.named(words) {
            self = named
        } else if words.contains("unsupported_value") {
            self = .temperature
        } else {
            return nil
        }
    }

    private static func named(_ words: Set<Substring>) -> Objection? {
        if !words.isDisjoint(with: ["response_format", "json_schema", "json_object", "strict"]) { return .format }
        if words.contains("max_tokens") { return .tokenLimit }
        return words.contains("temperature") ? .temperature : nil
    }
}
