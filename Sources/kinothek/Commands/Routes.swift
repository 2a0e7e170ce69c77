import ArgumentParser
import Server

/// `kinothek routes`
struct Routes: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List every route: method, path, who may call it, which surface answers.")
    @Flag(name: .customLong("public"), help: "Only the routes that answer without credentials.") var publicOnly = false

    func run() async throws {
        for line in RouteTable.lines(publicOnly: publicOnly) { Terminal.say(line) }
    }
}
