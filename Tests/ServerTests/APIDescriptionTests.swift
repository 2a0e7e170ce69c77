import Foundation
import OpenAPI
import Server
import TestKit
import Testing

@Suite("API description")
struct APIDescriptionTests {
    private static let description = Result {
        try JSONValue(parsing: String(decoding: APIDescription.kodi, as: UTF8.self))
    }

    /// The operations of a JSON description as `METHOD /path`.
    private static func operations() throws -> [String: JSONValue] {
        guard case .object(let paths)? = try description.get()["paths"] else { return [:] }
        var operations: [String: JSONValue] = [:]
        for case (let path, .object(let members)) in paths {
            for (method, operation) in members where ["get", "post", "put", "patch", "delete"].contains(method) {
                operations[method.uppercased() + " " + path] = operation
            }
        }
        return operations
    }

    /// The rows of the Kodi surface with captures as the description writes them.
    private static func rows() -> [(operation: String, access: String)] {
        RouteTable.lines(publicOnly: false).map { $0.split(separator: " ").map(String.init) }
            .filter { $0.last == "kodi" }
            .map { row in
                let path = row[1].split(separator: "/").map { segment in
                    segment == "**" ? "{file}" : segment.hasPrefix(":") ? "{\(segment.dropFirst())}" : String(segment)
                }
                return (row[0] + " /" + path.joined(separator: "/"), row[2])
            }
    }

    @Test("it has every route of the surface, and nothing else")
    func routes() throws {
        #expect(try Self.operations().keys.sorted() == Self.rows().map(\.operation).sorted())
    }

    @Test("it says which routes want a key, which a session, and which changes a session's token")
    func credentials() throws {
        let operations = try Self.operations()
        for row in Self.rows() {
            let security = operations[row.operation]?["security"]?.list
            let wantsNothing = security.map { $0.isEmpty || $0.contains(.object([:])) } ?? false
            let wantsSession = security?.first?["Session"] != nil
            #expect(wantsNothing == (row.access == "open"), "\(row.operation)")
            #expect(wantsSession == (row.access == "session"), "\(row.operation)")
            let isChange = wantsSession && !row.operation.hasPrefix("GET")
            #expect((security?.first?["FormToken"] != nil) == isChange, "\(row.operation)")
        }
    }

    @Test("operations have names of their own")
    func names() throws {
        let names = try Self.operations().values.compactMap { $0["operationId"]?.text }
        #expect(names.count == Self.rows().count && Set(names).count == names.count)
    }
}
