import Basics
import Domain

/// Scenes that were asked for by their ids.
extension SyncRun {
    /// Reads these scenes one by one, each of another id.
    mutating func readAll(_ ids: [String]) async throws {
        report[.scene].total += ids.count
        var rest = ids[...]
        while !rest.isEmpty {
            let part = Array(rest.prefix(CurationLimits.scenesAskedAtOnce))
            rest = rest.dropFirst(part.count)
            try await read(part)
            try await observer.progress(done, max(expected, done))
        }
    }

    private mutating func read(_ ids: [String]) async throws {
        let askedAt = world.now()
        let answers = try await ids.mapConcurrently(atMost: CurationLimits.asksAtOnce) { [self] id in
            try await answer(id)
        }
        let errors = answers.compactMap(\.error)
        let gone = answers.compactMap(\.gone)
        report[.scene].processed += ids.count
        report[.scene].failed += errors.count
        report.note(errors)
        done += ids.count
        report.count(try await stores.mirror.takeOver(answers.compactMap(\.facts), at: askedAt), of: .scene)
        if !gone.isEmpty {
            report[.scene].deleted += try await stores.mirror.remove(.scene, gone, at: world.now())
        }
        for error in errors { try await observer.warn("The scene \(error.id) was not taken over: \(error.message)") }
    }

    /// What came of asking for one scene.
    private struct Answer: Sendable {
        var facts: SceneFacts?
        var gone: String?
        var error: MirrorError?
    }

    private func answer(_ id: String) async throws -> Answer {
        do {
            if let facts = try await archive.scene(id) { return Answer(facts: facts) }
            return Answer(gone: id, error: MirrorError(.scene, id: id, message: "The archive has no such scene."))
        } catch let failure as ArchiveFailure where !failure.isOutage {
            return Answer(error: MirrorError(.scene, id: id, message: failure.description))
        }
    }
}
