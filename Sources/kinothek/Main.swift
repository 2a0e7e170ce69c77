import ArgumentParser
import Foundation

/// Runs the command of this call and ends with its exit code: 0 done, 1 failed, 2 wrong usage.
@main
enum Main {
    static func main() async {
        // What is made here holds password hashes and secrets, whoever made the folder around it.
        umask(0o077)
        do {
            var command = try Kinothek.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            end(with: error)
        }
    }

    private static func end(with error: any Error) -> Never {
        let code = Kinothek.exitCode(for: error)
        if code == .success {
            Terminal.say(Kinothek.fullMessage(for: error))
        } else if !(error is ExitCode) {
            Terminal.note(FailureWords.text(of: error) ?? Kinothek.fullMessage(for: error))
        }
        exit(code == .validationFailure ? 2 : code.rawValue)
    }
}
