import Foundation

/// The one place that writes to the terminal.
enum Terminal {
    /// Whether a person looks at standard error, so that a bar may redraw itself.
    static let isInteractive = isatty(STDERR_FILENO) == 1

    /// One line of the command's result, on standard output, written at once.
    static func say(_ line: String) {
        write(line + "\n", to: .standardOutput)
    }

    /// One line beside the result, on standard error.
    static func note(_ line: String) {
        write(line + "\n", to: .standardError)
    }

    /// Text of the command's result as it is, on standard output.
    static func write(_ text: String) {
        write(text, to: .standardOutput)
    }

    /// The first line of standard input, asked for where that is a terminal; nil when there is none.
    static func readValue(_ prompt: String, isSecret: Bool) -> String? {
        guard isatty(STDIN_FILENO) == 1 else { return readLine() }
        if isSecret { return askPassword(prompt) }
        draw(prompt)
        return readLine()
    }

    static func draw(_ text: String) {
        write("\r\u{1b}[K" + text, to: .standardError)
    }

    /// Nobody is left to be told when a terminal or a disk does not take it.
    private static func write(_ text: String, to handle: FileHandle) {
        try? handle.write(contentsOf: Data(text.utf8))
    }

    /// Asks for a password without showing it; nil when there is no terminal to ask at.
    static func askPassword(_ prompt: String) -> String? {
        guard isatty(STDIN_FILENO) == 1 else { return nil }
        draw(prompt)
        var before = termios()
        tcgetattr(STDIN_FILENO, &before)
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSANOW, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSANOW, &before)
            note("")
        }
        return readLine()
    }
}
