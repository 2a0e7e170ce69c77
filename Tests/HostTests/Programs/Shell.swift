import Host

/// Small scripts as programs under test.
enum Shell {
    static let path: HostPath = "/bin/sh"

    /// `arguments` are `$1` and so on.
    static func command(_ script: String, _ arguments: ProgramArgument...) -> ProgramCommand {
        ProgramCommand(path, ["-c", ProgramArgument(script), "sh"] + arguments)
    }
}

extension Program.Limits {
    /// More than any program of these tests needs.
    static let generous = Program.Limits(secondsMax: 120, outputBytesMax: 64 * 1024 * 1024)
}

extension Program.Output {
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
