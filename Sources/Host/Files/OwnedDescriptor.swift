import Glibc

/// An open file descriptor that is closed with its last owner.
final class OwnedDescriptor: Sendable {
    let number: CInt

    /// Takes over what a system call returned; nil for its failure, when `errno` says why.
    init?(_ result: CInt) {
        guard result >= 0 else { return nil }
        number = result
    }

    deinit {
        close(number)
    }

    /// Opens again when a signal interrupted the call, which happens on network file systems.
    static func open(
        _ name: UnsafePointer<CChar>, in folder: CInt = AT_FDCWD, _ flags: CInt
    ) -> OwnedDescriptor? {
        while true {
            let result = openat(folder, name, flags | O_CLOEXEC)
            if result >= 0 || errno != EINTR { return OwnedDescriptor(result) }
        }
    }

    /// Where the open file lies, all links resolved; nil when it has been deleted or `/proc` is not there.
    ///
    /// Asking the open file, not its name, leaves no moment in which the name could be turned to something else.
    var realPath: HostPath? {
        guard let status = FileStatus(of: self), status.links > 0 else { return nil }
        var buffer = [CChar](repeating: 0, count: HostLimits.pathBytesMax)
        let count = readlink("/proc/self/fd/\(number)", &buffer, buffer.count)
        guard count > 0, count < buffer.count else { return nil }
        let path = HostPath(bytes: buffer[..<count].map { UInt8(bitPattern: $0) })
        return path.isAbsolute ? path : nil
    }
}
