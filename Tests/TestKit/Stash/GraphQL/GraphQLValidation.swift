extension GraphQLSchema {
    /// Throws `GraphQLError` unless a server with these types would take the document, which holds one operation.
    package func validate(_ document: String) throws {
        try validate(try GraphQLOperation(document))
    }

    func validate(_ operation: GraphQLOperation) throws {
        var check = Check(schema: self, operation: operation)
        for variable in operation.variables {
            guard let definition = definitions[variable.type.name] else {
                throw GraphQLError("Unknown type \"\(variable.type.name)\".")
            }
            if case .object = definition { throw GraphQLError("\(variable.name) cannot be an object type.") }
        }
        try check.selections(operation.selections, of: operation.isMutation ? "Mutation" : "Query")
        let unused = Set(operation.variables.map(\.name)).subtracting(check.used)
        guard unused.isEmpty else { throw GraphQLError("Variable \"$\(unused.sorted()[0])\" is never used.") }
    }

    /// Throws `GraphQLError` unless the values fit the variables.
    func validate(_ values: [String: JSONValue], of operation: GraphQLOperation) throws {
        for variable in operation.variables {
            guard let value = values[variable.name] else {
                if variable.type.isRequired { throw GraphQLError("Variable \"$\(variable.name)\" must be defined.") }
                continue
            }
            try validate(value, as: variable.type, at: "$" + variable.name)
        }
    }

    private func validate(_ value: JSONValue, as type: GraphQLType, at place: String) throws {
        switch (type, value) {
        case (.required, .null): throw GraphQLError("\(place) must not be null.")
        case (.required(let inner), _): try validate(value, as: inner, at: place)
        case (_, .null): return
        case (.list(let inner), .list(let values)):
            for value in values { try validate(value, as: inner, at: place) }
        case (.list(let inner), _): try validate(value, as: inner, at: place)
        case (.named(let name), _): try validate(value, named: name, at: place)
        }
    }

    private func validate(_ value: JSONValue, named name: String, at place: String) throws {
        switch (definitions[name], value) {
        case (.input(let members), .object(let values)):
            for (key, value) in values {
                guard let type = members[key] else { throw GraphQLError("unknown field \(key) at \(place)") }
                try validate(value, as: type, at: place + "." + key)
            }
            for (key, type) in members where type.isRequired && values[key] == nil {
                throw GraphQLError("\(place).\(key) must be defined.")
            }
        case (.words(let words), .text(let word)) where words.contains(word): return
        case (.scalar, _) where Self.fits(value, name): return
        default: throw GraphQLError("\(place) cannot be used as \(name).")
        }
    }

    private static func fits(_ value: JSONValue, _ scalar: String) -> Bool {
        switch (scalar, value) {
        case ("ID", .text), ("ID", .int), ("String", .text), ("Int", .int), ("Boolean", .bool), ("Float", .int),
            ("Float", .number):
            true
        default: false
        }
    }

    /// A walk over one operation.
    private struct Check {
        let schema: GraphQLSchema
        let operation: GraphQLOperation
        var used: Set<String> = []

        mutating func selections(_ fields: [GraphQLField], of type: String) throws {
            var keys: Set<String> = []
            for field in fields {
                guard keys.insert(field.key).inserted else { throw GraphQLError("\(field.key) is there twice.") }
                let member = try schema.member(field.name, of: type)
                try arguments(field, member)
                if case .object = schema.definitions[member.type.name] {
                    guard !field.selections.isEmpty else { throw GraphQLError("\(field.name) needs selections.") }
                    try selections(field.selections, of: member.type.name)
                } else if !field.selections.isEmpty {
                    throw GraphQLError("\(field.name) has no fields.")
                }
            }
        }

        private mutating func arguments(_ field: GraphQLField, _ member: Member) throws {
            for (name, value) in field.arguments {
                guard let type = member.arguments[name] else {
                    throw GraphQLError("Unknown argument \"\(name)\" on field \"\(field.name)\".")
                }
                try self.value(value, as: type, at: name)
            }
            for (name, type) in member.arguments where type.isRequired && field.arguments[name] == nil {
                throw GraphQLError("Field \"\(field.name)\" needs the argument \"\(name)\".")
            }
        }

        private mutating func value(_ value: GraphQLValue, as type: GraphQLType, at place: String) throws {
            switch (value, type) {
            case (.variable(let name), _): try variable(name, as: type)
            case (_, .required(let inner)): try self.value(value, as: inner, at: place)
            case (.list(let values), .list(let inner)):
                for value in values { try self.value(value, as: inner, at: place) }
            case (.object(let values), .named(let name)):
                guard case .input(let members) = schema.definitions[name] else {
                    throw GraphQLError("\(place) is no object.")
                }
                for (key, value) in values {
                    guard let type = members[key] else { throw GraphQLError("unknown field \(key) at \(place)") }
                    try self.value(value, as: type, at: place + "." + key)
                }
                for (key, type) in members where type.isRequired && values[key] == nil {
                    throw GraphQLError("\(place).\(key) must be defined.")
                }
            default:
                try schema.validate(value.filled([:]) ?? .null, as: type, at: place)
            }
        }

        private mutating func variable(_ name: String, as type: GraphQLType) throws {
            guard let variable = operation.variables.first(where: { $0.name == name }) else {
                throw GraphQLError("Variable \"$\(name)\" is not defined.")
            }
            used.insert(name)
            let isGood = variable.type == type || variable.type == .required(type)
            guard isGood else { throw GraphQLError("Variable \"$\(name)\" is of another type.") }
        }
    }
}
