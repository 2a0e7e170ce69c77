import ArgumentParser
import OpenAPI

/// `kinothek openapi`: the description of the API that a running server gives at `/openapi.json`.
struct OpenAPICommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openapi", abstract: "Print the OpenAPI description of the Kodi search API.",
        discussion: "A running server answers GET /openapi.json with the same text.")

    func run() {
        Terminal.say(String(decoding: APIDescription.kodi, as: UTF8.self))
    }
}
