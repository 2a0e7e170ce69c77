import Domain
import Foundation

extension FakeStash {
    func resolve(_ field: String, _ arguments: JSONValue) throws -> GraphQLNode {
        switch field {
        case "version": return .object { [version] _ in .text(version) }
        case "systemStatus": return .object { [status] _ in .text(status) }
        case "findScene":
            guard let id = try arguments["id"].map(Self.number) else { return .null }
            return archive.scene(id).map(node) ?? .null
        case "stats":
            guard status == "OK" else { throw GraphQLFault("database has not been initialised") }
            return stats
        default: break
        }
        for kind in ArchiveKind.allCases where field == "find\(kind.rawValue.capitalized)s" {
            return try list(kind, arguments)
        }
        return try change(field, arguments["input"] ?? .null)
    }

    private var stats: GraphQLNode {
        let counts = [
            "scene_count": archive.scenes.count, "performer_count": archive.performers.count,
            "studio_count": archive.studios.count, "tag_count": archive.tags.count,
        ]
        return .object { .int(counts[$0] ?? 0) }
    }

    /// Ids are numbers.
    static func number(_ id: JSONValue) throws -> Int {
        guard let number = id.int ?? id.text.flatMap({ Int($0) }) else {
            throw GraphQLFault("strconv.Atoi: parsing \"\(id.text ?? "")\": invalid syntax")
        }
        return number
    }

    private func list(_ kind: ArchiveKind, _ arguments: JSONValue) throws -> GraphQLNode {
        let (filter, paging) = (arguments[kind.rawValue + "_filter"] ?? .null, arguments["filter"] ?? .null)
        let (scenes, names) = (archive.scenes, archive.names(kind))
        let row = { (place: Int) in kind == .scene ? FakeRow(scenes[place]) : FakeRow(names[place], kind) }
        var places = Array(0..<(kind == .scene ? scenes.count : names.count))
        if filter != .null { places = try places.filter { try row($0).passes(filter) } }
        try sort(&places, paging, row)
        let (page, size) = (max(1, paging["page"]?.int ?? 1), paging["per_page"]?.int ?? 25)
        let part = size < 0 ? places[...] : places.dropFirst((page - 1) * size).prefix(size)
        let (count, nodes) = (places.count, part.map { node(row($0)) })
        return .object { $0 == "count" ? .int(count) : .list(nodes) }
    }

    /// By id where nothing is said, so that tests do not depend on luck.
    private func sort(_ places: inout [Int], _ paging: JSONValue, _ row: (Int) -> FakeRow) throws {
        switch paging["sort"]?.text {
        case nil, "id": break
        case "updated_at": places.sort { (row($0).updatedAt, $0) < (row($1).updatedAt, $1) }
        case "name": places.sort { (row($0).words, $0) < (row($1).words, $1) }
        case .some(let sort): throw GraphQLFault("invalid sort: \(sort)")
        }
        if paging["direction"]?.text == "DESC" { places.reverse() }
    }

    private func node(_ row: FakeRow) -> GraphQLNode {
        switch row.content {
        case .scene(let scene): node(scene)
        case .name(let name, let kind): node(name, kind)
        }
    }
}

/// A row of a list.
private struct FakeRow {
    enum Content {
        case scene(FakeStashScene)
        case name(FakeStashName, ArchiveKind)
    }

    let content: Content
    let id: Int
    let createdAt: String
    let updatedAt: String
    /// Title or name.
    let words: String
    let aliases: [String]

    init(_ scene: FakeStashScene) {
        content = .scene(scene)
        (id, createdAt, updatedAt, words) = (scene.id, scene.createdAt, scene.updatedAt, scene.title ?? "")
        aliases = []
    }

    init(_ name: FakeStashName, _ kind: ArchiveKind) {
        content = .name(name, kind)
        (id, createdAt, updatedAt, words) = (name.id, name.createdAt, name.updatedAt, name.name)
        aliases = name.aliases
    }

    /// The members of a filter hold together; beside them is at most one of AND, OR and NOT.
    func passes(_ filter: JSONValue) throws -> Bool {
        var isIn = true
        for (member, criterion) in filter.members {
            switch member {
            case "updated_at": isIn = try isIn && Self.passes(updatedAt, criterion)
            case "created_at": isIn = try isIn && Self.passes(createdAt, criterion)
            case "name": isIn = try isIn && Self.passes(words, criterion)
            case "aliases": isIn = try isIn && aliases.contains { try Self.passes($0, criterion) }
            default: break
            }
        }
        let hasOwn = filter.members.keys.contains { !["AND", "OR", "NOT"].contains($0) }
        if let other = filter["AND"] { return try isIn && passes(other) }
        if let other = filter["OR"] { return try (hasOwn && isIn) || passes(other) }
        if let other = filter["NOT"] { return try isIn && !passes(other) }
        return isIn
    }

    /// Moments are compared as the texts that they are.
    private static func passes(_ text: String, _ criterion: JSONValue) throws -> Bool {
        let value = criterion["value"]?.text ?? ""
        switch criterion["modifier"]?.text {
        case "GREATER_THAN": return text > value
        case "LESS_THAN": return text < value
        case "EQUALS": return isLike(Array(text), Array(value))
        case .some(let modifier): throw GraphQLFault("unsupported modifier \(modifier)")
        case nil: return false
        }
    }

    /// SQL's LIKE: only the case of ASCII letters does not count, and two signs stand for others.
    private static func isLike(_ text: [Character], _ pattern: [Character]) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        let rest = Array(pattern.dropFirst())
        if first == "%" { return (0...text.count).contains { isLike(Array(text[$0...]), rest) } }
        guard let letter = text.first else { return false }
        let isSame = first.isASCII ? letter.lowercased() == first.lowercased() && letter.isASCII : letter == first
        return (first == "_" || isSame) && isLike(Array(text.dropFirst()), rest)
    }
}
