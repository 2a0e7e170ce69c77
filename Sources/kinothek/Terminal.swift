import Foundation

/// The one place that writes to the terminal.
enum Terminal {
    /// Whether a person looks at standard error, so that a bar may redraw itself.
    static let isInteractive = isatty(STDERR_FILENO) == 1

    /// One line of the command's result, on standard output, written at once.
    static func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    /// One line beside the result, on standard error.
    static func note(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    static func draw(_ text: String) {
        FileHandle.standardError.write(Data(("\r\u{1b}[K" + text).utf8))
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
