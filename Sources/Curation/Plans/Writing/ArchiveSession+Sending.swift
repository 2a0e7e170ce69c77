import Basics
import Domain

extension ArchiveSession {
    /// What came of writing steps.
    struct Written: Sendable {
        /// The scene afterwards.
        var facts: SceneFacts
        /// When the archive was asked for it.
        var askedAt: Instant
        /// Why steps were not written, by change.
        var failures: [ChangeID: String] = [:]
    }

    /// Writes steps together. When the archive refuses that, each is written alone, so that one does not keep the
    /// others from being written; `again` gives a refused step another form to try.
    func send(
        _ steps: [SceneStep], to present: SceneFacts, again: (SceneStep) async throws -> SceneStep? = { _ in nil }
    ) async throws -> Written {
        var stamp: String?
        var refused: [ChangeID: String] = [:]
        var done = steps
        do {
            stamp = try await SceneWrite(steps.map(\.effect)).send(to: archive, scene: present.upstreamID)
        } catch let failure as ArchiveFailure where !failure.isOutage {
            for index in steps.indices {
                do {
                    stamp = try await send(&done[index], to: present, again: again) ?? stamp
                } catch let failure as ArchiveFailure where !failure.isOutage {
                    refused[steps[index].change] = failure.description
                }
            }
        }
        let askedAt = world.now()
        let facts = await factsAfter(done.filter { refused[$0.change] == nil }, present, stamp)
        // An answer may be lost although what it was about was done.
        for step in done where step.effect.isTrue(of: facts) { refused[step.change] = nil }
        return Written(facts: facts, askedAt: askedAt, failures: refused)
    }

    private func send(
        _ step: inout SceneStep, to present: SceneFacts, again: (SceneStep) async throws -> SceneStep?
    ) async throws -> String? {
        do {
            return try await SceneWrite([step.effect]).send(to: archive, scene: present.upstreamID)
        } catch let failure as ArchiveFailure where !failure.isOutage {
            guard let other = try await again(step) else { throw failure }
            step = other
            return try await SceneWrite([step.effect]).send(to: archive, scene: present.upstreamID)
        }
    }

    /// The scene as the archive has it now; where that cannot be asked, as it must be.
    private func factsAfter(_ steps: [SceneStep], _ present: SceneFacts, _ stamp: String?) async -> SceneFacts {
        if let facts = try? await archive.scene(present.upstreamID) { return facts }
        var facts = steps.reduce(present) { $1.effect.applied(to: $0) }
        facts.updatedAt = stamp ?? present.updatedAt
        return facts
    }
}
