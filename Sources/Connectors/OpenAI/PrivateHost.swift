/// Tells hosts of the own machine and network from public ones.
enum PrivateHost {
    private static let suffixes = [".localhost", ".local", ".lan", ".internal", ".home.arpa"]
    /// Loopback, unique local and link-local addresses.
    private static let prefixesIPv6 = ["fc", "fd", "fe8", "fe9", "fea", "feb"]

    static func contains(_ host: String) -> Bool {
        let host = host.lowercased().trimming("[]")
        if host.contains(":") { return host == "::1" || prefixesIPv6.contains { host.hasPrefix($0) } }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        if parts.count == 4, let first = parts[0], let second = parts[1], !parts.contains(nil) {
            return isPrivate(first, second)
        }
        // A name without a dot is one of a local network or of a container network.
        return !host.contains(".") || suffixes.contains { host.hasSuffix($0) }
    }

    private static func isPrivate(_ first: UInt8, _ second: UInt8) -> Bool {
        switch (first, second) {
        case (10, _), (127, _), (192, 168), (169, 254), (172, 16...31): true
        // Carrier-grade NAT, which private overlay networks use.
        case (100, 64...127): true
        default: false
        }
    }
}

extension String {
    fileprivate func trimming(_ characters: String) -> String {
        String(drop(while: characters.contains).reversed().drop(while: characters.contains).reversed())
    }
}
