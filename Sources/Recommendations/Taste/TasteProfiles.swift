package import Activity
package import Basics
package import Domain
package import Jobs

/// Describes people's tastes: by the language model where there is one, else in words of this server.
package struct TasteProfiles: Sendable {
    private let store: any TasteStore
    private let source: any TasteFactsSource
    private let profiles: Profiles
    private let model: CurrentChatModel
    private let world: World
    private let sleeper: Sleeper
    private let calls = JoinedCalls<Subject, TasteSynopsis>()

    private struct Subject: Hashable, Sendable {
        let user: UserID
        let kind: TitleKind
        /// What is said does not hold for another taste.
        let omissions: [TasteOmission]
    }

    package init(
        store: any TasteStore, source: any TasteFactsSource, profiles: Profiles, model: @escaping CurrentChatModel,
        world: World, sleeper: Sleeper = .live
    ) {
        self.store = store
        self.source = source
        self.profiles = profiles
        self.model = model
        self.world = world
        self.sleeper = sleeper
    }

    /// What was said within the last day, else said anew. Whoever asks at the same time waits for the same words.
    package func portrait(_ kind: TitleKind, of user: UserID) async throws -> TastePortrait {
        let (subject, facts) = try await facts(kind, of: user)
        guard facts.titles > 0 else { return blank(kind, facts) }
        let synopsis = try await calls.value(subject) {
            if let kept = try await store.synopsis(kind, of: user), isFresh(kept) { return kept }
            return try await write(subject, facts)
        }
        return TastePortrait(synopsis: synopsis, facts: facts)
    }

    /// Always said anew.
    package func renewed(_ kind: TitleKind, of user: UserID) async throws -> TastePortrait {
        let (subject, facts) = try await facts(kind, of: user)
        guard facts.titles > 0 else { return blank(kind, facts) }
        return TastePortrait(synopsis: try await write(subject, facts), facts: facts)
    }

    /// What the taste is made of, for charts.
    package func charts(_ kind: TitleKind, of user: UserID) async throws -> TasteCharts {
        try await source.charts(kind, of: profiles.standard(of: user).id, without: omissions(of: user))
    }

    private func facts(_ kind: TitleKind, of user: UserID) async throws -> (Subject, TasteFacts) {
        let omissions = try await omissions(of: user)
        let facts = try await source.facts(kind, of: profiles.standard(of: user).id, without: omissions)
        return (Subject(user: user, kind: kind, omissions: omissions), facts)
    }

    private func omissions(of user: UserID) async throws -> [TasteOmission] {
        try await store.omissions(of: user).map(\.omission)
    }

    private func isFresh(_ synopsis: TasteSynopsis) -> Bool {
        (0..<PickLimits.synopsisSeconds).contains(world.now().seconds(since: synopsis.updatedAt))
    }

    private func write(_ subject: Subject, _ facts: TasteFacts) async throws -> TasteSynopsis {
        let text = SynopsisText(facts: facts, kind: subject.kind)
        let model = model()
        let answer = await model?.answer(text.question, within: PickLimits.synopsisPatienceSeconds, sleeper)
        let written = answer.flatMap { text.accepted($0) }
        let synopsis = TasteSynopsis(
            text: written ?? text.composed, updatedAt: world.now(), model: written == nil ? nil : model?.name)
        // A model takes its time, and the person may have taken something out meanwhile.
        if try await omissions(of: subject.user) == subject.omissions {
            try await store.save(synopsis, subject.kind, of: subject.user)
        }
        return synopsis
    }

    /// Of somebody without a history. It is not stored, so that it is over with the first title.
    private func blank(_ kind: TitleKind, _ facts: TasteFacts) -> TastePortrait {
        let text = SynopsisText(facts: facts, kind: kind).composed
        return TastePortrait(
            synopsis: TasteSynopsis(text: text, updatedAt: world.now(), model: nil), facts: facts)
    }
}
