import Glibc

/// Why a path leads to nothing that may be used.
package enum FileError: Error, Hashable, Sendable {
    /// The path holds a NUL byte, or is too long for the kernel.
    case malformed
    /// A relative path was asked for.
    case absolute
    /// The path holds a component `..`.
    case climbs
    case missing
    case permissionDenied
    /// The path leads out of every allowed folder, once its links are resolved.
    case outside
    case linkLoop
    /// A folder, device, socket or pipe where a file was asked for, or a file where a folder was.
    case wrongKind
    /// Any other answer of the system, by its number (`errno`): a broken disk, a share that went away.
    case unreadable(code: Int32)

    /// What an `errno` means.
    init(code: CInt) {
        self =
            switch code {
            case ENOENT: .missing
            case EACCES, EPERM: .permissionDenied
            case ELOOP: .linkLoop
            case ENAMETOOLONG: .malformed
            case ENOTDIR: .wrongKind
            default: .unreadable(code: code)
            }
    }
}
