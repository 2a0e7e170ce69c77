import Curation
import Domain
import Foundation
import Storage

/// An analysis of all scenes by rules alone.
struct Analysing: Encodable {
    let scenes: Int
    let changes: Int
    /// Of a processor; the index of names is made in it, too.
    let processorSeconds: Double
    /// By the clock.
    let seconds: Double
    let peakMegabytes: Double

    /// From scenes in memory, without storing what is proposed. The best of the rounds; `hits` gets a line for each
    /// scene and performer whose name or alias was found, with a tab between them.
    static func inMemory(of folder: String, rounds: Int, hits: String) async throws -> Analysing {
        let place = try await Workplace.open(folder)
        let scenes = try await HeldScenes(place)
        var best: Analysing?
        var found: [SubjectProposals] = []
        for _ in 0..<max(rounds, 1) {
            let plans = HeldProposals(plans: place.stores.plans)
            let one = try await measured(place.analysis(scenes, plans))
            found = await plans.found
            let round = Analysing(
                scenes: one.scenes, changes: found.reduce(0) { $0 + $1.changes.count },
                processorSeconds: one.processorSeconds, seconds: one.seconds, peakMegabytes: one.peakMegabytes)
            if round.processorSeconds < best?.processorSeconds ?? .infinity { best = round }
        }
        await place.close()
        try Data(named(found).utf8).write(to: URL(filePath: hits))
        guard let best else { throw BenchmarkError(description: "Nothing was measured.") }
        return best
    }

    /// From the database and into it.
    static func stored(in folder: String) async throws -> Analysing {
        let place = try await Workplace.open(folder)
        let analysing = try await measured(place.analysis(place.stores.scenes, place.stores.plans))
        await place.close()
        return analysing
    }

    private static func measured(_ analysis: Analysis) async throws -> Analysing {
        var options = AnalysisOptions()
        options.useAI = false
        let (start, processor) = (ContinuousClock.now, Spent.processorSeconds())
        let plan = try await analysis.generateNow(AnalysisWish(filters: SceneFilter(), options: options))
        return Analysing(
            scenes: plan.subjects, changes: plan.counts.total,
            processorSeconds: Spent.processorSeconds() - processor, seconds: Spent.seconds(since: start),
            peakMegabytes: Spent.peakMegabytes())
    }

    private static func named(_ found: [SubjectProposals]) -> String {
        var lines: [String] = []
        for subject in found {
            // What is only nearly a name is less sure.
            for change in subject.changes where change.field == .performers && change.confidence > 0.9 {
                lines.append("\(subject.subject.wireID)\t\(change.proposed.names?.last ?? "")")
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }
}
