import Domain
import Foundation

/// A value of a variable.
enum StashVariable: Encodable, Sendable {
    case null
    case text(String)
    case int(Int)
    case flag(Bool)
    case list([StashVariable])
    case object([String: StashVariable])

    static func texts(_ texts: [String]) -> StashVariable { .list(texts.map(StashVariable.text)) }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .text(let value): try container.encode(value)
        case .int(let value): try container.encode(value)
        case .flag(let value): try container.encode(value)
        case .list(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }
}

/// One request: an operation with its variables, and what may be spent on it.
struct StashCall: Sendable {
    /// How long an answer is waited for.
    enum Patience: Sendable {
        /// A page of so many rows, which nobody waits for.
        case page(rows: Int)
        /// Somebody waits, or a job that goes on with it.
        case usual
        /// At most so many seconds, waiting for a turn included, and never repeated.
        case brief(Double)
    }

    let operation: StashOperation
    let variables: [String: StashVariable]
    let patience: Patience

    init(_ operation: StashOperation, _ variables: [String: StashVariable] = [:], _ patience: Patience = .usual) {
        self.operation = operation
        self.variables = variables
        self.patience = patience
    }

    var isRepeated: Bool {
        if case .brief = patience { false } else { true }
    }

    var isOfPage: Bool {
        if case .page = patience { true } else { false }
    }

    /// `usual` is the limit of one answer.
    func seconds(usual: Double) -> Double {
        switch patience {
        case .page(let rows): usual * max(1, Double(rows) / Double(ConnectorsLimits.stashPlainRows))
        case .usual: usual
        case .brief(let seconds): min(usual, seconds)
        }
    }

    func body() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let request = Request(query: operation.document, operationName: operation.name, variables: variables)
        return Array(try encoder.encode(request))
    }

    private struct Request: Encodable {
        let query: String
        let operationName: String
        let variables: [String: StashVariable]
    }
}
