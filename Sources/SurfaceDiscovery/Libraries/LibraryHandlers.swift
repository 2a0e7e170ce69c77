import Domain
import Hummingbird
import SurfaceKit
import Synchronisation

extension DiscoverySurface {
    func libraries(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try .json(LibrariesResponse(libraries: await features.link.libraries.all().map { LibraryRow($0) }))
    }

    /// What the media server has at the moment; nothing is taken over.
    func availableLibraries(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let libraries = try await DiscoveryError.throughGateway { try await features.link.libraries.available() }
        return try .json(AvailableLibrariesResponse(libraries))
    }

    /// What this server writes for the media server.
    func writtenLibraries(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let written = try await features.link.written(true)
        return try .json(WrittenLibrariesResponse(libraries: written.map { WrittenLibraryRow($0) }))
    }

    /// Asks the media server which libraries it has.
    func refreshLibraries(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let libraries = try await DiscoveryError.throughGateway { try await features.link.libraries.refresh() }
        let word = libraries.count == 1 ? "1 library" : "\(libraries.count) libraries"
        return try .json(
            RefreshedLibrariesResponse(
                message: "The media server has \(word) of films and series", libraries: libraries.map { LibraryRow($0) }
            ))
    }

    /// Shows or hides the titles of a library.
    func switchLibrary(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        guard case .bool(let isEnabled)? = try await request.discoveryBody()["isEnabled"] else {
            throw DiscoveryError.badRequest("isEnabled must be true or false")
        }
        let name = context.parameters.get("id") ?? ""
        guard let library = try await features.link.libraries.setEnabled(isEnabled, library: name) else {
            throw DiscoveryError.notFound("Library")
        }
        return try .json(LibraryResponse(library: LibraryRow(library)))
    }
}

extension DiscoveryError {
    /// Does what needs the media server; its failures become errors of a gateway.
    static func throughGateway<Value>(_ work: () async throws -> Value) async throws -> Value {
        do {
            return try await work()
        } catch let failure as MediaServerFailure {
            throw DiscoveryError.gateway(failure.description)
        }
    }
}
