/// A program to start: its path and its arguments, one by one. No shell ever reads them.
package struct ProgramCommand: Sendable {
    /// Absolute; see `Program.find`.
    package var program: HostPath
    /// Without the program's own name.
    package var arguments: [ProgramArgument]
    /// Beside the few variables that every program gets: see `ProgramEnvironment`.
    package var environment: [String: String]
    /// Nil: the server's own.
    package var workingFolder: HostPath?
    /// How far other programs go first, 0 to 19 (`man 2 nice`).
    package var niceness: Int

    package init(
        _ program: HostPath, _ arguments: [ProgramArgument] = [], environment: [String: String] = [:],
        workingFolder: HostPath? = nil, niceness: Int = 0
    ) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.workingFolder = workingFolder
        self.niceness = niceness
    }
}

/// One argument, as bytes: the name of a file need not be UTF-8.
package struct ProgramArgument: Hashable, Sendable {
    package let bytes: [UInt8]

    package init(_ text: String) {
        bytes = Array(text.utf8)
    }

    package init(_ path: HostPath) {
        bytes = path.bytes
    }
}

extension ProgramArgument: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) {
        self.init(text)
    }
}
