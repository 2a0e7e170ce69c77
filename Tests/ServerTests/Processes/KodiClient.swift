import Foundation
import Testing

/// A Kodi that has been paired with a running server.
struct KodiClient: Sendable {
    let server: LiveServer
    let key: String

    /// Begins an upload and returns its id.
    func start(_ mode: String, count: Int) async throws -> String {
        let body = #"{"mode": "\#(mode)", "total_count": \#(count)}"#
        return try #require(try await post("/library/batch/start", body)["upload_id"] as? String)
    }

    /// Sends a chunk and says whether it was answered from memory.
    @discardableResult
    func chunk(_ upload: String, _ index: Int, _ ids: some Sequence<String>) async throws -> Answer {
        let items = ids.map { #"{"imdb_id": "\#($0)"}"# }.joined(separator: ",")
        return try await server.send(
            "PUT", "/library/batch/\(upload)/chunk", key: key,
            body: #"{"chunk_index": \#(index), "items": [\#(items)]}"#,
            headers: ["Idempotency-Key": "\(upload)-\(index)"])
    }

    func commit(_ upload: String) async throws -> [String: Any] {
        try await post("/library/batch/\(upload)/commit", "")
    }

    func version() async throws -> (version: Int, etag: String, count: Int) {
        let answer = try await server.get("/v1/library/version", key: key).json
        return (
            answer["version"] as? Int ?? -1, answer["etag"] as? String ?? "", answer["item_count"] as? Int ?? -1
        )
    }

    /// How many films are in one of the states of setting up.
    func count(_ state: String) async throws -> Int {
        let stats = try await server.get("/users/me/library/stats", key: key).json["stats"] as? [String: Any]
        let setup = stats?["setup_status"] as? [String: Any]
        let ready = setup?[state] as? [String: Any]
        let missing = (setup?["not_setup"] as? [String: Any])?["breakdown"] as? [String: Any]
        return (ready ?? missing?[state] as? [String: Any])?["count"] as? Int ?? -1
    }

    private func post(_ path: String, _ body: String) async throws -> [String: Any] {
        let answer = try await server.post(path, key: key, body)
        #expect(answer.status == 200, "\(answer.text)")
        return answer.json
    }
}
