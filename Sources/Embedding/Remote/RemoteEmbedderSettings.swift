/// Which endpoint makes the vectors.
package struct RemoteEmbedderSettings: Sendable {
    /// With the version segment, for example `https://api.openai.com/v1`; a trailing slash does no harm.
    package let baseURL: String
    /// Sent as a bearer token to `baseURL` only; nil or empty for local servers.
    package let key: String?
    /// The model's name as the endpoint knows it.
    package let model: String
    /// Asks the endpoint for shorter vectors; only some models can. nil leaves the choice to the model.
    package let dimensions: Int?

    package init(baseURL: String, key: String?, model: String, dimensions: Int? = nil) {
        self.baseURL = Self.joinable(baseURL)
        self.key = key.flatMap { $0.isEmpty ? nil : $0 }
        self.model = model
        self.dimensions = dimensions
    }

    /// The address without slashes at its end, so that a path can follow.
    package static func joinable(_ baseURL: String) -> String {
        var trimmed = Substring(baseURL)
        while trimmed.hasSuffix("/") { trimmed.removeLast() }
        return String(trimmed)
    }
}
