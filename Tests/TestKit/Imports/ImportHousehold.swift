package import Accounts
package import Activity
package import Basics
package import Domain
package import Imports
package import Jobs
import Storage
package import SurfaceImport
import SurfaceKit

/// A household with a running import surface over real stores: Anna and Ben, each with a key under their name.
package struct ImportHousehold: Sendable {
    package static let password = "a good password"
    /// Friday, 2 January 2026, 22:13:20 UTC: later than all that the files tell of.
    package static let beginning = Instant.test(780 * 86_400)
    package static let imageBaseURL = "https://image.tmdb.org/t/p"

    package let world: TestWorld
    package let stores: TestStores
    package let anna: User
    package let ben: User
    package let accounts: Accounts
    let ratings: Ratings
    package let profiles: Profiles
    package let desk: ImportDesk
    package let rankings: Rankings
    /// What the surface stands on.
    package let features: ImportFeatures
    package let surface: TestSurface

    /// How a household differs from the usual one.
    package struct Settings: Sendable {
        /// Knows films; nil where no key is set.
        package var provider: (any TitleProvider)?
        package var registration = RegistrationPolicy.open
        package var imports = ImportSettings()
        /// How searches pause.
        package var sleeper = Sleeper { _ in try Task.checkCancellation() }

        package init(_ change: (inout Settings) -> Void = { _ in }) {
            change(&self)
        }
    }

    package static func with(
        _ settings: Settings = Settings(), driver: TestDriver = .sqlite,
        _ body: @escaping @Sendable (ImportHousehold) async throws -> Void
    ) async throws {
        let world = TestWorld(now: beginning)
        try await TestStores.with(driver, world: world.world) { stores in
            let parts = Parts(settings, stores.stores, world.world)
            let people = try await parts.invite()
            try await parts.serve(keys: people.keys) { surface in
                try await body(
                    ImportHousehold(
                        world: world, stores: stores, anna: people.anna, ben: people.ben, accounts: parts.accounts,
                        ratings: parts.ratings, profiles: parts.profiles, desk: parts.desk, rankings: parts.rankings,
                        features: parts.features,
                        surface: surface))
            }
        }
    }

    /// The surface of a household in which nobody is yet.
    package static func empty(
        _ settings: Settings = Settings(), _ body: @escaping @Sendable (TestSurface) async throws -> Void
    ) async throws {
        let world = TestWorld(now: beginning)
        try await TestStores.with(.sqlite, world: world.world) { stores in
            try await Parts(settings, stores.stores, world.world).serve(keys: [:], body)
        }
    }

    /// What somebody thinks of titles, the latest change first.
    package func opinions(of user: User) async throws -> [Rating] {
        try await ratings.all(by: user.id)
    }

    /// A film of the catalogue; nil when it is not there.
    package func film(tmdb id: Int) async throws -> Title? {
        try await stores.stores.rankings.film(tmdbID: id)
    }

    /// What somebody watched, the latest first; undated viewings last.
    package func watched(by user: User) async throws -> [RecordedViewing] {
        let profile = try await profiles.standard(of: user.id)
        return try await stores.stores.records.viewings(of: profile.id, after: nil, limit: 1_000).records
            .sorted { $0.watchedAt > $1.watchedAt }
    }

    /// Puts a film into the catalogue, and gives its UUID.
    package func add(
        _ title: String, year: Int? = nil, tmdb: Int? = nil, _ change: (inout TitleMetadata) -> Void = { _ in }
    ) async throws -> String {
        let draft = TitleDraft.film(title, year: year, tmdb: tmdb, change)
        return try await stores.stores.imports.film(for: draft, isComplete: true, at: world.now).film.uuid
    }

    /// Gives somebody's opinion of a film.
    package func rate(_ filmUUID: String, _ value: Int, by user: User, at moment: Instant? = nil) async throws {
        _ = try await rankings.rate(filmUUID, value, ratedAt: moment, by: user.id)
    }
}
