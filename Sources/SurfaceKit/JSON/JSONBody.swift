import Crypto

/// The body of a request that is meant to be JSON.
package struct JSONBody: Sendable {
    /// The object in it; nil when there is none, or something else.
    package let object: JSONTree?
    private let bytes: [UInt8]

    package init(bytes: [UInt8]) {
        self.bytes = bytes
        object = JSONReader.read(bytes).flatMap { $0.isObject ? $0 : nil }
    }

    /// SHA-256 of the value: white space, the order of members and the way characters are escaped do not count.
    package var valueDigest: [UInt8] {
        Array(SHA256.hash(data: object?.canonicalBytes ?? bytes))
    }
}
