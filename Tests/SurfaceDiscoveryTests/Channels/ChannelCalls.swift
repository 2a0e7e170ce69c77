import HTTPTypes
import TestKit
import Testing

extension DiscoveryHousehold {
    /// Sends a request about channels and expects a status.
    @discardableResult
    func channel(
        _ method: HTTPRequest.Method, _ path: String = "", _ json: String? = nil, as name: String = "anna",
        answers status: Int = 200
    ) async throws -> JSONValue {
        let scenario = Scenario(
            "\(method) \(path) \(json ?? "")", method, "/api/channels" + path, as: .discovery(name), json: json)
        return try await surface.run(scenario.answers(status)).json
    }

    /// Makes a channel and returns its id.
    func makeChannel(_ json: String = #"{"name": "Evenings"}"#, as name: String = "anna") async throws -> String {
        try await channel(.post, "", json, as: name, answers: 201)["channel"]?["id"]?.text ?? ""
    }

    func channelItems(_ id: String, as name: String = "anna") async throws -> [JSONValue] {
        try await channel(.get, "/\(id)/items", as: name)["items"]?.list ?? []
    }
}
