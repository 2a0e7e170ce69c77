import Foundation

/// A path exactly as the file system spells it: bytes without an encoding, absolute or relative.
///
/// Linux allows any byte but NUL and `/` in a name, so only the bytes open a file again. Text is for people.
package struct HostPath: Hashable, Sendable {
    package var bytes: [UInt8]

    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The UTF-8 form of the text, not normalised.
    package init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// For people and for comparing names: what is no UTF-8 becomes U+FFFD, the rest is composed (NFC).
    package var text: String {
        let text = String(decoding: bytes, as: UTF8.self)
        return bytes.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
    }

    package var isAbsolute: Bool { bytes.first == Self.slash }
    package var isEmpty: Bool { bytes.isEmpty }

    /// What stands behind the last `/`.
    package var name: HostPath {
        HostPath(bytes: bytes.lastIndex(of: Self.slash).map { Array(bytes[($0 + 1)...]) } ?? bytes)
    }

    /// What stands before the last `/`: the empty path for a name alone.
    package var folder: HostPath {
        HostPath(bytes: bytes.lastIndex(of: Self.slash).map { Array(bytes[..<max($0, isAbsolute ? 1 : 0)]) } ?? [])
    }

    /// The path of an entry of this folder, or of a relative path below it. The empty path adds nothing.
    package func appending(_ relative: HostPath) -> HostPath { appending(relative.bytes[...]) }

    func appending(_ relative: ArraySlice<UInt8>) -> HostPath {
        guard !bytes.isEmpty, !relative.isEmpty else { return HostPath(bytes: bytes + relative) }
        var joined: [UInt8] = []
        joined.reserveCapacity(bytes.count + 1 + relative.count)
        joined += bytes
        if bytes.last != Self.slash { joined.append(Self.slash) }
        joined += relative
        return HostPath(bytes: joined)
    }

    /// Whether this is `folder` or lies below it. Both have to be resolved: this compares letters, not files.
    package func isInside(_ folder: HostPath) -> Bool {
        guard bytes.starts(with: folder.bytes) else { return false }
        return bytes.count == folder.bytes.count || folder.bytes.isEmpty || folder.bytes.last == Self.slash
            || bytes[folder.bytes.count] == Self.slash
    }

    static let slash = UInt8(ascii: "/")

    /// Calls `body` with the bytes and their end mark. A NUL inside would end the path early: see `hasNUL`.
    package func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        body(bytes.map { CChar(bitPattern: $0) } + [0])
    }

    var hasNUL: Bool { bytes.contains(0) }
}

extension HostPath: Comparable {
    package static func < (left: HostPath, right: HostPath) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}

extension HostPath: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) {
        self.init(text)
    }
}

extension HostPath: CustomStringConvertible {
    package var description: String { text }
}
