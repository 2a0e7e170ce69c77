import Crypto
package import Foundation

/// The body of a request that is meant to be JSON.
package struct JSONBody: Sendable {
    package let bytes: Data

    package init(bytes: Data) {
        self.bytes = bytes
    }

    /// The object in it; nil when there is none, or something else.
    package func object<Object: Decodable>(_ type: Object.Type) -> Object? {
        bytes.isEmpty ? nil : try? JSONDecoder().decode(type, from: bytes)
    }

    /// SHA-256 of the value: white space, the order of members and the way characters are escaped do not count.
    package var valueDigest: [UInt8] {
        let value = try? JSONSerialization.jsonObject(with: bytes, options: .fragmentsAllowed)
        let plain = value.flatMap {
            try? JSONSerialization.data(withJSONObject: $0, options: [.sortedKeys, .fragmentsAllowed])
        }
        return Array(SHA256.hash(data: plain ?? bytes))
    }
}
