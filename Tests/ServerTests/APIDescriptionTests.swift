import Foundation
import OpenAPI
import Server
import TestKit
import Testing

@Suite("API description")
struct APIDescriptionTests {
    /// A surface with a description of its own.
    enum Surface: String, CaseIterable {
        case kodi
        case playback
        case discovery
        case imports = "import"
        case curation

        var description: [UInt8] {
            switch self {
            case .kodi: APIDescription.kodi
            case .playback: APIDescription.playback
            case .discovery: APIDescription.discovery
            case .imports: APIDescription.imports
            case .curation: APIDescription.curation
            }
        }

        /// Whether a route of that access answers only to whoever shows a credential.
        func wantsCredential(_ access: String) -> Bool {
            switch self {
            case .kodi: ["key", "session"].contains(access)
            case .playback: access == "app"
            case .discovery: access == "session"
            case .imports: access == "key"
            case .curation: false
            }
        }
    }

    /// The operations of a JSON description as `METHOD /path`.
    private static func operations(_ surface: Surface) throws -> [String: JSONValue] {
        let description = try JSONValue(parsing: String(decoding: surface.description, as: UTF8.self))
        guard case .object(let paths)? = description["paths"] else { return [:] }
        var operations: [String: JSONValue] = [:]
        for case (let path, .object(let members)) in paths {
            for (method, operation) in members where ["get", "post", "put", "patch", "delete"].contains(method) {
                operations[method.uppercased() + " " + path] = operation
            }
        }
        return operations
    }

    /// The rows of a surface with captures as the description writes them; of the access only its first word.
    private static func rows(_ surface: Surface) -> [(operation: String, access: String)] {
        RouteTable.lines(publicOnly: false).map { $0.split(separator: " ").map(String.init) }
            .filter { $0.last == surface.rawValue }
            .map { row in
                let path = row[1].split(separator: "/").map { segment in
                    segment == "**" ? "{file}" : segment.hasPrefix(":") ? "{\(segment.dropFirst())}" : String(segment)
                }
                return (row[0] + " /" + path.joined(separator: "/"), row[2].filter { $0 != "," })
            }
    }

    @Test("it has every route of the surface, and nothing else", arguments: Surface.allCases)
    func routes(_ surface: Surface) throws {
        #expect(try Self.operations(surface).keys.sorted() == Self.rows(surface).map(\.operation).sorted())
    }

    @Test("it says which routes want a credential", arguments: Surface.allCases)
    func keys(_ surface: Surface) throws {
        let operations = try Self.operations(surface)
        for row in Self.rows(surface) {
            let security = operations[row.operation]?["security"]?.list
            let isWanted = security.map { !$0.isEmpty && !$0.contains(.object([:])) } ?? true
            #expect(isWanted == surface.wantsCredential(row.access), "\(row.operation)")
        }
    }

    @Test("operations have names of their own", arguments: Surface.allCases)
    func names(_ surface: Surface) throws {
        let names = try Self.operations(surface).values.compactMap { $0["operationId"]?.text }
        #expect(names.count == Self.rows(surface).count && Set(names).count == names.count)
    }
}
