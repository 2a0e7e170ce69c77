import Activity
import Basics
import Catalogue
import Domain
package import Imports
import Jobs
import Storage
import SurfaceImport
import SurfaceWeb

/// Histories of other services on their way in and out, wired to stores and engines.
package struct HistoryImports: Sendable {
    package let desk: ImportDesk
    let rankings: Rankings
    let shelf: FilmShelf
    let exports: HistoryExport
    let jobs: [any JobType]

    init(_ base: Base, _ stores: Stores, _ engines: Engines, _ settings: ImportServerSettings) {
        let world = World.live
        let provider = engines.metadata
        let matcher = FilmMatcher(names: stores.filmNames) { provider }
        desk = ImportDesk(
            ImportDesk.Stores(
                imports: stores.imports, names: stores.filmNames, catalogue: stores.catalogue,
                audit: stores.audit),
            work: ImportDesk.Work(queue: base.queue, enrichment: base.enrichment), matcher: matcher,
            profiles: base.profiles, settings: settings.imports, world: world)
        rankings = Rankings(
            store: stores.rankings, ratings: Ratings(store: stores.ratings, world: world), world: world)
        shelf = FilmShelf(
            imports: stores.imports, rankings: stores.rankings, matcher: matcher, enrichment: base.enrichment,
            world: world)
        exports = HistoryExport(records: stores.records, profiles: base.profiles, world: world)
        jobs = [MatchImport(desk: desk)]
    }

    /// What imports share with other features.
    struct Base {
        let profiles: Profiles
        let queue: JobQueue
        let enrichment: Enrichment
    }
}

extension Installation {
    /// The interface of movie-ranking's web client on the one catalogue and household.
    func importSurface() -> ImportSurface {
        let imports = features.imports
        return ImportSurface(
            ImportFeatures(
                people: ImportFeatures.People(
                    keys: features.keys, tokens: features.tokens, signIn: features.tokenSignIn,
                    registration: features.registration, profiles: features.accountProfiles),
                histories: ImportFeatures.Histories(
                    desk: imports.desk, shelf: imports.shelf, rankings: imports.rankings, exports: imports.exports),
                imageBaseURL: settings.tmdb.imageBaseURL, world: .live))
    }

    /// What the website needs of imports.
    func webImports() -> WebFeatures.Imports {
        WebFeatures.Imports(desk: features.imports.desk, exports: features.imports.exports)
    }
}

extension ImportServerSettings {
    fileprivate var imports: ImportSettings {
        var settings = ImportSettings()
        settings.uploadBytesMax = uploadBytesMax
        settings.sessionIdleMinutes = sessionIdleMinutes
        settings.sessionMaxDays = sessionDaysMax
        return settings
    }
}
