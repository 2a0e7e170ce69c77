import Basics
import Curation
import Domain
import HTTPTypes
import Jobs
import Storage
import SurfaceKit
import TestKit
import Testing

@testable import SurfaceWeb

/// A household with an archive: the website over real stores, beside a fake Stash that speaks real HTTP.
struct ArchiveHouse: Sendable {
    let house: WebHousehold
    let rig: CurationRig

    /// `checksCatalogue` lets checks of the own catalogue be queued; the rig's workers do not know them.
    static func with(
        _ setup: CurationRig.Setup = CurationRig.Setup(), checksCatalogue: Bool = false,
        _ body: @escaping @Sendable (ArchiveHouse) async throws -> Void
    ) async throws {
        try await CurationRig.with(setup) { rig in
            let all = rig.stores.stores
            let check = CatalogueCheck(
                stores: CatalogueCheck.Stores(repairs: all.repairs, plans: all.plans), queue: rig.queue, provider: nil,
                world: rig.world.world)
            let start: @Sendable () async throws -> Job = { try await check.start() }
            let settings = WebHousehold.Settings { settings in
                settings.kodi.films = []
                settings.kodi.owned = []
                settings.curation = WebFeatures.Curation(
                    scenes: rig.desks.scenes, sync: rig.desks.sync, analysis: rig.desks.analysis,
                    plans: rig.desks.plans, jobs: rig.desks.jobs, names: all.scenes, settings: rig.settings,
                    checkCatalogue: checksCatalogue ? start : nil)
            }
            try await WebHousehold.serve(settings, rig.stores, rig.world) { house in
                try await body(ArchiveHouse(house: house, rig: rig))
            }
        }
    }

    func page(_ path: String, status: Int = 200) -> Scenario {
        Scenario(path, .get, path, as: .signedIn("admin")).answers(status)
    }

    @discardableResult
    func show(_ path: String, text: [String] = [], noText: [String] = []) async throws -> String {
        try await house.surface.run(page(path).expecting(text: text, noText: noText)).text
    }

    func post(_ path: String, _ fields: [(String, String)] = []) async throws -> TestAnswer {
        try await house.post(path, as: "admin", fields)
    }

    /// A decision as the page's script sends it.
    func decide(_ path: String, _ fields: [(String, String)]) async throws -> TestAnswer {
        let form = WebHousehold.form(
            path, as: .signedIn("admin"), fields + [("csrf", house.surface.formToken(of: "admin"))])
        return try await house.surface.send(form.with("Accept", "application/json").request)
    }

    /// Waits until nothing is under way any more.
    func finishWork() async throws {
        while let job = try await rig.desks.jobs.active().first {
            _ = try await rig.queue.wait(for: job.id, pollSeconds: 0.02)
        }
    }

    /// Reads everything from Stash.
    func read() async throws {
        let answer = try await post("/archive/read", [("what", "everything")])
        #expect(answer.status == 303, "\(answer.text)")
        try await finishWork()
    }

    /// A plan as an analysis would make it, about scenes 31 and 33 of the archive, which have to be read.
    @discardableResult
    func plan(
        _ proposals: [(scene: String, changes: [NewChange])], named name: String = "Evening plan"
    ) async throws -> PlanID {
        let store = rig.stores.stores.plans
        let now = rig.world.now
        let plan = try await store.begin(NewPlan(scope: .archive, name: name, job: nil, createdAt: now))
        var all: [SubjectProposals] = []
        for (id, changes) in proposals {
            all.append(SubjectProposals(PlanSubject(try await rig.desks.scenes.scene(id)), changes: changes))
        }
        try await store.add(all, to: plan.id, at: now)
        try await store.finish(plan.id, subjects: all.count, metadata: "{}")
        return plan.id
    }

    /// The changes of a plan in the order of its page.
    func changes(of plan: PlanID) async throws -> [PlanChange] {
        try await rig.desks.plans.subjects(of: plan, offset: 0, limit: 50).flatMap(\.changes)
    }

    func statuses(of plan: PlanID) async throws -> [ChangeStatus] { try await changes(of: plan).map(\.status) }
}

extension NewChange {
    /// That a scene with these tags gets another one.
    static func tag(_ name: String, to tags: [String], confidence: Double = 0.9) -> NewChange {
        NewChange(
            .tags, .add, from: .names(tags), to: .names(tags + [name]), confidence: confidence,
            reason: "Its path says so.")
    }

    static func details(_ text: String, from old: String?, confidence: Double = 1) -> NewChange {
        NewChange(
            .details, old == nil ? .set : .update, from: old.map { .text($0) } ?? .null, to: .text(text),
            confidence: confidence, reason: "Markup goes.")
    }
}
