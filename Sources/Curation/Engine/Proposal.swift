import Domain

/// What a detector proposes for a scene.
struct Proposal: Sendable, Hashable {
    enum Target: Sendable, Hashable {
        /// A studio, tag or performer by its place in the index.
        case known(Int)
        /// One that the archive does not have yet.
        case new(String)
        case text(String)
    }

    let field: ChangeField
    let target: Target
    /// 0–1.
    let confidence: Double
    /// Why, for people.
    let reason: String
}

extension [Proposal] {
    /// The changes that are proposed for a scene.
    ///
    /// What the scene has, and what the archive does not want to be proposed, goes; of several for one target the
    /// surest stays, if it is sure enough. A scene gets one studio and one text.
    func changes(of scene: SceneFacts, _ index: NameIndex, confidenceMin: Double) -> [NewChange] {
        var best: [ProposalSlot: (place: Int, proposal: Proposal)] = [:]
        for (place, proposal) in enumerated() where proposal.confidence >= confidenceMin {
            guard proposal.isNews(to: scene, index) else { continue }
            let slot = proposal.slot
            if let known = best[slot], known.proposal.confidence >= proposal.confidence { continue }
            best[slot] = (place, proposal)
        }
        let sorted = best.values.sorted { left, right in
            left.proposal.confidence != right.proposal.confidence
                ? left.proposal.confidence > right.proposal.confidence : left.place < right.place
        }
        return sorted.map { $0.proposal.change(of: scene, index) }
    }
}

private struct ProposalSlot: Hashable {
    let field: ChangeField
    /// Nil where there is room for one only.
    let target: Proposal.Target?
}

extension Proposal {
    fileprivate var slot: ProposalSlot {
        let isAlone = field == .studio || field == .details
        return ProposalSlot(field: field, target: isAlone ? nil : target)
    }

    fileprivate func isNews(to scene: SceneFacts, _ index: NameIndex) -> Bool {
        switch target {
        case .known(let place):
            let entity = index.entities[place].facts
            guard !entity.ignoresAutoTag else { return false }
            return entity.kind == .studio
                ? scene.studio == nil
                : !scene.names(of: entity.kind).contains { $0.id == entity.upstreamID }
        case .new: return field == .studio ? scene.studio == nil : true
        case .text(let text): return text != scene.details
        }
    }

    fileprivate func change(of scene: SceneFacts, _ index: NameIndex) -> NewChange {
        let name =
            switch target {
            case .known(let place): index.entities[place].facts.name
            case .new(let text), .text(let text): text
            }
        switch field {
        case .performers: return added(name, to: scene.performers)
        case .tags: return added(name, to: scene.tags)
        case .studio: return set(name, action: .set, from: scene.studio.map { .text($0.name) } ?? .null)
        default:
            let isEmpty = (scene.details ?? "").allSatisfy(\.isWhitespace)
            return set(name, action: isEmpty ? .set : .update, from: scene.details.map { .text($0) } ?? .null)
        }
    }

    private func added(_ name: String, to names: [ArchiveName]) -> NewChange {
        let present = names.map(\.name).sorted { ($0.lowercased(), $0) < ($1.lowercased(), $1) }
        return NewChange(
            field, .add, from: .names(present), to: .names(present + [name]), confidence: confidence, reason: reason)
    }

    private func set(_ text: String, action: ChangeAction, from current: ChangeValue) -> NewChange {
        NewChange(field, action, from: current, to: .text(text), confidence: confidence, reason: reason)
    }
}

extension String {
    /// The beginning of the text in quotation marks, for reasons.
    var quoted: String {
        let limit = DetectionLimits.quotedCharactersMax
        let start = utf8.count <= limit ? self[...] : prefix(limit)
        return "\"" + start + (start.endIndex < endIndex ? "…" : "") + "\""
    }
}
