/// Why an endpoint for language models cannot be used. No text holds a key or an answer's body.
package enum ModelServiceFailure: Error, Hashable, Sendable {
    /// What should be its address is none.
    case badAddress
    case unreachable
    case timedOut
    case keyRefused
    /// It answers, but not at this address.
    case notFound
    /// Any other status.
    case failing(status: Int)
    case unreadable
}

extension ModelServiceFailure: CustomStringConvertible {
    /// A sentence for people.
    package var description: String {
        switch self {
        case .badAddress: "The address of the endpoint must begin with http:// or https://."
        case .unreachable: "The endpoint cannot be reached."
        case .timedOut: "The endpoint did not answer in time."
        case .keyRefused: "The endpoint refuses the API key."
        case .notFound: "There is no list of models at this address; it may want a version segment such as /v1."
        case .failing(let status): "The endpoint answers with the status \(status)."
        case .unreadable: "The endpoint gave an answer that cannot be read."
        }
    }
}

/// What an endpoint for language models offers.
package struct ServedModels: Sendable, Hashable {
    /// As it lists them.
    package let names: [String]
    /// The address that answered: the one that was given, or that with `/v1` behind it.
    package let baseURL: String
    /// Whether it is OpenAI itself, which serves nothing but what it lists.
    package let isOpenAI: Bool

    package init(names: [String], baseURL: String, isOpenAI: Bool) {
        self.names = names
        self.baseURL = baseURL
        self.isOpenAI = isOpenAI
    }

    /// Whether the list has the model; a name without a tag means its latest one.
    package func has(_ model: String) -> Bool {
        let wanted = Self.tagged(model)
        return names.contains { $0 == model || Self.tagged($0) == wanted }
    }

    private static func tagged(_ name: String) -> String { name.contains(":") ? name : name + ":latest" }
}

/// Tries other services with an address and a key that need not be those of the settings. Nothing is stored, and each
/// answers within the given seconds.
package protocol ServiceTests: Sendable {
    /// What a Stash says of itself when it can be used. Throws `ArchiveFailure`, `notReady` among them, and
    /// `CancellationError`.
    func archive(_ url: String, key: String?, within seconds: Double) async throws -> ArchiveProbe
    /// Throws `ModelServiceFailure` and `CancellationError`.
    func models(_ baseURL: String, key: String?, within seconds: Double) async throws -> ServedModels
}
