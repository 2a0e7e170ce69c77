import Accounts
import Activity
import Administration
import Basics
import Connectors
import Domain
import Foundation
import Jobs
import Library
import Recommendations
import Search
import Storage
import SurfaceKit
import SurfaceWeb

extension Installation {
    /// What the website stands on.
    func webFeatures() -> WebFeatures {
        let stores = persistence.stores
        let world = World.live
        return WebFeatures(
            people: WebFeatures.People(
                setupLink: features.setupLink,
                signIn: SignIn(accounts: features.accounts, windows: persistence.rateWindows, world: world),
                sessions: features.sessions, external: externalDoor()),
            keys: features.keys, pairing: features.pairing,
            films: WebFeatures.Films(
                found: FoundTitles(search: features.search, catalogue: stores.catalogue), library: features.library,
                pictures: pictures()),
            theatre: theatre(), recommendations: webRecommendations(), imports: webImports(),
            curation: webCuration(),
            overview: overview, publicURL: settings.publicURL, world: world)
    }

    /// Sign-in sessions as the gate asks for them.
    var sessionAuthenticator: SessionAuthenticator {
        SessionAuthenticator(sessions: features.sessions, publicURL: settings.publicURL)
    }

    private func webRecommendations() -> WebFeatures.Recommended {
        let (stores, made, world) = (persistence.stores, features.recommendations, World.live)
        let zone = settings.playback.timeZone.flatMap { TimeZone(identifier: $0) } ?? .current
        let roster = features.jobs.roster
        return WebFeatures.Recommended(
            picks: made.picks, runner: made.runner, marks: stores.recommenderMarks, taste: made.taste,
            omissions: made.omissions, together: made.together,
            around: WebFeatures.Recommended.Surroundings(
                titles: stores.browse,
                history: History(store: stores.history, profiles: features.profiles, world: world),
                ratings: Ratings(store: stores.ratings, world: world), zone: zone,
                nextMeasurement: {
                    try await roster.schedule(of: EvaluateRecommendations.name).next(after: world.now(), in: zone)
                },
                cost: { [models = modelChoices] in models.cost(ofPicks: $0)?.words }))
    }

    private func externalDoor() -> WebFeatures.ExternalDoor? {
        guard let oidc = settings.web.oidc else { return nil }
        let (stores, world) = (persistence.stores, World.live)
        let provider = OpenIDProvider(
            settings: oidc.provider, http: OutgoingHTTP(client: engines.client), now: world.now)
        let people = ExternalAccounts(
            accounts: features.accounts, identities: stores.identities, isOpenToAll: settings.web.isOpenToAll,
            world: world)
        return WebFeatures.ExternalDoor(
            signIn: ExternalSignIn(provider: provider, people: people, secrets: stores.secrets, world: world),
            name: oidc.name)
    }

    private func pictures() -> any PictureSource {
        CachedPictures(source: engines.pictures, folder: folder.pictures, threads: engines.threads)
    }

    /// How far a person's library is. Where nothing can be indexed, films with details are as ready as they can be.
    private func overview(of user: UserID) async throws -> LibraryOverview {
        let setup = try await features.statistics.numbers(of: user).setup
        let unindexed = setup.count(.notIndexed)
        let canIndex = features.statistics.canIndex
        return LibraryOverview(
            total: setup.total, ready: setup.count(.ready) + (canIndex ? 0 : unindexed),
            missing: setup.count(.withoutRecord), errors: setup.count(.failed),
            waitingForIndex: canIndex ? unindexed : 0,
            lastChange: try await features.library.set(of: user).lastModified)
    }
}
