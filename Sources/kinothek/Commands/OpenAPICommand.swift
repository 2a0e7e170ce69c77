import ArgumentParser
import OpenAPI

/// `kinothek openapi`: the descriptions of the APIs that a running server gives at `/openapi.json` and
/// `/openapi/playback.json`.
struct OpenAPICommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openapi", abstract: "Print the OpenAPI description of an API.",
        discussion: "A running server answers GET /openapi.json and /openapi/playback.json with the same texts.")

    enum Surface: String, ExpressibleByArgument, CaseIterable {
        case kodi
        case playback
    }

    @Argument(help: "kodi or playback.") var surface: Surface = .kodi

    func run() {
        let description = surface == .kodi ? APIDescription.kodi : APIDescription.playback
        Terminal.say(String(decoding: description, as: UTF8.self))
    }
}
