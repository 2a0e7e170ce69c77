package import Accounts
package import Activity
package import Administration
package import Basics
package import Domain
package import Jobs
package import Recommendations
package import Search
package import Streaming
import SurfaceKit
package import Synchronisation

/// What this surface stands on.
package struct DiscoveryFeatures: Sendable {
    package let people: People
    package let titles: Titles
    package let history: History
    package let ratings: Ratings
    package let database: Database
    package let configuration: Configuration
    package let jobs: Jobs
    package let trakt: Trakt
    package let link: ServerLink
    package let recommendations: Recommended
    package let channels: Channels
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

    /// What runs in the background, and when.
    package struct Jobs: Sendable {
        let roster: JobRoster
        let follower: JobFollower
        let scheduler: JobScheduler

        package init(roster: JobRoster, follower: JobFollower, scheduler: JobScheduler) {
            self.roster = roster
            self.follower = follower
            self.scheduler = scheduler
        }
    }

    /// What administrators and people decide.
    package struct Configuration: Sendable {
        let settings: Settings
        let personal: any PersonalSettingStore
        let mediaServer: MediaServerDesk
        let models: ModelChoices
        let facts: any ModelFacts
        let schedules: any ScheduleStore

        package init(
            settings: Settings, personal: any PersonalSettingStore, mediaServer: MediaServerDesk, models: ModelChoices,
            facts: any ModelFacts, schedules: any ScheduleStore
        ) {
            self.settings = settings
            self.personal = personal
            self.mediaServer = mediaServer
            self.models = models
            self.facts = facts
            self.schedules = schedules
        }
    }

    /// People's accounts at Trakt.
    package struct Trakt: Sendable {
        let links: TraktLinks
        let sync: TraktRatingSync

        package init(links: TraktLinks, sync: TraktRatingSync) {
            self.links = links
            self.sync = sync
        }
    }

    /// What has to do with the household's media server.
    package struct ServerLink: Sendable {
        let libraries: ServerLibraries
        let unwatching: Unwatching
        let written: @Sendable (_ withPeople: Bool) async throws -> [WrittenLibrary]

        /// `written` lists the libraries that this server writes, by name: those for everybody, or people's as well.
        package init(
            libraries: ServerLibraries, unwatching: Unwatching,
            written: @escaping @Sendable (_ withPeople: Bool) async throws -> [WrittenLibrary] = { _ in [] }
        ) {
            self.libraries = libraries
            self.unwatching = unwatching
            self.written = written
        }
    }

    /// What is recommended, and what that is made from.
    package struct Recommended: Sendable {
        let picks: StoredPicks
        let insights: PickInsights
        let runner: RecommendationRunner
        let marks: any RecommenderMarkStore
        let taste: TasteProfiles
        let omissions: TasteOmissions
        let topPicks: TopPicks
        let together: Together

        package init(
            picks: StoredPicks, insights: PickInsights, runner: RecommendationRunner, marks: any RecommenderMarkStore,
            taste: TasteProfiles, omissions: TasteOmissions, topPicks: TopPicks, together: Together
        ) {
            self.picks = picks
            self.insights = insights
            self.runner = runner
            self.marks = marks
            self.taste = taste
            self.omissions = omissions
            self.topPicks = topPicks
            self.together = together
        }
    }

    /// The maintenance of the database.
    package struct Database: Sendable {
        let purge: Purge

        package init(purge: Purge) {
            self.purge = purge
        }
    }

    package init(
        people: People, titles: Titles, history: History, ratings: Ratings, database: Database,
        configuration: Configuration, jobs: Jobs, trakt: Trakt, link: ServerLink, recommendations: Recommended,
        channels: Channels, world: World
    ) {
        self.people = people
        self.titles = titles
        self.history = history
        self.ratings = ratings
        self.database = database
        self.configuration = configuration
        self.jobs = jobs
        self.trakt = trakt
        self.link = link
        self.recommendations = recommendations
        self.channels = channels
        self.world = world
    }
}
