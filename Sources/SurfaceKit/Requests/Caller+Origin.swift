extension Caller {
    /// Whether browsers reach the server over TLS: what the setting says, else what the request shows.
    package func isSecure(publicURL: String?) -> Bool {
        publicURL?.lowercased().hasPrefix("https:") ?? (scheme == "https")
    }

    /// Whether an origin, or the address of a page, is this server's: the one of the request, or `publicURL`.
    package func isOwn(origin: String, publicURL: String?) -> Bool {
        let authority = Self.authority(of: origin)
        return authority != nil && [host, publicURL].contains { $0.flatMap(Self.authority) == authority }
    }

    /// Host and port of an origin or URL, in lower case, without the ports that go without saying. A proxy may speak
    /// another scheme to us than browsers do to it, so the scheme does not count.
    private static func authority(of text: String) -> String? {
        let parts = text.lowercased().split(separator: "://", maxSplits: 1)
        guard let rest = parts.last?.prefix(while: { $0 != "/" }), !rest.isEmpty, rest != "null" else { return nil }
        for port in [":80", ":443"] where rest.hasSuffix(port) { return String(rest.dropLast(port.count)) }
        return String(rest)
    }
}
