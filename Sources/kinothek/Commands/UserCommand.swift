import Accounts
import ArgumentParser
import Domain
import Foundation
import Server

/// `kinothek user …`
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Accounts, their keys and pairing codes.",
        subcommands: [
            Add.self, List.self, Key.self, Pair.self, Keys.self, Revoke.self, Password.self, Set.self, Link.self,
        ])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add an account; prints its id.",
            discussion: "The password is taken from KINOTHEK_NEW_PASSWORD, or asked for at a terminal.")
        @OptionGroup var options: DataOptions
        @Argument(help: "The e-mail address to sign in with.") var email: String
        @Option(help: "The name to show.") var name: String?
        @Option(help: "admin or user.") var role: Role = .user

        func run() async throws {
            let password = try NewPassword.read()
            let user = try await options.withInstallation { installation in
                try await installation.features.accounts.add(
                    email: email, name: name, role: role, password: password)
            }
            Terminal.say("\(user.id)")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the accounts.")
        @OptionGroup var options: DataOptions

        func run() async throws {
            let users = try await options.withInstallation { try await $0.features.accounts.all() }
            for user in users {
                let state = user.isActive ? "" : "  disabled"
                Terminal.say("\(user.id)  \(user.email)  \(user.role.rawValue)  \(user.name)\(state)")
            }
        }
    }

    struct Key: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make an API key; prints it, this once.")
        @OptionGroup var options: DataOptions
        @Argument(help: "The account's e-mail address.") var email: String
        @Option(help: "What the key is for.") var label = "Command line"

        func run() async throws {
            let key = try await options.withInstallation { installation in
                let user = try await installation.features.accounts.user(email: email)
                return try await installation.features.keys.make(label: label, for: user.id)
            }
            Terminal.say(key)
        }
    }

    struct Pair: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a pairing code; prints its 8 digits, good once within 10 minutes.")
        @OptionGroup var options: DataOptions
        @Argument(help: "The account's e-mail address.") var email: String

        func run() async throws {
            let code = try await options.withInstallation { installation in
                let user = try await installation.features.accounts.user(email: email)
                return try await installation.features.pairing.makeCode(for: user.id)
            }
            Terminal.say(code.digits)
        }
    }
}

extension Role: ExpressibleByArgument {}

/// Where a new password comes from.
enum NewPassword {
    static func read() throws -> String {
        if let password = ProcessInfo.processInfo.environment["KINOTHEK_NEW_PASSWORD"] { return password }
        guard let password = Terminal.askPassword("New password: ") else {
            throw ValidationError("Set KINOTHEK_NEW_PASSWORD, or run this at a terminal to be asked for a password.")
        }
        return password
    }
}
