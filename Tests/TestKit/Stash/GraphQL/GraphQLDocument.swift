/// A type as it is written at a field or a variable.
package indirect enum GraphQLType: Equatable, Sendable {
    case named(String)
    case list(GraphQLType)
    case required(GraphQLType)

    init(_ tokens: inout GraphQLTokens) throws {
        let type: GraphQLType
        if try tokens.take("[") {
            type = .list(try GraphQLType(&tokens))
            try tokens.expect("]")
        } else {
            type = .named(try tokens.name())
        }
        self = try tokens.take("!") ? .required(type) : type
    }

    var name: String {
        switch self {
        case .named(let name): name
        case .list(let inner), .required(let inner): inner.name
        }
    }

    var isRequired: Bool {
        if case .required = self { true } else { false }
    }
}

/// A value as it is written in a document.
indirect enum GraphQLValue: Equatable {
    case variable(String)
    case json(JSONValue)
    case word(String)
    case list([GraphQLValue])
    case object([String: GraphQLValue])

    init(_ tokens: inout GraphQLTokens) throws {
        switch tokens.next {
        case .sign("$"):
            try tokens.advance()
            self = .variable(try tokens.name())
        case .sign("["):
            self = .list(try tokens.list("[", "]") { try GraphQLValue(&$0) })
        case .sign("{"):
            let members = try tokens.list("{", "}") { try Self.member(&$0) }
            self = .object(Dictionary(members) { first, _ in first })
        case .int(let number): self = try .taken(.json(.int(number)), &tokens)
        case .number(let number): self = try .taken(.json(.number(number)), &tokens)
        case .text(let text): self = try .taken(.json(.text(text)), &tokens)
        case .name("null"): self = try .taken(.json(.null), &tokens)
        case .name("true"): self = try .taken(.json(.bool(true)), &tokens)
        case .name("false"): self = try .taken(.json(.bool(false)), &tokens)
        default: self = .word(try tokens.name())
        }
    }

    static func member(_ tokens: inout GraphQLTokens) throws -> (String, GraphQLValue) {
        let name = try tokens.name()
        try tokens.expect(":")
        return (name, try GraphQLValue(&tokens))
    }

    private static func taken(_ value: GraphQLValue, _ tokens: inout GraphQLTokens) throws -> GraphQLValue {
        try tokens.advance()
        return value
    }

    /// With the values of variables; nil for a variable that was not given.
    func filled(_ variables: [String: JSONValue]) -> JSONValue? {
        switch self {
        case .variable(let name): variables[name]
        case .json(let value): value
        case .word(let word): .text(word)
        case .list(let values): .list(values.compactMap { $0.filled(variables) })
        case .object(let members): .object(members.compactMapValues { $0.filled(variables) })
        }
    }
}

/// A field that is asked for.
struct GraphQLField {
    /// What it is called in the answer.
    let key: String
    let name: String
    let arguments: [String: GraphQLValue]
    let selections: [GraphQLField]

    init(_ tokens: inout GraphQLTokens) throws {
        let first = try tokens.name()
        name = try tokens.take(":") ? try tokens.name() : first
        key = first
        let isCalled = tokens.next == .sign("(")
        let members = isCalled ? try tokens.list("(", ")") { try GraphQLValue.member(&$0) } : []
        arguments = Dictionary(members) { first, _ in first }
        let isObject = tokens.next == .sign("{")
        selections = isObject ? try tokens.list("{", "}") { try GraphQLField(&$0) } : []
    }
}

/// An operation, without fragments and directives, which nobody here sends.
struct GraphQLOperation {
    struct Variable {
        let name: String
        let type: GraphQLType
    }

    let isMutation: Bool
    let name: String
    let variables: [Variable]
    let selections: [GraphQLField]

    init(_ tokens: inout GraphQLTokens) throws {
        isMutation = try tokens.take(word: "mutation")
        if !isMutation, try !tokens.take(word: "query") { throw tokens.failed("\(tokens.next)") }
        name = try tokens.name()
        let hasVariables = tokens.next == .sign("(")
        variables = hasVariables ? try tokens.list("(", ")") { try Self.variable(&$0) } : []
        selections = try tokens.list("{", "}") { try GraphQLField(&$0) }
    }

    /// Of a document that holds one operation.
    init(_ document: String) throws {
        var tokens = try GraphQLTokens(document)
        try self.init(&tokens)
        guard tokens.next == .end else { throw tokens.failed("\(tokens.next) behind the operation") }
    }

    private static func variable(_ tokens: inout GraphQLTokens) throws -> Variable {
        try tokens.expect("$")
        let name = try tokens.name()
        try tokens.expect(":")
        return Variable(name: name, type: try GraphQLType(&tokens))
    }
}
