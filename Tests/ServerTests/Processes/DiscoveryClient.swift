import Foundation
import TestKit
import Testing

/// Aperture's interface with the administrator's key.
struct DiscoveryClient: Sendable {
    let server: LiveServer
    let key: String

    /// As Anna.
    static func with(_ sandbox: Sandbox, _ server: LiveServer) async throws -> DiscoveryClient {
        let key = try await sandbox.run("user", "key", "anna@example.org").output
        return DiscoveryClient(server: server, key: key.trimmingCharacters(in: .newlines))
    }

    @discardableResult
    func ask(_ method: String, _ path: String, _ body: String? = nil) async throws -> JSONValue {
        let headers = body == nil ? [:] : ["Content-Type": "application/json"]
        let answer = try await server.send(method, "/api" + path, key: key, body: body, headers: headers)
        try #require(answer.status == 200, "\(method) \(path): \(answer.text)")
        return try JSONValue(parsing: answer.text)
    }

    func me() async throws -> String { try #require(try await ask("GET", "/auth/me")["user"]?["id"]?.text) }

    /// Starts a job and waits for its end, which has to be a good one.
    func run(_ job: String) async throws {
        let id = try #require(try await ask("POST", "/jobs/\(job)/run")["jobId"]?.text)
        var last: JSONValue?
        await Patience.until {
            let history = try? await ask("GET", "/jobs/\(job)/history")["history"]?.list
            last = history?.first { $0["id"] == .text(id) }
            return last != nil
        }
        #expect(last?["status"] == .text("completed"), "\(job): \(String(describing: last))")
    }

    /// The ids of all films by their titles.
    func films() async throws -> [String: String] {
        let list = try await ask("GET", "/movies?pageSize=100")["movies"]?.list ?? []
        let pairs = list.compactMap { film in
            film["title"]?.text.flatMap { title in film["id"]?.text.map { (title, $0) } }
        }
        return Dictionary(pairs) { first, _ in first }
    }

    func rate(_ film: String, _ rating: Int) async throws {
        try await ask("POST", "/ratings/movie/\(film)", #"{"rating": \#(rating)}"#)
    }
}
