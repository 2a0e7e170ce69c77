import Basics
import Domain
import SQL

/// Open changes about scenes of the archive, kept in step with what the archive says, in the script that mirrors it.
enum OpenChanges {
    /// A change that was read, and what becomes of it.
    private struct Told {
        let change: PlanChange
        let content: NewChange
        let isTrue: Bool
    }

    /// Gives open changes about these scenes the values that there are now, and closes those that have become true.
    static func refresh(
        _ scenes: [(id: TitleID, facts: SceneFacts)], at moment: Instant, _ connection: any SQLConnection
    ) throws {
        let facts = Dictionary(scenes.map { ($0.id, $0.facts) }) { $1 }
        guard let about = try held("plan_subject.title_id IN \(list: facts.keys.sorted())", connection) else { return }
        var told: [Told] = []
        try connection.forEach(
            """
            SELECT \(sql: ChangeRows.columns), plan_subject.title_id FROM \(sql: open) AND \(sql: about)
            ORDER BY plan_change.id
            """
        ) { row in
            let title: TitleID = try row.get(12)
            if let facts = facts[title] { told.append(try tell(ChangeRows.change(row), facts)) }
        }
        try write(told.filter { $0.content != $0.change.content }, connection)
        try close(told.filter(\.isTrue).map(\.change.id), at: moment, connection)
    }

    /// Closes changes as applied. Those that were kept to be written are so because of that.
    private static func close(_ changes: [ChangeID], at moment: Instant, _ connection: any SQLConnection) throws {
        guard !changes.isEmpty else { return }
        let journal = JournalRows(connection: connection)
        let kept = Set(
            try journal.entries(
                "plan_entry.change_id IN \(list: changes) AND plan_entry.undone_at IS NULL", order: "plan_entry.id"
            ).map(\.change))
        let parts: [(changes: [ChangeID], note: String?)] = [
            (changes.filter { !kept.contains($0) }, becameTrue), (kept.sorted(), nil),
        ]
        for (part, note) in parts where !part.isEmpty {
            try PlanRecord(connection: connection).move(
                "id IN \(list: part)", .init(from: [.pending, .approved], to: .applied, note: note), at: moment)
        }
        try journal.markDone(kept.sorted(), at: moment)
    }

    /// Rejects open changes about scenes that the archive does not have any more.
    static func rejectGone(
        _ upstreamIDs: [String], at moment: Instant, _ connection: any SQLConnection
    ) throws {
        let keys = upstreamIDs.map(ArchiveKeys.id)
        guard let about = try held("plan_subject.wire_key IN \(list: keys)", connection) else { return }
        try PlanRecord(connection: connection).move(
            "id IN (SELECT plan_change.id FROM \(sql: open) AND \(sql: about))",
            .init(from: [.pending, .approved], to: .rejected, note: isGone), at: moment)
    }

    private static let becameTrue = "It was so in the archive without being applied here."
    private static let isGone = "The scene is not in the archive any more."

    private static let open: SQL = """
        plan_subject JOIN plan_change ON plan_change.subject_id = plan_subject.id
        JOIN curation_plan ON curation_plan.id = plan_subject.plan_id
        WHERE curation_plan.scope = 'archive' AND plan_change.status IN ('pending', 'approved')
        """

    /// Holds the plans that have open changes about something, and returns the condition with these plans alone: what
    /// others get meanwhile is not looked at. Nil when there are none.
    private static func held(_ about: SQL, _ connection: any SQLConnection) throws -> SQL? {
        let plans = try connection.query(
            "SELECT DISTINCT plan_subject.plan_id FROM \(sql: open) AND \(sql: about)"
        ).map { try $0.get(0, as: PlanID.self) }
        guard !plans.isEmpty else { return nil }
        let held = try PlanRecord(connection: connection).hold(plans)
        // The sign keeps the databases from going through all subjects of these plans.
        return held.isEmpty ? nil : "\(sql: about) AND +plan_subject.plan_id IN \(list: held)"
    }

    private static func tell(_ change: PlanChange, _ facts: SceneFacts) -> Told {
        let content = change.content
        switch content.field {
        case .tags: return tell(change, list: facts.tags.map(\.name))
        case .performers: return tell(change, list: facts.performers.map(\.name))
        case .studio:
            let isTrue = facts.studio?.name.lowercased() == content.proposed.scalar?.lowercased()
            return Told(
                change: change, content: content.rebased(from: value(facts.studio?.name)),
                isTrue: isTrue && content.proposed.isScalar)
        case .details: return tell(change, text: facts.details)
        case .title: return tell(change, text: facts.title)
        default: return Told(change: change, content: content, isTrue: false)
        }
    }

    private static func tell(_ change: PlanChange, list names: [String]) -> Told {
        Told(change: change, content: change.content.rebased(on: names), isTrue: change.content.isTrue(of: names))
    }

    private static func tell(_ change: PlanChange, text: String?) -> Told {
        let text = text.flatMap { $0.isEmpty ? nil : $0 }
        let content = change.content
        return Told(
            change: change, content: content.rebased(from: value(text)),
            isTrue: content.proposed.isScalar && content.proposed.scalar == text)
    }

    private static func value(_ text: String?) -> ChangeValue { text.map { .text($0) } ?? .null }

    /// Writes the values of changes, whatever their number, with one statement.
    private static func write(_ told: [Told], _ connection: any SQLConnection) throws {
        guard !told.isEmpty else { return }
        let rows = told.map { one in
            [
                one.change.id.description, one.content.action.rawValue, Folding.storable(one.content.current.json),
                Folding.storable(one.content.proposed.json),
            ]
        }
        try connection.execute(
            """
            UPDATE plan_change SET action = given.action, current_value = given.present,
                proposed_value = given.proposed
            FROM (
                SELECT \(sql: .integer(at: 0)) AS id, value ->> 1 AS action, value ->> 2 AS present,
                    value ->> 3 AS proposed
                FROM \(sql: .elements(ofJSON: try JSONText.encode(rows)))
            ) AS given
            WHERE plan_change.id = given.id
            """)
    }
}

extension ChangeValue {
    /// Whether it is a text, or null for nothing.
    fileprivate var isScalar: Bool { isNull || text != nil }

    /// The text; nil also for an empty one, which says the same as none.
    fileprivate var scalar: String? { text.flatMap { $0.isEmpty ? nil : $0 } }
}

extension NewChange {
    /// The same proposal, told of the value that there is now. Of details a first text is told from another.
    fileprivate func rebased(from current: ChangeValue) -> NewChange {
        guard current != self.current, current != proposed else { return self }
        var action = action
        if field == .details, action != .remove { action = current.isNull ? .set : .update }
        return NewChange(field, action, from: current, to: proposed, confidence: confidence, reason: reason)
    }
}
