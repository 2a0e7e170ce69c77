import CHost
import Glibc

/// Ends the `poll` of another thread.
final class Wakeup: Sendable {
    let descriptor: OwnedDescriptor

    /// Nil when the process may have no further descriptor.
    init?() {
        guard let descriptor = OwnedDescriptor(eventfd(0, kinothek_event_flags)) else { return nil }
        self.descriptor = descriptor
    }

    func signal() {
        var one: UInt64 = 1
        _ = write(descriptor.number, &one, MemoryLayout<UInt64>.size)
    }

    /// Takes all signals up to now.
    func clear() {
        var count: UInt64 = 0
        _ = read(descriptor.number, &count, MemoryLayout<UInt64>.size)
    }
}
