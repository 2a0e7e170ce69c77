import Embedding
import Foundation

/// Which chat model writes texts.
package struct ChatSettings: Sendable {
    /// With the version segment, for example `https://api.openai.com/v1`; a trailing slash does no harm.
    package let baseURL: String
    /// Sent as a bearer token to `baseURL` only; nil or empty for local servers.
    package let key: String?
    /// The model's name as the endpoint knows it.
    package let model: String
    /// Time limit of one request.
    package let timeoutSeconds: Double

    /// Without `timeoutSeconds`, endpoints on the machine or in a private network get longer than public ones.
    package init(baseURL: String, key: String?, model: String, timeoutSeconds: Double? = nil) {
        self.baseURL = RemoteEmbedderSettings.joinable(baseURL)
        self.key = key.flatMap { $0.isEmpty ? nil : $0 }
        self.model = model
        let host = URLComponents(string: baseURL)?.host ?? ""
        let usual = PrivateHost.contains(host) ? ConnectorsLimits.chatSecondsPrivate : ConnectorsLimits.chatSeconds
        self.timeoutSeconds = timeoutSeconds ?? usual
    }
}
