import Administration
import Basics
import Domain

/// How a part that the server stands on is.
enum ReadinessCheck: Sendable, Equatable {
    case ready
    /// With why, for people.
    case notReady(String)
    case notConfigured
}

struct ReadinessChecks: Sendable {
    let database: ReadinessCheck
    let stash: ReadinessCheck
    let openAI: ReadinessCheck

    /// Work on scenes goes on without a language model, and where there is no archive nothing is missing.
    var isReady: Bool {
        for part in [database, stash] {
            if case .notReady = part { return false }
        }
        return true
    }
}

/// Finds out whether what the server stands on answers. However many ask at a time, each part is asked once, and what
/// it said is good for a short while, unless the settings change.
actor Readiness {
    /// What is asked.
    private struct Question: Equatable {
        let stashURL: String?
        let stashKey: String?
        let modelURL: String?
        let modelKey: String?
    }

    private struct Round {
        let question: Question
        let checks: Task<ReadinessChecks, Never>
        /// Nil while it runs.
        var endedAt: Instant?
    }

    private let features: CurationFeatures
    private var latest: (number: Int, round: Round)?

    init(_ features: CurationFeatures) {
        self.features = features
    }

    func checks() async -> ReadinessChecks {
        let question = question()
        if let round = latest?.round, round.question == question, isFresh(round) { return await round.checks.value }
        let number = (latest?.number ?? 0) + 1
        let checks = Task { await self.ask(question) }
        latest = (number, Round(question: question, checks: checks))
        let found = await checks.value
        if latest?.number == number { latest?.round.endedAt = features.world.now() }
        return found
    }

    private func isFresh(_ round: Round) -> Bool {
        guard let endedAt = round.endedAt else { return true }
        let age = features.world.now().seconds(since: endedAt)
        return (0..<CurationWireLimits.readinessReusedSeconds).contains(age)
    }

    private func question() -> Question {
        let values = features.settings.values
        return Question(
            stashURL: values.text(.stashURL), stashKey: values.text(.stashKey),
            modelURL: values.hasModelService ? values.text(.openAIBaseURL) : nil, modelKey: values.text(.openAIKey))
    }

    private nonisolated func ask(_ question: Question) async -> ReadinessChecks {
        async let database = database()
        async let stash = stash(question)
        async let openAI = openAI(question)
        return await ReadinessChecks(database: database, stash: stash, openAI: openAI)
    }

    private nonisolated func database() async -> ReadinessCheck {
        let check = features.server.checkDatabase
        let patience = Patience(seconds: DomainLimits.readinessSeconds) {
            try await Task.sleep(for: .seconds($0))
        }
        let isThere = await patience.answer { (try? await check()) != nil }
        return isThere == true ? .ready : .notReady("The database does not answer.")
    }

    private nonisolated func stash(_ question: Question) async -> ReadinessCheck {
        guard let url = question.stashURL else { return .notConfigured }
        do {
            _ = try await features.services.archive(
                url, key: question.stashKey, within: DomainLimits.readinessSeconds)
            return .ready
        } catch {
            return .notReady((error as? ArchiveFailure)?.ownWords ?? "Stash could not be asked.")
        }
    }

    private nonisolated func openAI(_ question: Question) async -> ReadinessCheck {
        guard let url = question.modelURL else { return .notConfigured }
        do {
            _ = try await features.services.models(
                url, key: question.modelKey, within: DomainLimits.readinessSeconds)
            return .ready
        } catch {
            return .notReady((error as? ModelServiceFailure)?.description ?? "The endpoint could not be asked.")
        }
    }
}

extension SettingValues {
    /// Somebody named an endpoint for language models, or has a key for the usual one.
    var hasModelService: Bool { text(.openAIKey) != nil || origin(of: .openAIBaseURL) != .standard }
}
