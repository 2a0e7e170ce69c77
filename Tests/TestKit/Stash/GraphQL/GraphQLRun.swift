/// A value that is looked into field by field.
indirect enum GraphQLNode {
    case value(JSONValue)
    case list([GraphQLNode])
    case object((String) throws -> GraphQLNode)

    static var null: GraphQLNode { .value(.null) }

    static func text(_ text: String?) -> GraphQLNode { .value(text.map(JSONValue.text) ?? .null) }
    static func int(_ number: Int?) -> GraphQLNode { .value(number.map(JSONValue.int) ?? .null) }
    static func number(_ number: Double?) -> GraphQLNode { .value(number.map(JSONValue.number) ?? .null) }
    static func flag(_ flag: Bool) -> GraphQLNode { .value(.bool(flag)) }
    static func texts(_ texts: [String]) -> GraphQLNode { .list(texts.map(GraphQLNode.text)) }
}

/// What a resolver could not do.
struct GraphQLFault: Error {
    let words: String

    init(_ words: String) {
        self.words = words
    }
}

/// Answers one operation. A field that fails is null, and so is everything around it that must not be null.
struct GraphQLRun {
    private struct MustNotBeNull: Error {}

    let schema: GraphQLSchema
    private var faults: [JSONValue] = []

    init(_ schema: GraphQLSchema) {
        self.schema = schema
    }

    /// `resolve` answers the fields of the root, in order.
    static func answer(
        _ operation: GraphQLOperation, _ schema: GraphQLSchema, _ resolve: (GraphQLField) throws -> GraphQLNode
    ) -> JSONValue {
        var run = GraphQLRun(schema)
        let type = operation.isMutation ? "Mutation" : "Query"
        var data: [String: JSONValue]? = [:]
        for field in operation.selections {
            do {
                data?[field.key] = try run.field(field, of: type, path: []) { _ in try resolve(field) }
            } catch {
                data = nil
            }
        }
        var answer: [String: JSONValue] = ["data": data.map(JSONValue.object) ?? .null]
        if !run.faults.isEmpty { answer["errors"] = .list(run.faults) }
        return .object(answer)
    }

    private mutating func field(
        _ field: GraphQLField, of type: String, path: [JSONValue], _ resolve: (String) throws -> GraphQLNode
    ) throws -> JSONValue {
        let (member, path) = (try schema.member(field.name, of: type), path + [.text(field.key)])
        let node: GraphQLNode
        do {
            node = try resolve(field.name)
        } catch let fault as GraphQLFault {
            faults.append(.object(["message": .text(fault.words), "path": .list(path)]))
            if member.type.isRequired { throw MustNotBeNull() }
            return .null
        }
        return try value(node, as: member.type, field, path: path)
    }

    private mutating func value(
        _ node: GraphQLNode, as type: GraphQLType, _ field: GraphQLField, path: [JSONValue]
    ) throws -> JSONValue {
        switch (type, node) {
        case (.required(let inner), _):
            let value = try value(node, as: inner, field, path: path)
            if value == .null { throw MustNotBeNull() }
            return value
        case (.list(let inner), .list(let nodes)):
            var values: [JSONValue] = []
            for (place, node) in nodes.enumerated() {
                do {
                    values.append(try value(node, as: inner, field, path: path + [.int(place)]))
                } catch is MustNotBeNull {
                    return .null
                }
            }
            return .list(values)
        case (.named(let name), .object(let resolve)):
            var members: [String: JSONValue] = [:]
            for inner in field.selections {
                do {
                    members[inner.key] = try self.field(inner, of: name, path: path, resolve)
                } catch is MustNotBeNull {
                    return .null
                }
            }
            return .object(members)
        case (_, .value(let value)): return value
        default: return .null
        }
    }
}
