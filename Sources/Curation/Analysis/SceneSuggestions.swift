import Basics
import Domain

/// Asks the language model about scenes, some of them at a time.
struct SceneSuggestions: Sendable {
    /// What came of a page of scenes.
    struct Found: Sendable {
        /// By the scene's place.
        fileprivate(set) var proposals: [[Proposal]]
        fileprivate(set) var warnings: [String] = []
        fileprivate(set) var promptTokens = 0
        fileprivate(set) var completionTokens = 0
    }

    let model: any ChatModel
    let candidates: Candidates
    let choice: DetectorChoice
    let settings: AnalysisSettings

    var modelName: String { model.name }
    private var batchSize: Int { max(1, settings.batchSize) }
    private var parallel: Int { max(1, settings.maxConcurrent) }

    /// As many as are asked about side by side.
    var scenesAtOnce: Int { min(batchSize * parallel, max(batchSize, CurationLimits.analysedWithModelMax)) }

    /// A question that comes to nothing costs a warning, and what it would have suggested.
    func proposals(for scenes: [Scene]) async throws -> Found {
        let facts = scenes.map(\.facts)
        let answers = try await batches(facts).mapConcurrently(atMost: parallel) { batch in
            try Task.checkCancellation()
            return await ask(batch.map { facts[$0] })
        }
        try Task.checkCancellation()
        var found = Found(proposals: answers.flatMap(\.proposals))
        for answer in answers {
            found.warnings += answer.warnings
            found.promptTokens += answer.promptTokens
            found.completionTokens += answer.completionTokens
        }
        return found
    }

    /// Places of neighbours, as many as a question holds.
    private func batches(_ scenes: [SceneFacts]) -> [Range<Int>] {
        var (batches, start, bytes): ([Range<Int>], Int, Int) = ([], 0, 0)
        for place in scenes.indices {
            let size = JSONText.of(ToldScene(scenes[place])).utf8.count
            if place > start, place - start >= batchSize || bytes + size > CurationLimits.questionBytesMax {
                batches.append(start..<place)
                (start, bytes) = (place, 0)
            }
            bytes += size
        }
        if start < scenes.count { batches.append(start..<scenes.count) }
        return batches
    }

    /// Halves a batch that is too long for the model, one half after the other.
    private func ask(_ scenes: [SceneFacts]) async -> Found {
        var kinds: [ArchiveKind] = []
        if choice.studios { kinds.append(.studio) }
        if choice.performers { kinds.append(.performer) }
        if choice.tags { kinds.append(.tag) }
        let offer = await candidates.offer(kinds, for: scenes)
        let asked = SuggestionQuestion(
            scenes: scenes.map(ToldScene.init), offer: offer, choice: choice, allowsNew: settings.createMissing)
        let reply = await model.reply(to: asked.question)
        if reply.text == nil, reply.isTooLong, scenes.count > 1, !Task.isCancelled {
            let middle = scenes.count / 2
            var found = await ask(Array(scenes[..<middle]))
            found.append(await ask(Array(scenes[middle...])))
            found.promptTokens += reply.promptTokens
            found.completionTokens += reply.completionTokens
            return found
        }
        var found = Found(proposals: [[Proposal]](repeating: [], count: scenes.count))
        found.promptTokens = reply.promptTokens
        found.completionTokens = reply.completionTokens
        if let answer = reply.text.flatMap(SuggestionAnswer.init(json:)) {
            read(answer, scenes, offer, &found)
        } else {
            let ids = scenes.count == 1 ? "scene " + scenes[0].upstreamID : "\(scenes.count) scenes"
            found.warnings = ["The language model gave no usable answer for \(ids) from \(scenes[0].upstreamID) on."]
        }
        return found
    }

    private func read(
        _ answer: SuggestionAnswer, _ scenes: [SceneFacts], _ offer: Candidates.Offer, _ found: inout Found
    ) {
        let places = Dictionary(scenes.enumerated().map { ($1.upstreamID, $0) }) { first, _ in first }
        for entry in answer.scenes {
            guard let place = places[entry.id] else { continue }
            if choice.studios, let studio = entry.studio {
                found.proposals[place] += named(studio, .studio, .studio, offer)
            }
            if choice.performers {
                found.proposals[place] += entry.performers.flatMap { named($0, .performers, .performer, offer) }
            }
            if choice.tags { found.proposals[place] += entry.tags.flatMap { named($0, .tags, .tag, offer) } }
            if choice.details, let details = entry.details, WrittenDetails.areWanted(by: scenes[place]),
                let text = WrittenDetails.usable(details.text, for: scenes[place])
            {
                found.proposals[place].append(proposal(.details, .text(text), details.confidence))
            }
        }
    }

    /// At most one. What was not offered is none, unless new names are wanted.
    private func named(
        _ suggestion: SuggestionAnswer.Suggestion, _ field: ChangeField, _ kind: ArchiveKind,
        _ offer: Candidates.Offer
    ) -> [Proposal] {
        let index = candidates.index
        if let known = index.entity(kind, called: suggestion.text) {
            guard settings.createMissing || offer.places[kind]?.contains(known) ?? false else { return [] }
            return [proposal(field, .known(known), suggestion.confidence)]
        }
        let name = suggestion.text.printable(charactersMax: DetectionLimits.nameBytesMax)
        guard settings.createMissing, !name.isEmpty, name == suggestion.text, FoldedText(name).count > 0,
            !index.knows(kind, called: name)
        else { return [] }
        return [proposal(field, .new(name), suggestion.confidence)]
    }

    private func proposal(_ field: ChangeField, _ target: Proposal.Target, _ confidence: Double) -> Proposal {
        Proposal(
            field: field, target: target, confidence: confidence,
            reason: "The language model \(model.name) suggests it.")
    }
}

extension SceneSuggestions.Found {
    fileprivate mutating func append(_ other: SceneSuggestions.Found) {
        proposals += other.proposals
        warnings += other.warnings
        promptTokens += other.promptTokens
        completionTokens += other.completionTokens
    }
}

extension AnalysisTally {
    mutating func add(_ found: SceneSuggestions.Found) {
        promptTokens += found.promptTokens
        completionTokens += found.completionTokens
        for warning in found.warnings { warn(warning) }
    }
}
