import Basics
import Domain
import Host
import Jobs
import LocalMedia

/// Looks through one folder: what is there, what it means, and what became of what was there before.
struct FolderScanner: Sendable {
    let store: any MediaStore
    let settings: ScanSettings
    let world: World

    /// Throws `MediaError.rootUnavailable` where the folder is not what it was; nothing is touched then.
    func scan(
        _ folder: MediaFolder, as kind: MediaLibraryKind, isFull: Bool, _ context: JobContext
    ) async throws -> ScanReport {
        let tree = try await walk(folder, context)
        let known = try await store.files(of: folder.id)
        try check(tree, folder, known, isFull)
        var report = ScanReport()
        report.files = tree.videoCount
        for problem in tree.problems { report.note(problem) }
        if !isFull, let digest = folder.digest, digest == tree.digest {
            report.isUnchanged = true
            return report
        }
        // What the last scan saw is no measure any more: this one may end halfway, and the folder may change back.
        try await store.endScan(FolderScan(folderID: folder.id, device: tree.device, digest: []))
        let reading = LibraryNames(NameOptions(kind: LibraryKind(kind), currentYear: world.now().year)).read(
            tree.listed)
        for skipped in reading.skipped where skipped.reason.isWorthTelling {
            report.note("\(skipped.path) (\(skipped.reason.words))")
        }
        for conflict in reading.conflicts { report.note(conflict.paths.joined(separator: " and ")) }
        var matching = FileMatching(known: known)
        try await matching.follow(tree, store, settings.threads)
        report.moved = matching.moved.count
        let builder = TitleBuilder(tree: tree, matching: matching, root: HostPath(folder.path), settings: settings)
        try await save(reading, builder, folder, &report, context)
        try await end(folder, tree, matching, &report)
        return report
    }

    private func walk(_ folder: MediaFolder, _ context: JobContext) async throws -> ScannedTree {
        var options = WalkOptions()
        options.shouldEnter = { !SkippedNames.isSkippedFolder($0.text) }
        options.shouldLook = { MediaKinds.kind(of: $0.text) != .other }
        if let roots = settings.linkRoots {
            options.links = try await settings.threads.run { _ in roots.linkTargets() }
        }
        let walk = FolderWalk(root: HostPath(folder.path), options: options)
        var tree = ScannedTree(root: HostPath(folder.path))
        do {
            let summary = try await walk.visitFolders(on: settings.threads) { listing in
                tree.add(listing)
                if tree.isReportDue {
                    try await context.report(
                        JobProgress(done: tree.fileCount, message: "Looking through \(folder.path)"))
                }
            }
            tree.finish(summary)
        } catch let error as FileError {
            throw MediaError.rootUnavailable(path: folder.path, reason: error.words)
        }
        return tree
    }

    /// A disk that sleeps or is not mounted must not look like an empty library.
    private func check(
        _ tree: ScannedTree, _ folder: MediaFolder, _ known: [KnownFile], _ isFull: Bool
    ) throws(MediaError) {
        let had = known.contains { !$0.isMissing }
        if tree.videoCount == 0, had, !isFull {
            throw .rootUnavailable(
                path: folder.path,
                reason: "it is empty, and was not. Is the disk mounted? Scan with --full when everything "
                    + "in it is gone for good.")
        }
        if let device = folder.device, device != tree.device, had, !isFull {
            throw .rootUnavailable(
                path: folder.path, reason: "it lies on another disk than before. Scan with --full when that is right.")
        }
    }

    private func save(
        _ reading: LibraryReading, _ builder: TitleBuilder, _ folder: MediaFolder, _ report: inout ScanReport,
        _ context: JobContext
    ) async throws {
        let total = reading.films.count + reading.series.count
        var (done, batch) = (0, [ScannedTitle]())
        func store(_ last: Bool) async throws {
            guard last || batch.count >= CatalogueLimits.titlesPerScanBatch, !batch.isEmpty else { return }
            report.outcome = report.outcome + (try await self.store.save(batch, in: folder.id, at: world.now()))
            batch = []
            try await context.report(JobProgress(done: done, total: total, message: "Storing titles"))
        }
        for film in reading.films {
            let (title, problems) = await builder.title(of: film)
            problems.forEach { report.note($0) }
            if let title { batch.append(title) }
            done += 1
            try await store(false)
        }
        for series in reading.series {
            let (title, problems) = await builder.title(of: series)
            problems.forEach { report.note($0) }
            if let title { batch.append(title) }
            done += 1
            try await store(false)
        }
        try await store(true)
    }

    private func end(
        _ folder: MediaFolder, _ tree: ScannedTree, _ matching: FileMatching, _ report: inout ScanReport
    ) async throws {
        // What a walk could not reach is not gone.
        guard tree.isComplete else { return }
        let gone = matching.gone(in: tree)
        report.missing = gone.count
        try await store.markMissing(gone, at: world.now())
        try await store.endScan(FolderScan(folderID: folder.id, device: tree.device, digest: tree.digest))
    }
}

extension LibraryKind {
    init(_ kind: MediaLibraryKind) {
        switch kind {
        case .movies: self = .movies
        case .series: self = .series
        case .mixed: self = .mixed
        }
    }
}

extension Instant {
    var year: Int { Int(iso8601.prefix(4)) ?? 1970 }
}

extension SkipReason {
    /// Whether somebody who misses a film should be told.
    var isWorthTelling: Bool {
        switch self {
        case .hidden, .systemFile, .otherKind, .partOfDisc, .ignoredFolder, .skippedFolder, .unmatchedImage: false
        case .unmatchedMetadata, .unmatchedSubtitle, .empty, .unfinishedDownload, .sample, .pointer: true
        case .sidecarFolder, .extraWithoutTitle, .tooDeep, .nameTooLong, .unplaced: true
        }
    }

    var words: String {
        switch self {
        case .hidden: "hidden"
        case .empty: "empty"
        case .systemFile: "a file of the system"
        case .unfinishedDownload: "not yet complete"
        case .sample: "a sample"
        case .skippedFolder, .ignoredFolder: "in a folder that is left out"
        case .pointer: "only an address"
        case .partOfDisc: "part of a disc"
        case .sidecarFolder: "a video in a folder for subtitles"
        case .extraWithoutTitle: "an extra without its film"
        case .unmatchedSubtitle: "subtitles of no film"
        case .unmatchedImage: "a picture of no film"
        case .unmatchedMetadata: "a description of no film"
        case .otherKind: "of another kind"
        case .tooDeep: "too many folders deep"
        case .nameTooLong: "too long a name"
        case .unplaced: "not understood"
        }
    }
}

extension FileError {
    var words: String {
        switch self {
        case .permissionDenied: "the server may not read it."
        case .missing: "it is not there. Is the disk mounted?"
        default: "it cannot be read (\(self))."
        }
    }
}
