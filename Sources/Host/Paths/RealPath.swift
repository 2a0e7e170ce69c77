import CHost
import Glibc

/// An existing file or folder, asked for once: where it really lies and what it is.
package struct RealPath: Hashable, Sendable {
    /// Absolute, without links, `.` or `..`.
    package let path: HostPath
    package let isFolder: Bool
    package let identity: FileIdentity

    /// Resolves a path as the kernel does when it opens it, links and `..` included. Blocks.
    ///
    /// Throws `.malformed`, `.missing`, `.permissionDenied`, `.linkLoop`, `.unreadable`, and `.wrongKind` for what is
    /// neither file nor folder.
    package init(of path: HostPath) throws(FileError) {
        guard !path.hasNUL else { throw .malformed }
        guard path.isAbsolute else { throw .missing }
        // Opened as a name only: no device wakes up, and no pipe waits for its other end.
        let opened = path.withCString { OwnedDescriptor.open($0, kinothek_path_only) }
        guard let descriptor = opened, let status = FileStatus(of: descriptor) else { throw FileError(code: errno) }
        guard let realPath = descriptor.realPath else { throw .missing }
        guard status.kind == .file || status.kind == .folder else { throw .wrongKind }
        self.path = realPath
        isFolder = status.kind == .folder
        identity = status.identity
    }
}
