package import Accounts
package import Activity
package import Basics
package import Domain
package import Search
package import Streaming
package import SurfaceKit

/// What this surface stands on.
package struct DiscoveryFeatures: Sendable {
    package let people: People
    package let titles: Titles
    package let history: History
    package let ratings: Ratings
    package let world: World

    /// Who comes in, and with what.
    package struct People: Sendable {
        let accounts: Accounts
        let signIn: AppSignIn
        let sessions: Sessions
        let keys: APIKeys
        let identities: any IdentityStore
        /// Nil without a media server.
        let mediaServer: MediaServerSignIn?

        package init(
            accounts: Accounts, signIn: AppSignIn, sessions: Sessions, keys: APIKeys, identities: any IdentityStore,
            mediaServer: MediaServerSignIn? = nil
        ) {
            self.accounts = accounts
            self.signIn = signIn
            self.identities = identities
            self.mediaServer = mediaServer
            self.sessions = sessions
            self.keys = keys
        }
    }

    /// The catalogue, and what looks like what.
    package struct Titles: Sendable {
        let store: any BrowseStore
        let search: TitleSearch
        /// Names pictures, so that they can be fetched without signing in.
        let tickets: Tickets

        package init(store: any BrowseStore, search: TitleSearch, tickets: Tickets) {
            self.store = store
            self.search = search
            self.tickets = tickets
        }
    }

    package init(people: People, titles: Titles, history: History, ratings: Ratings, world: World) {
        self.people = people
        self.titles = titles
        self.history = history
        self.ratings = ratings
        self.world = world
    }
}
