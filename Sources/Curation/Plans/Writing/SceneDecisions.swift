import Basics
import Domain

/// What the changes of a scene come to, decided one after the other against the scene as it is now.
struct SceneDecisions: Sendable {
    let subject: PlanSubject
    let names: NameResolver
    /// As it is when everything so far is written.
    private(set) var facts: SceneFacts
    private(set) var steps: [SceneStep] = []
    private(set) var entries: [JournalEntry] = []
    /// Changes that are true without writing.
    private(set) var already: [ChangeID] = []
    /// Changes that cannot be written, with the reason.
    private(set) var refused: [(change: PlanChange, reason: String)] = []

    init(_ subject: PlanSubject, facts: SceneFacts, names: NameResolver) {
        self.subject = subject
        self.facts = facts
        self.names = names
    }

    /// `earlier` is what an apply that was cut off has kept for the change.
    mutating func decide(_ change: PlanChange, earlier: JournalEntry?) async throws {
        do {
            guard let decided = try await decision(about: change) else { return already.append(change.id) }
            var entry = JournalEntry(
                change: change.id, subject: subject, field: change.content.field, effect: decided.kind,
                before: decided.before, after: decided.after)
            entry.created = (earlier?.created ?? []) + decided.created
            entries.append(entry)
            steps.append(SceneStep(change: change.id, effect: decided.effect))
            facts = decided.effect.applied(to: facts)
        } catch let problem as ChangeConflict {
            refused.append((change, problem.text))
        } catch let failure as ArchiveFailure where !failure.isOutage {
            refused.append((change, failure.description))
        }
    }

    /// A change that is not written, with the reason for people.
    private struct ChangeConflict: Error {
        let text: String
    }

    private struct Decided {
        let effect: SceneEffect
        let kind: JournalEntry.Effect
        let before: ChangeValue
        let after: ChangeValue
        var created: [String] = []
    }

    /// Nil when the scene is as the change wants it.
    private func decision(about change: PlanChange) async throws -> Decided? {
        let content = change.content
        switch (content.field, content.action) {
        case (.tags, .remove): return try await removal(of: content, .tag)
        case (.performers, .remove): return try await removal(of: content, .performer)
        case (.tags, _): return try await addition(of: content, .tag)
        case (.performers, _): return try await addition(of: content, .performer)
        case (.studio, _): return try await studio(content)
        case (.details, _): return try text(content, present: facts.details.meaning) { .details($0) }
        case (.title, _): return try text(content, present: facts.title.meaning) { .title($0) }
        default: throw ChangeConflict(text: "Scenes have no \(content.field.rawValue).")
        }
    }

    private func addition(of content: NewChange, _ kind: ArchiveKind) async throws -> Decided? {
        let present = facts.names(of: kind)
        let known = Set(present.map { $0.name.lowercased() })
        var (ids, added, created) = (Set(present.map(\.id)), [ArchiveName](), [String]())
        for name in try difference(of: content) where !known.contains(name.trimmed.lowercased()) {
            let found = try await names.findOrCreate(kind, name)
            if found.isNew { created.append(found.name.id) }
            if ids.insert(found.name.id).inserted { added.append(found.name) }
        }
        guard !added.isEmpty else { return nil }
        return Decided(
            effect: .add(kind, added), kind: .add, before: .null, after: .list(added), created: created)
    }

    private func removal(of content: NewChange, _ kind: ArchiveKind) async throws -> Decided? {
        let present = facts.names(of: kind)
        var removed: [ArchiveName] = []
        for name in try difference(of: content) {
            if let same = present.first(where: { $0.name.lowercased() == name.lowercased() }) {
                removed.append(same)
            } else if let found = try await names.find(kind, name), present.contains(where: { $0.id == found.id }) {
                removed.append(found)
            }
        }
        guard !removed.isEmpty else { return nil }
        return Decided(effect: .remove(kind, removed), kind: .remove, before: .list(removed), after: .null)
    }

    private func difference(of content: NewChange) throws -> [String] {
        guard let difference = content.difference else {
            throw ChangeConflict(text: "The proposed value holds no names.")
        }
        return difference
    }

    private func studio(_ content: NewChange) async throws -> Decided? {
        let (present, wanted) = (facts.studio, try wantedText(content))
        if let wanted, present?.name.lowercased() == wanted.lowercased() { return nil }
        if wanted == nil, present == nil { return nil }
        let known = if let wanted { try await names.find(.studio, wanted) } else { nil as ArchiveName? }
        if let known, known.id == present?.id { return nil }
        try check(content, isAsProposedFrom: present?.name.lowercased() == content.current.text.meaning?.lowercased())
        var created: [String] = []
        var studio = known
        if known == nil, let wanted {
            let found = try await names.findOrCreate(.studio, wanted, anew: true)
            if found.isNew { created.append(found.name.id) }
            studio = found.name
        }
        return Decided(
            effect: .studio(studio), kind: .set, before: .name(present), after: .name(studio), created: created)
    }

    private func text(
        _ content: NewChange, present: String?, _ effect: (String?) -> SceneEffect
    ) throws -> Decided? {
        let wanted = try wantedText(content)
        if wanted == present { return nil }
        try check(content, isAsProposedFrom: present == content.current.text.meaning)
        return Decided(
            effect: effect(wanted), kind: .set, before: present.map(ChangeValue.text) ?? .null,
            after: wanted.map(ChangeValue.text) ?? .null)
    }

    private func wantedText(_ content: NewChange) throws -> String? {
        guard content.proposed.isNull || content.proposed.text != nil else {
            throw ChangeConflict(text: "The proposed value is no text.")
        }
        return content.proposed.text.meaning
    }

    private func check(_ content: NewChange, isAsProposedFrom isUnedited: Bool) throws {
        guard isUnedited else {
            throw ChangeConflict(text: "conflict: the \(content.field.rawValue) was edited in the archive meanwhile.")
        }
    }
}
