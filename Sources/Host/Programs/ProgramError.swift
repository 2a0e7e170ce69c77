import Glibc

/// Why a program could not be run to its end. An end with another status than 0 is no error here.
package enum ProgramError: Error, Hashable, Sendable {
    /// A relative path, a NUL byte in an argument or path, or a name of a variable that is empty or holds `=`.
    case malformed
    /// No such program, or no such working folder.
    case missing
    /// Not executable, or not for this server.
    case permissionDenied
    /// Any other answer of the system to the start, by its number (`errno`): no memory, too many processes.
    case cannotStart(code: Int32)
    /// It ran longer than it may and was killed. `errors` is the end of what it wrote to its standard error.
    case timedOut(errors: String)
    /// It wrote more than it may and was killed.
    case tooMuchOutput(errors: String)
    /// The task that waited was cancelled, and the program killed.
    case cancelled

    /// What an `errno` of the start means.
    init(code: CInt) {
        self =
            switch code {
            case ENOENT, ENOTDIR, ELOOP: .missing
            case EACCES, EPERM: .permissionDenied
            default: .cannotStart(code: code)
            }
    }
}
