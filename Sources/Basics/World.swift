#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a use case needs from outside its own rules: the time and random bytes.
///
/// Tests hand in a `World` with a clock that they move and with counted bytes, so that nothing has to be scrubbed.
package struct World: Sendable {
    package let now: @Sendable () -> Instant
    package let randomBytes: @Sendable (_ count: Int) -> [UInt8]

    package init(
        now: @escaping @Sendable () -> Instant, randomBytes: @escaping @Sendable (_ count: Int) -> [UInt8]
    ) {
        self.now = now
        self.randomBytes = randomBytes
    }

    /// The system's wall clock and its cryptographic random number generator.
    package static let live = World(now: { .systemNow }, randomBytes: { .systemRandom(count: $0) })
}

extension World {
    /// `byteCount` random bytes in lower-case hexadecimal, so twice as many characters.
    package func randomHex(byteCount: Int) -> String {
        Hex.encode(randomBytes(byteCount))
    }

    /// A random (version 4) UUID in its lower-case text form.
    package func uuid() -> String {
        var bytes = randomBytes(16)
        bytes[6] = bytes[6] & 0x0f | 0x40
        bytes[8] = bytes[8] & 0x3f | 0x80
        let hex = Array(Hex.encode(bytes))
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
        return groups.map { String(hex[$0]) }.joined(separator: "-")
    }
}

extension Instant {
    fileprivate static var systemNow: Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}

extension [UInt8] {
    fileprivate static func systemRandom(count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
