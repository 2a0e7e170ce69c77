import Domain

/// Names of which only scenes have told so far.
extension SyncRun {
    /// Reads what has changed among names when scenes mention unknown ones. The report counts only what went wrong.
    mutating func completeStubs() async throws {
        for kind in ArchiveKind.entities where !isDoubtful {
            guard try await !stores.mirror.stubIDs(kind).isEmpty else { continue }
            var filling = SyncRun(
                archive: archive, stores: stores, settings: settings, world: world, observer: observer.quiet)
            try await filling.entities(kind, force: false)
            report.note(filling.report.errors)
        }
    }
}
