package import Basics
package import Domain
package import Jobs

/// Says of each picked title why it was picked: in words of its own, made from the scores and the evidence, and in
/// those of a language model where there is one that says something usable in time.
package struct PickExplainer: Sendable {
    private let catalogue: any CatalogueStore
    private let taste: any TasteStore
    private let chat: CurrentChatModel
    private let sleeper: Sleeper
    private let world: World

    package init(
        catalogue: any CatalogueStore, taste: any TasteStore, chat: @escaping CurrentChatModel,
        world: World, sleeper: Sleeper = .live
    ) {
        self.catalogue = catalogue
        self.taste = taste
        self.chat = chat
        self.sleeper = sleeper
        self.world = world
    }

    /// An explanation of every selected title. `isAwaited` gives the model less time. Throws the stores' errors and
    /// when it is cancelled, and never because of the model.
    func explanations(
        for picks: Picks, _ person: ExplainedPerson, _ items: ItemsOfKind, isAwaited: Bool
    ) async throws -> [TitleID: String] {
        let selected = picks.selected
        guard !selected.isEmpty else { return [:] }
        let favourites = person.favourites(count: RunLimits.explanationFavourites)
        let titles = try await titles(selected, favourites)
        let picked = selected.compactMap { ExplainedPick($0, titles, items) }
        var texts = Dictionary(picked.map { ($0.id, $0.localText) }) { first, _ in first }
        guard let model = chat() else { return texts }
        let synopsis = try await taste.synopsis(items.kind, of: person.user)?.text
        let background = PromptBackground(
            genres: person.topGenres(items, count: RunLimits.explanationGenres),
            favourites: favourites.compactMap { titles[$0]?.metadata.title }, synopsis: synopsis)
        let seconds = isAwaited ? RunLimits.explanationSecondsManual : RunLimits.explanationSecondsScheduled
        let deadline = world.now().adding(seconds: seconds)
        for batch in picked.batches(of: RunLimits.explanationsPerQuestion) {
            let prompt = ExplanationPrompt(batch, background, items.kind)
            // A model that failed once is not waited for again.
            guard let answer = try await answer(model, prompt.question, until: deadline) else { break }
            texts.merge(prompt.usable(in: answer)) { $1 }
        }
        return texts
    }

    /// The picked titles, what speaks for them, and more.
    private func titles(_ selected: [ScoredTitle], _ more: [TitleID]) async throws -> [TitleID: Title] {
        let ids = Set(selected.map(\.title) + selected.flatMap { $0.evidence.map(\.title) } + more)
        let titles = try await catalogue.titles(ids: ids.sorted())
        return Dictionary(titles.map { ($0.id, $0) }) { first, _ in first }
    }

    /// What the model says; nil when it says nothing usable until the deadline.
    private func answer(
        _ model: any ChatModel, _ question: ChatQuestion, until deadline: Instant
    ) async throws -> String? {
        let answer = await model.answer(question, within: deadline.seconds(since: world.now()), sleeper)
        try Task.checkCancellation()
        return answer
    }
}

extension Array {
    /// In their order, at most `size` at a time.
    fileprivate func batches(of size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min(count, $0 + size)] }
    }
}
