/// Starts the program that makes the pieces.
package protocol HLSPrograms: Sendable {
    /// `output` gets what it writes, piece by piece, on a thread of the program's own; while it works, the program has
    /// to wait. Throws when it cannot be started, or the file lies outside its library.
    func start(
        _ order: HLSOrder, output: @escaping @Sendable (ArraySlice<UInt8>) -> Void
    ) async throws -> any HLSProgram
}

/// A program that makes pieces.
package protocol HLSProgram: Sendable {
    func kill()
    /// Waits for its end, after the last of its output. The text is what it complained about; nil when it was content.
    func end() async -> String?
}

/// Why there is no piece.
package enum HLSError: Error, Equatable, Sendable {
    /// The session watches nothing in pieces.
    case unknown
    /// The session watches something else by now.
    case replaced
    /// No such piece, or no longer.
    case gone
    /// The film is over before it.
    case ended
    /// All programs that may run do.
    case busy
    /// The program could not do it.
    case failed
}
