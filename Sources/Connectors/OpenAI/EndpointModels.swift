package import Basics
import Embedding
import Foundation

/// What an endpoint of OpenAI's dialect lists under `/models`.
package struct EndpointModels: Sendable {
    private let http: OutgoingHTTP
    private let memory: EndpointMemory

    package init(http: OutgoingHTTP, now: @escaping @Sendable () -> Instant = World.live.now) {
        self.http = http
        memory = EndpointMemory(now: now)
    }

    /// Whether the endpoint is on this machine or in its network.
    package static func isLocal(_ baseURL: String) -> Bool {
        PrivateHost.contains(URLComponents(string: baseURL)?.host ?? "")
    }

    /// The ids of its models as it lists them; empty where it does not answer in a few seconds. Remembered for a
    /// minute. `key` is sent to `baseURL` only; nil sends none.
    package func ids(baseURL: String, key: String?) async -> [String] {
        let http = http
        return await memory.ids(of: [baseURL, key ?? ""]) {
            var headers = [("accept", "application/json")]
            if let key { headers.append(("authorization", "Bearer " + key)) }
            let bounds = AnswerBounds(
                seconds: ConnectorsLimits.modelListSeconds, bytesMax: ConnectorsLimits.modelListBytesMax)
            let answer = try? await http.get(
                RemoteEmbedderSettings.joinable(baseURL) + "/models", headers: headers, bounds: bounds)
            guard let answer, answer.status == 200 else { return [] }
            return Self.ids(in: answer.body)
        }
    }

    static func ids(in body: [UInt8]) -> [String] {
        let entries = JSONNode(object: body)?["data"].list ?? []
        return entries.prefix(ConnectorsLimits.modelListEntriesMax).compactMap { $0["id"].text }
    }
}

private actor EndpointMemory {
    private struct Entry {
        let name: [String]
        let ids: [String]
        let until: Instant
    }

    private let now: @Sendable () -> Instant
    private var last: Entry?

    init(now: @escaping @Sendable () -> Instant) {
        self.now = now
    }

    func ids(of name: [String], _ ask: @Sendable () async -> [String]) async -> [String] {
        if let last, last.name == name, now() < last.until { return last.ids }
        let ids = await ask()
        last = Entry(name: name, ids: ids, until: now().adding(seconds: ConnectorsLimits.modelListKeptSeconds))
        return ids
    }
}
