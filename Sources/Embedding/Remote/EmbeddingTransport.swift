/// Sends one HTTP request; the adapter to a real HTTP client lives outside this target.
package protocol EmbeddingTransport: Sendable {
    /// Posts `body` and collects the whole answer. `headers` of the answer have lower-case names.
    ///
    /// Throws when there was no answer within `timeoutSeconds` or the connection failed.
    func post(_ url: String, headers: [(String, String)], body: [UInt8], timeoutSeconds: Double) async throws
        -> (status: Int, headers: [String: String], body: [UInt8])
}
