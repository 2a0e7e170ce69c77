import Foundation

/// One question to the API: where it is asked, how its answer is read, and how long that is kept.
struct TMDBCall<Value: Sendable>: Sendable {
    /// Path and sorted parameters, without the key: equal for equal questions.
    let target: String
    /// Nil when the answer is not what it should be.
    let read: @Sendable (JSONNode) -> Value?
    let keptSeconds: @Sendable (Value) -> Double

    init(
        _ path: String, _ parameters: [String: String],
        keptSeconds: @escaping @Sendable (Value) -> Double, read: @escaping @Sendable (JSONNode) -> Value?
    ) {
        let query = parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\(URLText.encode($0.value))" }
        target = query.isEmpty ? path : path + "?" + query.joined(separator: "&")
        self.read = read
        self.keptSeconds = keptSeconds
    }
}

/// Text as a value in a URL's query.
enum URLText {
    /// What no part of a URL gives a meaning to; anything else is written as bytes.
    private static let plain = CharacterSet(
        charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")

    static func encode(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }
}
