import TestKit
import Testing

/// StashHog's interface, from this machine and so without a key.
struct CurationClient: Sendable {
    let server: LiveServer

    @discardableResult
    func ask(_ method: String, _ path: String, _ body: String? = nil) async throws -> JSONValue {
        let headers = body == nil ? [:] : ["Content-Type": "application/json"]
        let answer = try await server.send(method, "/api/v1" + path, key: nil, body: body, headers: headers)
        try #require(answer.status == 200, "\(method) \(path): \(answer.text)")
        return try JSONValue(parsing: answer.text)
    }

    /// Starts a job and waits for its end, which has to be a good one; returns its result.
    @discardableResult
    func finish(_ path: String, _ body: String? = nil) async throws -> JSONValue {
        let started = try await ask("POST", path, body)
        let id = try #require((started["job_id"] ?? started["id"])?.text)
        var last: JSONValue?
        await Patience.until {
            last = try? await ask("GET", "/jobs/\(id)")
            return ["completed", "failed", "cancelled"].contains(last?["status"]?.text)
        }
        #expect(last?["status"] == .text("completed"), "\(path): \(String(describing: last))")
        return try #require(last?["result"])
    }
}
