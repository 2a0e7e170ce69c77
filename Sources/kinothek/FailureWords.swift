import Domain

/// What went wrong, and what to do, for errors that say neither themselves.
enum FailureWords {
    static func text(of error: any Error) -> String? {
        switch error {
        case let error as AccountError: "Error: " + text(of: error)
        default: nil
        }
    }

    private static func text(of error: AccountError) -> String {
        switch error {
        case .emailTaken(let email):
            "There is an account with the address \(email) already; `kinothek user list` shows all."
        case .invalidEmail(let text):
            "\"\(text)\" is not an e-mail address; write it like anna@example.org."
        case .unknownUser(let email):
            "There is no account with the address \(email); `kinothek user list` shows all."
        case .passwordTooShort(let minimum):
            "The password is too short; it needs at least \(minimum) characters."
        case .passwordTooLong(let maximum):
            "The password is too long; it can have at most \(maximum) characters."
        case .labelTooLong(let maximum):
            "The label is too long; it can have at most \(maximum) characters."
        case .codeTaken:
            "No free pairing code was found; try again."
        case .tooManyAttempts(let seconds):
            "There were too many wrong codes; try again in \(seconds) seconds."
        }
    }
}
