import Basics
import Curation
import Domain
import Jobs
import Storage
import TestKit
import Testing

/// An own catalogue with files, checks of it, and plans about it.
struct CatalogueBench: Sendable {
    let stores: TestStores
    let folder: MediaFolderID
    let check: CatalogueCheck
    let plans: PlanDesk

    static func with(
        _ provider: (any TitleProvider)?, driver: TestDriver = .sqlite,
        _ body: (CatalogueBench) async throws -> Void
    ) async throws {
        let world = TestWorld().world
        try await TestStores.with(driver, world: world) { test in
            let all = test.stores
            let library = try await all.media.addLibrary(
                name: "Films", kind: .movies, folders: ["/media/films"], at: .test(0))
            let queue = JobQueue(store: all.jobs, world: world)
            let check = CatalogueCheck(
                stores: CatalogueCheck.Stores(repairs: all.repairs, plans: all.plans), queue: queue,
                provider: provider, world: world)
            let desk = PlanDesk(
                plans: all.plans, writers: [CataloguePlanWriter(all.repairs, world: world)], queue: queue,
                jobs: CurationJobs(store: all.jobs, world: world), world: world)
            let folder = try #require(library.folders.first).id
            try await body(CatalogueBench(stores: test, folder: folder, check: check, plans: desk))
        }
    }

    /// A film as a scan finds it, and what else is known of it.
    func add(_ path: String, _ name: TitleDraft, nfo: TitleDraft? = nil) async throws {
        var title = ScannedTitle(known: nil, drafts: [SourcedDraft(source: .fileName, draft: name)])
        if let nfo { title.drafts.append(SourcedDraft(source: .nfo, draft: nfo)) }
        title.files = [
            ScannedFile(
                known: nil, path: FilePath(path),
                facts: FileFacts(sizeBytes: 100, modifiedNanoseconds: 1, device: 1, inode: 1), digest: nil,
                role: .feature(version: 0, label: nil, part: 0))
        ]
        _ = try await stores.stores.media.save([title], in: folder, at: .test(0))
    }

    /// Runs a check in the test's task; returns its plan.
    @discardableResult
    func run() async throws -> PlanID {
        let job = try await check.start()
        let parameters = try #require(CheckCatalogue.parameters(from: job.parameters))
        try await CheckCatalogue(check).run(parameters, context: JobContext(id: job.id) { _, _ in true })
        _ = try await stores.stores.jobs.end(job.id, as: .cancelled, at: .test(1))
        return try #require(try await stores.stores.plans.plan(of: job.id)).id
    }

    func subjects(of plan: PlanID) async throws -> [PlannedSubject] {
        try await plans.subjects(of: plan, offset: 0, limit: 100)
    }

    /// The films and what of them can be played, but for versions of rows.
    func state() async throws -> [String] {
        let all = try await stores.stores.repairs.titles(after: nil, limit: 100)
        return all.map { checked in
            let title = checked.title
            let sources = title.provenance.sources.sorted { $0.key.rawValue < $1.key.rawValue }
            let ids = [title.imdbID?.rawValue, title.tmdbID?.description].map { $0 ?? "-" }
            return "\(title.id) \(ids) \(title.metadata) \(sources) \(checked.files)"
        }
    }
}

/// A provider that knows these films.
struct KnownFilms: TitleProvider {
    let name = "TMDB"
    let source = FieldSource.tmdb
    let films: [TitleDraft]
    var isLost = false

    func find(_ query: TitleQuery, _ urgency: RequestUrgency) async throws -> [TitleCandidate] {
        if isLost { throw MetadataFailure("It does not answer.", concernsService: true) }
        return films.compactMap { film in
            guard film.metadata.title.contains(query.title), let id = film.tmdbID,
                query.year == nil || query.year == film.metadata.year
            else { return nil }
            return TitleCandidate(kind: film.kind, tmdbID: id, metadata: film.metadata)
        }
    }

    func lookUp(_ reference: TitleReference, _ urgency: RequestUrgency) async throws -> MetadataLookup {
        if isLost { return .failed(MetadataFailure("It does not answer.", concernsService: true)) }
        let film = films.first { film in
            reference.tmdbID.map { $0 == film.tmdbID } ?? (reference.imdbID != nil && reference.imdbID == film.imdbID)
        }
        return film.map { MetadataLookup.found($0) } ?? .unknown
    }

    func episodes(ofSeries id: Int, season: Int, _ urgency: RequestUrgency) async throws -> [ProvidedEpisode] { [] }
}
