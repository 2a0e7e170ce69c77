package import Basics
package import Domain

/// Writes plans about the own catalogue to the database.
package struct CataloguePlanWriter: PlanWriter {
    package let scope = PlanScope.catalogue
    private let store: any CatalogueRepairStore
    private let world: World

    package init(_ store: any CatalogueRepairStore, world: World) {
        self.store = store
        self.world = world
    }

    package func session(for plan: PlanID) async throws -> any PlanWriting {
        CatalogueSession(plan: plan, store: store, world: world)
    }

    package func problem(with value: ChangeValue, for change: NewChange) -> String? {
        guard let repair = CatalogueRepair(change.field, value) else { return Self.expected(change.field) }
        switch repair {
        case .genres(let names), .keywords(let names):
            guard names.count <= CurationLimits.namesPerChangeMax else {
                return "must hold at most \(CurationLimits.namesPerChangeMax) names."
            }
            let fits = names.allSatisfy { $0.meaning != nil && $0.count <= CurationLimits.nameCharactersMax }
            return fits ? nil : "must hold names of 1 to \(CurationLimits.nameCharactersMax) characters."
        case .tmdbID, .imdbID, .match, .artwork, .duplicate: return nil
        }
    }

    private static func expected(_ field: ChangeField) -> String {
        switch field {
        case .tmdbID: "must be a TMDB id, a positive number."
        case .imdbID: "must be an IMDb id, such as tt0113277."
        case .match: "must be an object with title, year and tmdb_id."
        case .genres, .keywords: "must be a list of names."
        case .artwork: "must be the path of a poster, beginning with a slash."
        case .duplicate: "must be an object with the id, title and year of the other title."
        case .performers, .studio, .tags, .details, .title: "cannot be changed."
        }
    }
}

/// One apply or undo of a plan about the own catalogue at work. What is done for a subject is one transaction, with its
/// journal and the status of its changes.
struct CatalogueSession: PlanWriting {
    let plan: PlanID
    let store: any CatalogueRepairStore
    let world: World

    func apply(_ planned: PlannedSubject) async throws -> WriteReport {
        let outcome = try await store.apply(planned, in: plan, at: world.now())
        let fields = Dictionary(planned.changes.map { ($0.id, $0.content.field) }) { first, _ in first }
        var report = WriteReport()
        report.applied = outcome.applied.count
        report.skipped = outcome.rejected.count
        report.failed = outcome.failed.count
        report.problems = (outcome.failed + outcome.rejected.prefix(1)).compactMap { change, reason in
            fields[change].map { problem(change, planned.subject, $0, reason) }
        }
        return report
    }

    func undo(_ subject: PlanSubject, _ entries: [JournalEntry]) async throws -> UndoneReport {
        let undo = try await store.undo(entries, in: plan, at: world.now())
        let fields = Dictionary(entries.map { ($0.change, $0.field) }) { first, _ in first }
        var report = UndoneReport()
        report.restored = undo.outcome.restored.count
        report.kept = undo.outcome.kept.count
        let told = undo.outcome.kept.map { ($0.change, $0.reason) } + undo.remarks.map { ($0.change, $0.text) }
        report.problems = told.compactMap { change, text in
            fields[change].map { problem(change, subject, $0, text) }
        }
        return report
    }

    private func problem(
        _ change: ChangeID, _ subject: PlanSubject, _ field: ChangeField, _ text: String
    ) -> ChangeProblem {
        ChangeProblem(change: change, subject: subject.wireID, field: field, text: text)
    }
}
