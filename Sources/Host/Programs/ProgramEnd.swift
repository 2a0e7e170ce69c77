/// How a program ended.
package struct ProgramEnd: Hashable, Sendable {
    package enum Status: Hashable, Sendable {
        /// It ended by itself; 0 says that it was content.
        case exited(Int32)
        /// A signal ended it, for example 9 when it was killed or 11 when it failed.
        case killed(signal: Int32)
    }

    /// What made the server end it.
    enum Cause: Hashable, Sendable {
        case itself
        case timeLimit
        case outputLimit
        case order
    }

    package let status: Status
    /// The end of what it wrote to its standard error, at most `HostLimits.errorTailBytes`; what is no UTF-8 is
    /// replaced.
    package let errors: String
    let cause: Cause

    package var isSuccess: Bool { status == .exited(0) }
}

extension ProgramEnd.Status {
    /// From what `waitpid` tells: the signal in the lowest seven bits, else the exit code in the eight above.
    init(waitStatus raw: Int32) {
        let signal = raw & 0x7f
        self = signal == 0 ? .exited(raw >> 8 & 0xff) : .killed(signal: signal)
    }
}
