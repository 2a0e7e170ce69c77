import Foundation
import HTTPTypes

/// Where a request comes from, and under which address the server was reached.
package struct Caller: Sendable, Equatable {
    /// The client's address, or `unknown` where the connection has none.
    package let address: String
    package let scheme: String
    /// The name or address and port under which the client reached the server; nil when it did not say.
    package let host: String?
    /// The client runs on this machine and no proxy stands between.
    package let isLocal: Bool
    /// The client runs on this machine or in a private network around it, as far as can be told: no proxy that nobody
    /// listed stands between.
    package let isNear: Bool

    /// An IPv4 address that came in through an IPv6 socket in its usual form.
    static func plain(_ address: String) -> String {
        let mapped = "::ffff:"
        return address.hasPrefix(mapped) && address.contains(".") ? String(address.dropFirst(mapped.count)) : address
    }

    init(peer: String?) {
        address = peer ?? "unknown"
        scheme = "http"
        host = nil
        isLocal = false
        isNear = false
    }

    init(address: String, scheme: String, host: String?, isLocal: Bool, isNear: Bool) {
        self.address = address
        self.scheme = scheme
        self.host = host
        self.isLocal = isLocal
        self.isNear = isNear
    }
}

/// The proxies whose word on the client is taken. Nobody else's `X-Forwarded-…` counts.
package struct TrustedProxies: Sendable {
    private let addresses: Set<String>

    package init(_ addresses: [String]) {
        self.addresses = Set(addresses)
    }

    func caller(peer: String?, authority: String?, headers: HTTPFields) -> Caller {
        let forwarded = Self.list(headers, "X-Forwarded-For")
        let isForwarded = Self.proxyFields.contains { headers.contains($0) }
        guard let peer, addresses.contains(peer) else {
            let isLocal = !isForwarded && Self.isLoopback(peer)
            let isNear = !isForwarded && peer.map(NearAddress.contains) ?? false
            return Caller(
                address: peer ?? "unknown", scheme: "http", host: Self.host(authority), isLocal: isLocal,
                isNear: isNear)
        }
        // From the nearest proxy outwards: the first address that is not one of ours is the client.
        let hops = forwarded.suffix(SurfaceKitLimits.forwardedHopsMax)
        let client = hops.last { !addresses.contains($0) } ?? peer
        let scheme = Self.list(headers, "X-Forwarded-Proto").last?.lowercased() == "https" ? "https" : "http"
        let host = Self.host(Self.list(headers, "X-Forwarded-Host").last) ?? Self.host(authority)
        // A proxy that speaks of its client without naming it may serve anybody.
        let isNear = (!hops.isEmpty || !isForwarded) && NearAddress.contains(client)
        return Caller(address: client, scheme: scheme, host: host, isLocal: false, isNear: isNear)
    }

    /// What a request has that came through a proxy.
    private static let proxyFields = [
        "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via",
    ]

    private static func list(_ headers: HTTPFields, _ name: String) -> [String] {
        guard let name = HTTPField.Name(name) else { return [] }
        return headers[values: name].flatMap { $0.split(separator: ",") }
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    /// Nil for text that cannot be a host and port, so that nothing else gets into answers.
    private static func host(_ text: String?) -> String? {
        guard let text, !text.isEmpty, text.count <= SurfaceKitLimits.hostCharactersMax else { return nil }
        let isPlain = text.utf8.allSatisfy { byte in
            (48...58).contains(byte) || (65...91).contains(byte) || (97...122).contains(byte)
                || [45, 46, 93, 95].contains(byte)
        }
        return isPlain ? text : nil
    }

    private static func isLoopback(_ peer: String?) -> Bool {
        guard let peer else { return false }
        return peer == "::1" || peer.hasPrefix("127.") || peer.hasPrefix("::ffff:127.")
    }
}

extension HTTPFields {
    fileprivate func contains(_ name: String) -> Bool {
        HTTPField.Name(name).map { contains($0) } ?? false
    }
}
