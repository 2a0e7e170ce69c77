import Glibc

/// The two outputs of a program, as they arrive.
struct ProgramPipes {
    /// Takes a piece of the standard output; false asks for no more.
    typealias Sink = @Sendable (ArraySlice<UInt8>) -> Bool

    private enum Got {
        case bytes(Int)
        case nothingYet
        case end
    }

    private(set) var output: OwnedDescriptor?
    private(set) var errors: OwnedDescriptor?
    private let sink: Sink?
    private let tail: (ArraySlice<UInt8>) -> Void
    private var buffer = [UInt8](repeating: 0, count: HostLimits.pipeChunkBytes)
    /// Whether the sink has asked for no more. What comes then is read and forgotten.
    private(set) var isSated = false

    init(_ started: ProgramLaunch.Started, to sink: Sink?, tail: @escaping (ArraySlice<UInt8>) -> Void) {
        output = started.output
        errors = started.errors
        self.sink = sink
        self.tail = tail
    }

    /// Takes one piece of each pipe that has one.
    mutating func read() {
        _ = readOutput()
        _ = readErrors()
    }

    /// Takes what is left when the program has ended. Does not wait for the pipes' end: a program that left the group
    /// may hold them open for ever.
    mutating func drain() {
        var left = HostLimits.leftoverBytesMax
        while left > 0, case .bytes(let count) = readOutput() { left -= count }
        left = HostLimits.leftoverBytesMax
        while left > 0, case .bytes(let count) = readErrors() { left -= count }
    }

    private mutating func readOutput() -> Got {
        guard let pipe = output else { return .end }
        let got = take(pipe)
        switch got {
        case .bytes(let count): if !isSated { isSated = sink?(buffer[..<count]) == false }
        case .end: output = nil
        case .nothingYet: break
        }
        return got
    }

    private mutating func readErrors() -> Got {
        guard let pipe = errors else { return .end }
        let got = take(pipe)
        switch got {
        case .bytes(let count): tail(buffer[..<count])
        case .end: errors = nil
        case .nothingYet: break
        }
        return got
    }

    private mutating func take(_ pipe: OwnedDescriptor) -> Got {
        let count = Glibc.read(pipe.number, &buffer, buffer.count)
        if count > 0 { return .bytes(count) }
        return count < 0 && (errno == EAGAIN || errno == EINTR) ? .nothingYet : .end
    }
}
