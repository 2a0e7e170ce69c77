import Basics
import Domain
import Foundation
import Jobs
import Storage
import Synchronization
import TestKit
import Testing

@testable import Curation

/// An analysis from the wish to the finished plan.
@Suite struct AnalysisTests {
    private static let found = [
        "33 details Rockets & bangers", "33 performers Ada North", "33 studio Dockside", "33 tags Fireworks",
    ]

    private func lines(_ rig: CurationRig, _ plan: PlanID) async throws -> [String] {
        try await rig.desks.plans.subjects(of: plan, ChangeSelection(), offset: 0, limit: 100).flatMap { subject in
            subject.changes.map { "\(subject.subject.wireID) \($0.content.field) \($0.content.added ?? "?")" }
        }.sorted()
    }

    private func members(_ json: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    }

    @Test func aPlanHoldsWhatWasFoundInAllScenes() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let plan = try await rig.desks.analysis.generateNow(AnalysisWish(filters: SceneFilter()))
            #expect(try await lines(rig, plan.id) == Self.found)
            #expect(plan.status == .pending && !plan.isBuilding && plan.subjects == 3 && plan.job == nil)
            #expect(plan.name == "Analysis - \(rig.world.now.iso8601)")
            #expect(try await rig.desks.scenes.summary().analyzed == 3)
            let metadata = try members(plan.metadata)
            let statistics = try #require(metadata["statistics"] as? [String: Any])
            #expect(statistics["total_scenes"] as? Int == 3 && statistics["scenes_with_changes"] as? Int == 1)
            #expect(statistics["scenes_with_errors"] as? Int == 0 && statistics["total_changes"] as? Int == 4)
            #expect(
                statistics["changes_by_field"] as? [String: Int]
                    == ["details": 1, "performers": 1, "studio": 1, "tags": 1])
            #expect(statistics["average_confidence"] as? Double == 0.925)
            #expect((metadata["settings"] as? [String: Any])?["confidence_threshold"] as? Double == 0.7)
            #expect(metadata["ai_model"] is NSNull && (metadata["missing_scene_ids"] as? [String])?.isEmpty == true)
            #expect((metadata["warnings"] as? [String])?.count == 1)
            #expect(await rig.stash.writes.isEmpty)
        }
    }

    @Test func aPlanThatIsForgottenWhileItIsMadeIsNotBegunAgain() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let job = try await rig.desks.analysis.generate(AnalysisWish(filters: SceneFilter()))
            let parameters = try #require(AnalyseScenes.parameters(from: job.parameters))
            let plans = rig.stores.stores.plans
            let context = JobContext(id: job.id) { _, _ in
                if let plan = try await plans.plan(of: job.id) { try await plans.remove(plan.id, at: rig.world.now) }
                return true
            }
            let failure = JobFailure("The plan does not exist any more.", isPermanent: true)
            await #expect(throws: failure) {
                try await AnalyseScenes(rig.desks.analysis).run(parameters, context: context)
            }
            #expect(try await rig.desks.plans.plans(nil, offset: 0, limit: 10).total == 0)
        }
    }

    @Test func wishesForNothingAreRefused() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let analysis = rig.desks.analysis
            var filter = SceneFilter()
            filter.search = "nowhere"
            for wish in [AnalysisWish(), AnalysisWish(sceneIDs: [])] {
                await #expect(throws: CurationError.nothingSelected) { try await analysis.generateNow(wish) }
            }
            for wish in [AnalysisWish(filters: filter), AnalysisWish(sceneIDs: ["404"], filters: SceneFilter())] {
                await #expect(throws: CurationError.nothingMatches) { try await analysis.generate(wish) }
            }
            #expect(try await rig.desks.plans.plans(nil, offset: 0, limit: 10).total == 0)
        }
    }

    @Test func idsGoBeforeFiltersAndUnknownOnesAreNamed() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            var filter = SceneFilter()
            filter.search = "nowhere"
            let wish = AnalysisWish(sceneIDs: ["34", "404", "34"], filters: filter, planName: " Mine ")
            #expect(try await rig.desks.analysis.count(wish) == 1)
            let plan = try await rig.desks.analysis.generateNow(wish)
            #expect(plan.subjects == 1 && plan.name == "Mine" && plan.status == .completed)
            #expect(try members(plan.metadata)["missing_scene_ids"] as? [String] == ["404"])
        }
    }

    @Test func whatIsNotSureEnoughOrNotWantedIsNotProposed() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            var options = AnalysisOptions()
            options.confidenceThreshold = 0.95
            options.detectDetails = false
            let plan = try await rig.desks.analysis.generateNow(
                AnalysisWish(filters: SceneFilter(), options: options))
            #expect(try await lines(rig, plan.id) == ["33 performers Ada North", "33 studio Dockside"])
        }
    }

    @Test func theLanguageModelIsAskedUnlessItIsNotWanted() async throws {
        let asked = Mutex(0)
        let model = ScriptedChat { _ in
            asked.withLock { $0 += 1 }
            return #"{"scenes":[{"id":"34","tags":[{"name":"Outdoor","confidence":0.8}]}]}"#
        }
        let setup = CurationRig.Setup {
            $0.hasWorkers = false
            $0.model = model
        }
        try await CurationRig.with(setup) { rig in
            try await rig.readAll()
            var wish = AnalysisWish(filters: SceneFilter())
            wish.options.useAI = false
            let ruled = try await rig.desks.analysis.generateNow(wish)
            #expect(try await lines(rig, ruled.id) == Self.found && asked.withLock { $0 } == 0)
            #expect(try members(ruled.metadata)["warnings"] as? [String] == [])
            wish.options.useAI = true
            let plan = try await rig.desks.analysis.generateNow(wish)
            #expect(try await lines(rig, plan.id) == Self.found + ["34 tags Outdoor"])
            #expect(try members(plan.metadata)["ai_model"] as? String == "scripted" && asked.withLock { $0 } == 1)
        }
    }

    @Test func aJobSaysWhatCameOfIt() async throws {
        try await CurationRig.with { rig in
            try await rig.readAll()
            let job = try await rig.desks.analysis.generate(AnalysisWish(sceneIDs: ["33", "34"]))
            #expect(job.name == "scene_analysis")
            let parameters = try members(job.parameters)
            #expect(parameters["scene_ids"] as? [String] == ["33", "34"] && parameters["plan_name"] is String)
            #expect((parameters["options"] as? [String: Any])?["use_ai"] as? Bool == true)
            let done = try await rig.finished(job)
            #expect(done.state == .succeeded && done.progress.done == 2 && done.progress.total == 2)
            let result = try members(try #require(done.result))
            #expect(result["total_changes"] as? Int == 4 && result["scenes_analyzed"] as? Int == 2)
            let summary = ["performers_to_add": 1, "tags_to_add": 1, "studios_to_set": 1, "details_to_update": 1]
            #expect(result["summary"] as? [String: Int] == summary)
            let plan = try #require(try await rig.stores.stores.plans.plan(of: job.id))
            #expect(result["plan_id"] as? Int == Int(plan.id.rawValue) && plan.subjects == 2)
        }
    }

    @Test func anInterruptedJobGoesOnWithItsPlan() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let job = try await rig.desks.analysis.generate(AnalysisWish(filters: SceneFilter()))
            let parameters = try JSONDecoder().decode(AnalysisParameters.self, from: Data(job.parameters.utf8))
            let work = AnalyseScenes(rig.desks.analysis)
            let lost = JobContext(id: job.id, world: rig.world.world) { progress, _ in progress.done == 0 }
            await #expect(throws: CancellationError.self) { try await work.run(parameters, context: lost) }
            let begun = try #require(try await rig.stores.stores.plans.plan(of: job.id))
            #expect(begun.isBuilding && begun.status == .pending)
            let again = JobContext(id: job.id, world: rig.world.world) { _, _ in true }
            try await work.run(parameters, context: again)
            let plan = try #require(try await rig.stores.stores.plans.plan(of: job.id))
            #expect(plan.id == begun.id && !plan.isBuilding && plan.subjects == 3)
            #expect(try await lines(rig, plan.id) == Self.found)
            #expect(try await rig.desks.plans.plans(nil, offset: 0, limit: 10).total == 1)
        }
    }

    @Test func aJobDoesNotLookAgainAtWhatItHasDone() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let job = try await rig.desks.analysis.generate(AnalysisWish(filters: SceneFilter()))
            let parameters = try JSONDecoder().decode(AnalysisParameters.self, from: Data(job.parameters.utf8))
            var tally = AnalysisTally()
            tally.cursor = try await rig.desks.scenes.scene("33").id
            (tally.looked, tally.total) = (2, 3)
            let context = JobContext(id: job.id, checkpoint: tally.json, world: rig.world.world) { _, _ in true }
            try await AnalyseScenes(rig.desks.analysis).run(parameters, context: context)
            let plan = try #require(try await rig.stores.stores.plans.plan(of: job.id))
            #expect(plan.subjects == 3 && plan.counts.total == 0 && plan.status == .completed)
        }
    }

    @Test func aBrokenSceneIsCountedAndCostsNothingElse() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let all = rig.stores.stores
            let analysis = Analysis(
                stores: Analysis.Stores(
                    scenes: all.scenes, plans: RefusingPlans(store: all.plans, refused: ["34"])),
                queue: rig.queue, models: ({ nil }, nil), settings: { CurationSettings() }, world: rig.world.world)
            var wish = AnalysisWish(filters: SceneFilter())
            wish.options.useAI = false
            let plan = try await analysis.generateNow(wish)
            #expect(try await lines(rig, plan.id) == Self.found)
            let metadata = try members(plan.metadata)
            #expect((metadata["statistics"] as? [String: Any])?["scenes_with_errors"] as? Int == 1)
            #expect((metadata["warnings"] as? [String])?.count == 1)
        }
    }

    @Test func aStoreThatTakesNothingEndsTheAnalysis() async throws {
        try await CurationRig.quiet { rig in
            try await rig.readAll()
            let all = rig.stores.stores
            let plans = RefusingPlans(store: all.plans, refused: ["31", "33", "34"])
            let analysis = Analysis(
                stores: Analysis.Stores(scenes: all.scenes, plans: plans), queue: rig.queue,
                models: ({ nil }, nil), settings: { CurationSettings() }, world: rig.world.world)
            await #expect(throws: RefusingPlans.Refusal.self) {
                try await analysis.generateNow(AnalysisWish(filters: SceneFilter()))
            }
            let left = try await all.plans.plans(nil, offset: 0, limit: 10).plans
            #expect(left.count == 1 && left.allSatisfy { !$0.isBuilding })
        }
    }

    @Test func newScenesAreAnalysedOnceAndNotTwiceAtATime() async throws {
        try await CurationRig.quiet { rig in
            #expect(try await rig.desks.analysis.generateForNew() == nil)
            try await rig.readAll()
            let job = try #require(try await rig.desks.analysis.generateForNew())
            #expect(job.name == "batch_analysis")
            #expect(try await rig.desks.analysis.generateForNew() == nil)
            _ = try await rig.desks.jobs.cancel(job.id.description)
            _ = try await rig.desks.analysis.generateNow(AnalysisWish(filters: SceneFilter()))
            #expect(try await rig.desks.analysis.generateForNew() == nil)
        }
    }
}

/// Filters as clients write them.
@Suite struct SceneFilterJSONTests {
    @Test func membersMayBeMissingAndOthersAreIgnored() throws {
        let json = #"{"search":"pier","tag_ids":["4"],"organized":false,"other":1,"date_from":null}"#
        let filter = try JSONDecoder().decode(SceneFilter.self, from: Data(json.utf8))
        var expected = SceneFilter()
        (expected.search, expected.tagIDs, expected.isOrganized) = ("pier", ["4"], false)
        #expect(filter == expected)
        #expect(try JSONDecoder().decode(SceneFilter.self, from: Data("{}".utf8)) == SceneFilter())
        #expect(try JSONDecoder().decode(SceneFilter.self, from: JSONEncoder().encode(filter)) == filter)
    }
}
