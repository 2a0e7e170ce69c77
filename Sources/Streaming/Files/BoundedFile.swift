import Foundation
import Host

/// Reads and keeps files of a known largest size. Everything here blocks.
enum BoundedFile {
    struct TooLarge: Error {}

    /// Throws `TooLarge`, and the system's errors.
    static func bytes(of path: HostPath, max: Int) throws -> [UInt8] {
        let descriptor = path.withCString { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
        guard descriptor >= 0 else { throw CocoaError(.fileReadUnknown) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        let data = try file.read(upToCount: max + 1) ?? Data()
        guard data.count <= max else { throw TooLarge() }
        return Array(data)
    }

    /// Writes beside and renames, so that nobody ever reads half of it.
    static func keep(_ bytes: [UInt8], as path: HostPath, in folder: String) throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try Data(bytes).write(to: URL(fileURLWithPath: path.text), options: .atomic)
    }
}
