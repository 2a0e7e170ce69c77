package import Activity
package import Administration
import Basics
package import Catalogue
import Domain
import Embedding
import Host
package import Jobs
package import Library
package import Logging
import Recommendations
package import Search
import Storage
package import Streaming

/// The use cases, wired to stores and engines.
package struct Features: Sendable {
    /// Accounts, and all ways in.
    let people: AccountFeatures
    package let library: OwnedLibrary
    package let uploads: Uploads
    package let statistics: LibraryStatistics
    package let load: CatalogueLoad
    package let enrichment: Enrichment
    package let queue: JobQueue
    package let index: LiveIndex
    package let search: TitleSearch
    package let follower: IndexFollower
    package let profiles: Profiles
    package let watching: Watching
    package let videos: Videos
    package let player: PlayerFeatures
    /// Nil where there is no ffmpeg.
    package let conversions: HLSTranscoder?
    package let media: MediaLibraries
    /// Where links of libraries may lead, for whatever opens their files.
    let links: LinkTargets
    package let updates: AppUpdates
    /// The exchange of ratings with Trakt.
    let trakt: TraktFeatures
    /// What titles are recommended, and why.
    package let recommendations: RecommendationFeatures
    /// Histories of other services on their way in and out.
    package let imports: HistoryImports
    /// The archive of another server, and plans.
    package let curation: CurationWork
    /// The job types that this process can run.
    package let jobTypes: [any JobType]
    /// Those among them that administrators start and schedule.
    package let jobs: JobFeatures

    package init(
        _ persistence: Persistence, _ engines: Engines, _ settings: ServerSettings, live: Settings, folder: DataFolder,
        logger: Logger
    ) {
        let stores = persistence.stores
        let world = World.live
        people = AccountFeatures(persistence, registration: settings.web.registration)
        let changes = SetChanges(world: world) { Enrichment.order(at: $0) }
        library = OwnedLibrary(store: stores.owned, changes: changes, heard: stores.feed)
        uploads = Uploads(store: stores.uploads, changes: changes)
        let models = engines.models
        statistics = LibraryStatistics(
            store: stores.statistics, world: world, currentModel: { models.serving?.model.id })
        load = CatalogueLoad(store: stores.catalogue, threads: engines.threads)
        queue = JobQueue(store: stores.jobs, world: world)
        enrichment = Enrichment(
            catalogue: stores.catalogue, store: stores.enrichment, queue: queue, world: world,
            isConfigured: engines.metadata != nil)
        index = LiveIndex(words: persistence.words)
        search = TitleSearch(index: index, embedder: engines.embedder, currentReader: engines.live.queryReader)
        follower = IndexFollower(
            index: index, stores: (stores.catalogue, stores.index), feed: stores.feed, models: models,
            logger: logger)
        let pins = ProfilePINs(
            passwords: people.passwords, secrets: stores.secrets, windows: persistence.rateWindows, world: world)
        profiles = Profiles(
            store: stores.profiles, pins: pins, settings: settings.playback.profiles, world: world)
        watching = Watching(store: stores.watching, world: world)
        videos = Videos(store: stores.videos, meaning: search.titlesByMeaning)
        let linkRoots = engines.media.linkRoots(settings.playback, besides: folder)
        links = .within(linkRoots)
        player = PlayerFeatures(
            persistence, engines, settings.playback, links: links, subtitleFolder: folder.subtitles)
        conversions = HLSTranscoder.live(
            engines.media, settings.playback.conversions, links: links, folder: folder.pieces, logger: logger)
        media = MediaLibraries(store: stores.media, queue: queue, world: world)
        updates = AppUpdates(
            store: stores.releases, folder: folder.apps, threads: engines.threads, world: world)
        var scanning = ScanSettings(ffprobe: engines.media.ffprobe, threads: engines.media.scanThreads)
        scanning.quietSeconds = settings.playback.quietSeconds
        scanning.linkRoots = linkRoots
        trakt = TraktFeatures(persistence, engines, queue, logger: logger)
        recommendations = RecommendationFeatures(
            RecommendationFeatures.Base(accounts: people.accounts, profiles: profiles, search: search, index: index),
            stores, engines, live, folder: folder)
        imports = HistoryImports(
            HistoryImports.Base(profiles: profiles, queue: queue, enrichment: enrichment), stores, engines,
            settings.imports)
        curation = CurationWork(stores, engines, live: live, queue: queue, logger: logger)
        let serverJobs = Self.mediaServerJobs(stores, engines, queue)
        jobTypes =
            Self.jobTypes(stores, engines, scanning, queue, enrichment) + trakt.jobs + serverJobs
            + recommendations.jobs + imports.jobs + curation.jobTypes
        let wantServer = serverJobs + recommendations.libraries.jobs
        jobs = JobFeatures(
            jobTypes, stores, timeZone: settings.playback.timeZone,
            hasWork: engines.live.hasWork(besideMediaServer: Set(wantServer.map { type(of: $0).name })), logger: logger)
    }

    private static func jobTypes(
        _ stores: Stores, _ engines: Engines, _ scanning: ScanSettings, _ queue: JobQueue, _ enrichment: Enrichment
    ) -> [any JobType] {
        let models = engines.models
        let later = ProbeQueue(jobs: stores.jobs, quietSeconds: scanning.quietSeconds, world: .live)
        let scan = ScanMedia(store: stores.media, later: later, settings: scanning, world: .live) {
            if models.wanted != nil { try await queue.enqueueIndexing() }
            try await enrichment.requestIfDue()
        }
        let probe = ProbeMedia(store: stores.media, later: later, settings: scanning, world: .live)
        let enrich = EnrichTitles(store: stores.enrichment, provider: engines.metadata, world: .live) {
            if models.wanted != nil { try await queue.enqueueIndexing() }
        }
        guard engines.embedder != nil else { return [enrich, scan, probe] }
        let indexing: CurrentIndexing = { models.indexing(stores.index) }
        return [
            enrich, scan, probe, IndexTitles(indexing), GenerateMovieEmbeddings(indexing),
            GenerateSeriesEmbeddings(indexing),
        ]
    }
}

extension TitleSearch {
    /// Titles that mean what somebody typed; none where there is no model, or nothing can be searched yet.
    @Sendable func titlesByMeaning(_ text: String, _ limit: Int) async -> [TitleID] {
        guard searchesMeaning, let found = try? await rank(text, by: .meaning, limit: limit) else { return [] }
        return found.map(\.titleID)
    }
}
