import Basics
import Domain

/// Where a sync reports to while it runs. Both throw `CancellationError` when it is to end.
struct SyncObserver: Sendable {
    /// `done` of `total` rows.
    let progress: @Sendable (_ done: Int, _ total: Int) async throws -> Void
    /// A line for people about what is not as usual.
    let warn: @Sendable (_ line: String) async throws -> Void

    /// The same without progress, for what is done along the way.
    var quiet: SyncObserver { SyncObserver(progress: { _, _ in try Task.checkCancellation() }, warn: warn) }

    /// Nobody looks; only the task can end it.
    static let none = SyncObserver(
        progress: { _, _ in try Task.checkCancellation() }, warn: { _ in try Task.checkCancellation() })
}

/// One sync, from its first question to the last row that is gone.
///
/// What a walk has read is here at once, and the watermark moves only when it has read everything: a sync that is cut
/// off loses nothing, and the next one reads a little twice.
struct SyncRun: Sendable {
    let archive: any Archive
    let stores: ArchiveSync.Stores
    let settings: CurationSettings
    let world: World
    let observer: SyncObserver
    var report: SyncReport
    /// Whether the archive has too few scenes to be believed.
    var isDoubtful = false
    /// Rows that all walks together will probably read.
    var expected = 0
    var done = 0

    init(
        archive: any Archive, stores: ArchiveSync.Stores, settings: CurationSettings, world: World,
        observer: SyncObserver = .none
    ) {
        self.archive = archive
        self.stores = stores
        self.settings = settings
        self.world = world
        self.observer = observer
        report = SyncReport(startedAt: world.now())
    }

    /// What a walk over one kind has found.
    struct Walked {
        var ids: Set<String> = []
        /// The latest moment, as it was received.
        var greatest: String?
    }

    /// What is known here and probably gone in the archive.
    struct Missing {
        let kind: ArchiveKind
        var ids: [String] = []
        /// Whether all there is was compared.
        var isWhole = false
    }

    /// Everything: names first, so that scenes find theirs.
    mutating func everything(force: Bool) async throws {
        for kind in ArchiveKind.allCases { await expect(kind, force: force) }
        var missing: [Missing] = []
        for kind in ArchiveKind.allCases { missing.append(try await walk(kind, force: force)) }
        // Names that are gone take part of scenes with them, so the doubt about those protects both.
        for one in missing.reversed() { try await settle(one) }
        try await completeStubs()
        end()
    }

    /// All scenes, or those that have changed, and the names that only scenes have mentioned so far.
    mutating func scenes(force: Bool) async throws {
        await expect(.scene, force: force)
        try await settle(walk(.scene, force: force))
        try await completeStubs()
        end()
    }

    /// Certain scenes, each once. One that the archive does not have is an error, and is not known here any more then.
    mutating func scenes(_ wanted: [String]) async throws {
        var known: Set<String> = []
        let ids = wanted.filter { known.insert($0).inserted }
        expected = ids.count
        try await readAll(ids)
        try await completeStubs()
        end()
    }

    /// All studios, tags or performers, or those that have changed.
    mutating func entities(_ kind: ArchiveKind, force: Bool) async throws {
        await expect(kind, force: force)
        try await settle(walk(kind, force: force))
        end()
    }

    /// Ends the report of a run that was cut off.
    mutating func end() {
        report.completedAt = world.now()
    }
}

extension SyncRun {
    /// Walks over one kind, and returns what is probably gone: nothing when only changes were read.
    private mutating func walk(_ kind: ArchiveKind, force: Bool) async throws -> Missing {
        let state = try await stores.mirror.state(of: kind)
        if let mark = mark(of: state, force: force) {
            let walked = try await read(kind, since: mark.filterValue)
            var missing = Missing(kind: kind)
            var isBehind = hasMoved(walked.greatest, since: mark)
            if !isBehind, isComparisonDue(state) {
                let compared = try await compare()
                missing = compared.missing
                isBehind =
                    hasMoved(compared.greatest, since: mark)
                    || compared.outdated.count > CurationLimits.outdatedScenesMax
                if !isBehind { try await readAll(compared.outdated) }
            }
            guard isBehind else {
                let greatest = ArchiveWatermark.greatest(of: [mark.text] + [walked.greatest].compactMap(\.self))
                try await finish(kind, greatest, isWhole: false)
                return missing
            }
            try await observer.warn("The archive's moments have changed as a whole, so everything is read once.")
        }
        // Asked before the walk: what another sync adds meanwhile is not missing.
        let known = try await stores.mirror.knownIDs(kind)
        let walked = try await read(kind, since: nil)
        try await finish(kind, walked.greatest, isWhole: true)
        let ids = try await missing(kind, known: known, seen: walked.ids)
        return Missing(kind: kind, ids: ids, isWhole: true)
    }

    /// From where on changes are read; nil when everything is. Names are few, so they are read as a whole where scenes
    /// are compared.
    private func mark(of state: MirrorState, force: Bool) -> ArchiveWatermark? {
        guard !force, settings.syncsIncrementally, state.origin == archive.origin,
            state.kind == .scene || !isComparisonDue(state)
        else { return nil }
        return state.watermark.flatMap { ArchiveWatermark($0) }
    }

    /// Whether rows newer than the mark are told in another zone, so that their texts do not compare with it. Where the
    /// zone lies west of the former one, only a comparison finds such rows for as many hours.
    private func hasMoved(_ greatest: String?, since mark: ArchiveWatermark) -> Bool {
        guard let latest = greatest.flatMap({ ArchiveWatermark($0) }) else { return false }
        return latest.instant > mark.instant && latest.isOfAnotherZone(than: mark)
    }

    /// Reads changes never tell what is gone, so that is compared once a day.
    private func isComparisonDue(_ state: MirrorState) -> Bool {
        state.fullAt.map { world.now().seconds(since: $0) >= CurationLimits.comparisonSeconds } ?? true
    }

    /// Reads all rows, or those that have changed since a filter's value. When rows are removed meanwhile those behind
    /// them move forward, so the pages are gone back to in which they may be now.
    private mutating func read(_ kind: ArchiveKind, since: String?) async throws -> Walked {
        let size = min(max(settings.syncBatchSize, 1), DomainLimits.archivePageRows.upperBound)
        let walk = KindWalk(kind: kind, archive: archive, mirror: stores.mirror, size: size)
        var walked = Walked()
        var (number, total) = (1, nil as Int?)
        for _ in 1...CurationLimits.pagesMax {
            let page = try await walk.page(number, since: since, at: world.now())
            try await take(page, of: kind, into: &walked)
            try await observer.progress(done, max(expected, done))
            var removed = 0
            // A page of which no row can be read does not tell how many there are.
            if page.total > 0 || page.count == 0 {
                if total == nil { report[kind].total += page.total }
                removed = max(0, (total ?? page.total) - page.total)
                total = page.total
            }
            if removed > 0 {
                number = max(1, number - (removed + size - 1) / size)
            } else if page.count < size {
                break
            } else {
                number += 1
            }
        }
        return walked
    }

    private mutating func take(_ page: KindWalk.Page, of kind: ArchiveKind, into walked: inout Walked) async throws {
        walked.ids.formUnion(page.ids + page.errors.map(\.id))
        walked.greatest = ArchiveWatermark.greatest(of: page.stamps + [walked.greatest].compactMap(\.self))
        report[kind].processed += page.count
        report[kind].failed += page.errors.count
        report.note(page.errors)
        done += page.count
        let result = try await page.takeOver()
        report.count(result, of: kind)
        for error in page.errors + result.errors {
            try await observer.warn("The \(error.entity) \(error.id) was not taken over: \(error.message)")
        }
    }

    /// After a walk over everything what is gone has still to be settled.
    private func finish(_ kind: ArchiveKind, _ greatest: String?, isWhole: Bool) async throws {
        var state = try await stores.mirror.state(of: kind)
        state.origin = archive.origin
        state.watermark = greatest
        state.finishedAt = world.now()
        if isWhole { state.fullAt = nil }
        try await stores.mirror.store(state)
    }

    /// Counts what a walk will probably read, for the progress alone.
    private mutating func expect(_ kind: ArchiveKind, force: Bool) async {
        guard let state = try? await stores.mirror.state(of: kind) else { return }
        let since = mark(of: state, force: force)?.filterValue
        guard let count = try? await archive.count(kind, since: since) else { return }
        expected += count
    }
}
