import Foundation
import FoundationNetworking
import Testing

/// A `kinothek serve` of a sandbox, on a free port.
struct LiveServer: Sendable {
    let running: Running
    let address: String

    /// Returns when the server says that it listens.
    static func start(_ sandbox: Sandbox, environment: [String: String] = [:]) async throws -> LiveServer {
        let running = sandbox.process(["serve", "--port", "0"], environment: environment)
        try running.start()
        await Patience.until { !running.isRunning || running.outputText.contains("listening on ") }
        let line = running.outputText.split(separator: "\n").first { $0.hasPrefix("listening on ") }
        let address = try #require(line?.split(separator: " ").last, "no address; errors: \(running.errorText)")
        return LiveServer(running: running, address: String(address))
    }

    /// Asks for an end and waits for it.
    func stop() async -> Ended {
        running.terminate()
        return await running.end()
    }

    func get(_ path: String, key: String? = nil) async throws -> Answer {
        try await send("GET", path, key: key, body: nil)
    }

    func post(_ path: String, key: String? = nil, _ body: String) async throws -> Answer {
        try await send("POST", path, key: key, body: body)
    }

    /// The ids that a search finds, best first.
    func search(_ query: String, key: String) async throws -> [String] {
        let body = try JSONSerialization.data(withJSONObject: ["query": query])
        let answer = try await post("/kodi/search/movies", key: key, String(decoding: body, as: UTF8.self))
        return (answer.json["results"] as? [[String: Any]] ?? []).compactMap { $0["imdb_id"] as? String }
    }

    func send(
        _ method: String, _ path: String, key: String?, body: String?, headers: [String: String] = [:]
    ) async throws -> Answer {
        var request = URLRequest(url: try #require(URL(string: address + path)))
        request.httpMethod = method
        request.timeoutInterval = 60
        if let key { request.setValue("ApiKey \(key)", forHTTPHeaderField: "Authorization") }
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        if let body { request.httpBody = Data(body.utf8) }
        let (data, response) = try await URLSession.shared.data(for: request)
        return Answer(status: (response as? HTTPURLResponse)?.statusCode ?? 0, body: data)
    }
}

struct Answer: Sendable {
    let status: Int
    let body: Data

    var text: String { String(decoding: body, as: UTF8.self) }
    var json: [String: Any] { (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] ?? [:] }
}
