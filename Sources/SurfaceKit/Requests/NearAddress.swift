/// Tells addresses of this machine and of private networks from those of the internet.
enum NearAddress {
    /// Loopback, private and link-local addresses (RFC 1918, 3927, 4193 and 4291). Anything that is no address is none.
    static func contains(_ address: String) -> Bool {
        let address = Caller.plain(address.lowercased())
        return address.contains(":") ? isNearIPv6(address) : isNearIPv4(address)
    }

    private static func isNearIPv4(_ address: String) -> Bool {
        let bytes = address.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        guard bytes.count == 4, !bytes.contains(nil), let first = bytes[0], let second = bytes[1] else { return false }
        return switch (first, second) {
        case (127, _), (10, _), (172, 16...31), (192, 168), (169, 254): true
        default: false
        }
    }

    /// fc00::/7 and fe80::/10, whose first group is always written with four digits, and ::1.
    private static func isNearIPv6(_ address: String) -> Bool {
        if address == "::1" { return true }
        let group = address.prefix { $0 != ":" }
        guard group.utf8.count == 4, let bits = UInt16(group, radix: 16) else { return false }
        return bits & 0xfe00 == 0xfc00 || bits & 0xffc0 == 0xfe80
    }
}
