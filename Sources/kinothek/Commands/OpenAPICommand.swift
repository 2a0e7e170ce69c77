import ArgumentParser
import OpenAPI

/// `kinothek openapi`: the descriptions of the APIs that a running server gives at `/openapi.json`,
/// `/openapi/playback.json`, `/openapi/discovery.json`, `/openapi/import.json` and `/openapi/curation.json`.
struct OpenAPICommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openapi", abstract: "Print the OpenAPI description of an API.",
        discussion: """
            A running server answers GET /openapi.json, /openapi/playback.json, /openapi/discovery.json, \
            /openapi/import.json and /openapi/curation.json with the same texts.
            """)

    enum Surface: String, ExpressibleByArgument, CaseIterable {
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
    }

    @Argument(help: "kodi, playback, discovery, import or curation.") var surface: Surface = .kodi

    func run() {
        Terminal.say(String(decoding: surface.description, as: UTF8.self))
    }
}
