import Foundation

/// One request as it came over the wire.
struct SeenRequest: Sendable {
    let path: String
    let headers: [String: String]
    let body: [UInt8]

    var json: [String: Any] { (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:] }

    var input: [String] { json["input"] as? [String] ?? [] }
    var formatName: String? { (json["response_format"] as? [String: Any])?["type"] as? String }
    var system: String { message("system") }
    var user: String { message("user") }

    private func message(_ role: String) -> String {
        let messages = json["messages"] as? [[String: Any]] ?? []
        return messages.first { $0["role"] as? String == role }?["content"] as? String ?? ""
    }
}
