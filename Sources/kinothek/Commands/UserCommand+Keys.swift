import Accounts
import ArgumentParser
import Basics
import Domain
import Server

extension UserCommand {
    struct Keys: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List an account's keys, newest first.")
        @OptionGroup var options: DataOptions
        @Argument(help: "The account's e-mail address.") var email: String

        func run() async throws {
            let keys = try await options.withInstallation { installation in
                let user = try await installation.features.accounts.user(email: email)
                return try await installation.features.keys.list(of: user.id)
            }
            for key in keys {
                let used = key.lastUsedAt.map { "last used \($0.iso8601)" } ?? "never used"
                let state = key.revokedAt == nil ? used : "revoked"
                Terminal.say("\(key.id)  \(key.label)  \(state)")
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Revoke a key by its number from `user keys`.")
        @OptionGroup var options: DataOptions
        @Argument(help: "The account's e-mail address.") var email: String
        @Argument(help: "The key's number.") var key: Int32

        func run() async throws {
            let isRevoked = try await options.withInstallation { installation in
                let user = try await installation.features.accounts.user(email: email)
                return try await installation.features.keys.revoke(APIKeyID(key), owner: user.id)
            }
            guard isRevoked else {
                Terminal.note("\(email) has no working key with the number \(key); `kinothek user keys` lists them.")
                throw ExitCode.failure
            }
        }
    }

    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give an account a new password.",
            discussion: "The password is taken from KINOTHEK_NEW_PASSWORD, or asked for at a terminal.")
        @OptionGroup var options: DataOptions
        @Argument(help: "The account's e-mail address.") var email: String

        func run() async throws {
            let password = try NewPassword.read()
            try await options.withInstallation { installation in
                let user = try await installation.features.accounts.user(email: email)
                try await installation.features.accounts.setPassword(password, of: user.id)
            }
        }
    }

    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Change an account's role, or disable it.")
        @OptionGroup var options: DataOptions
        @Argument(help: "The account's e-mail address.") var email: String
        @Option(help: "admin or user.") var role: Role?
        @Flag(inversion: .prefixedEnableDisable, help: "Whether the account may be used.") var account: Bool?

        func run() async throws {
            try await options.withInstallation { installation in
                let accounts = installation.features.accounts
                let user = try await accounts.user(email: email)
                if let role { try await accounts.setRole(role, of: user.id) }
                if let account { try await accounts.setActive(account, of: user.id) }
            }
        }
    }
    struct Link: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tie an account to its owner's at the household's Jellyfin or Emby.",
            discussion: """
                What was watched there and here is one history then, and both passwords lead into one account. An \
                account that was made for the person before gives its ratings over and is closed.
                """)
        @OptionGroup var options: DataOptions
        @Argument(help: "The account's e-mail address.") var email: String
        @Argument(help: "What the person is called at the media server.") var name: String

        func run() async throws {
            let former = try await options.withInstallation { installation in
                let user = try await installation.features.accounts.user(email: email)
                return try await installation.mediaServerLinks.link(user, toOwnerNamed: name)
            }
            if let former { Terminal.note("The account \(former), which was made for \(name), is closed.") }
            Terminal.note("The history comes over with the next synchronisation; `kinothek jobs run` starts one.")
        }
    }
}
