/// Types of a GraphQL server, read from its schema language.
package struct GraphQLSchema: Sendable {
    struct Member: Sendable {
        let type: GraphQLType
        let arguments: [String: GraphQLType]
    }

    enum Definition: Sendable {
        case object([String: Member])
        case input([String: GraphQLType])
        case words(Set<String>)
        case scalar
    }

    private(set) var definitions: [String: Definition] = [:]

    private static let builtIn = ["ID", "String", "Int", "Float", "Boolean"]

    package init(_ text: String) throws {
        for name in Self.builtIn { definitions[name] = .scalar }
        var tokens = try GraphQLTokens(text)
        while tokens.next != .end {
            let word = try tokens.name()
            let name = try tokens.name()
            definitions[name] = try Self.definition(word, &tokens)
        }
    }

    private static func definition(_ word: String, _ tokens: inout GraphQLTokens) throws -> Definition {
        switch word {
        case "type":
            let members = try tokens.list("{", "}") { try member(&$0) }
            return .object(Dictionary(members) { first, _ in first })
        case "input":
            let members = try tokens.list("{", "}") { try typed(&$0) }
            return .input(Dictionary(members) { first, _ in first })
        case "enum": return .words(Set(try tokens.list("{", "}") { try $0.name() }))
        case "scalar": return .scalar
        default: throw tokens.failed(word)
        }
    }

    private static func typed(_ tokens: inout GraphQLTokens) throws -> (String, GraphQLType) {
        let name = try tokens.name()
        try tokens.expect(":")
        return (name, try GraphQLType(&tokens))
    }

    private static func member(_ tokens: inout GraphQLTokens) throws -> (String, Member) {
        let name = try tokens.name()
        let isCalled = tokens.next == .sign("(")
        let arguments = isCalled ? try tokens.list("(", ")") { try typed(&$0) } : []
        try tokens.expect(":")
        return (
            name, Member(type: try GraphQLType(&tokens), arguments: Dictionary(arguments) { first, _ in first })
        )
    }

    func member(_ name: String, of type: String) throws -> Member {
        guard case .object(let members) = definitions[type], let member = members[name] else {
            throw GraphQLError("Cannot query field \"\(name)\" on type \"\(type)\".")
        }
        return member
    }
}
