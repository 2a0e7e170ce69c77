package import Accounts
import Basics
import Storage

/// Accounts and all ways in, wired to stores.
struct AccountFeatures: Sendable {
    let accounts: Accounts
    let sessions: Sessions
    let tokens: AccessTokens
    let tokenSignIn: TokenSignIn
    let registration: Registration
    let profiles: AccountProfiles
    let keys: APIKeys
    let pairing: Pairing
    let setupLink: SetupLink
    let passwords = Passwords()

    init(_ persistence: Persistence, registration policy: RegistrationPolicy) {
        let (stores, windows, world) = (persistence.stores, persistence.rateWindows, World.live)
        sessions = Sessions(store: stores.sessions, world: world)
        accounts = Accounts(store: stores.accounts, passwords: passwords, world: world, sessions: sessions)
        tokens = AccessTokens(store: stores.accounts, secrets: stores.secrets, world: world)
        tokenSignIn = TokenSignIn(accounts: accounts, windows: windows, tokens: tokens, world: world)
        registration = Registration(accounts: accounts, policy: policy, windows: windows, world: world)
        profiles = AccountProfiles(accounts: stores.accounts, identities: stores.identities)
        keys = APIKeys(store: stores.accounts, world: world, tokens: tokens, changes: stores.feed)
        pairing = Pairing(store: stores.accounts, secrets: stores.secrets, windows: windows, world: world)
        setupLink = SetupLink(accounts: accounts, secrets: stores.secrets, world: world)
    }
}

extension Features {
    package var accounts: Accounts { people.accounts }
    package var sessions: Sessions { people.sessions }
    package var keys: APIKeys { people.keys }
    package var pairing: Pairing { people.pairing }
    package var setupLink: SetupLink { people.setupLink }
    /// Access tokens, which import's clients get for a password and every surface with keys takes.
    package var tokens: AccessTokens { people.tokens }
    package var tokenSignIn: TokenSignIn { people.tokenSignIn }
    package var registration: Registration { people.registration }
    package var accountProfiles: AccountProfiles { people.profiles }
}
