import Foundation
import Host

/// Reads files that are meant to be small.
enum SmallFile {
    struct TooLarge: Error {}

    /// Blocks. Throws `TooLarge`, and the system's errors.
    static func bytes(of path: HostPath, max: Int) throws -> [UInt8] {
        let descriptor = path.withCString { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
        guard descriptor >= 0 else { throw CocoaError(.fileReadUnknown) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        defer { try? file.close() }
        let data = try file.read(upToCount: max + 1) ?? Data()
        guard data.count <= max else { throw TooLarge() }
        return Array(data)
    }
}
