import Basics
import Domain
import SQL

/// Carries decisions about films out, in a script that holds the titles, the person, the profile and the session. The
/// number of statements does not depend on how many decisions there are.
struct ImportApplication {
    let connection: any SQLConnection
    let session: ImportSession
    let shelf: ImportShelf
    let moment: Instant
    let ratings: SQLRatingStore

    /// A decision beside the film that it is about.
    private struct Step {
        let decision: ImportDecision
        let film: TitleID
    }

    private struct Viewing: Hashable {
        let film: TitleID
        let at: Instant
    }

    func apply(_ decisions: [ImportDecision], world: World) throws -> [AppliedDecision] {
        let wanted = decisions.map { ImportedFilms.Wanted(draft: $0.draft, isComplete: $0.isDraftComplete) }
        let films = try ImportedFilms(wanted, world: world, connection)
        let steps = zip(decisions, films.ids).map { Step(decision: $0, film: $1) }
        var entries = steps.map { step in
            ImportJournal.Entry(
                position: step.decision.index, profile: shelf.profile, film: step.film, name: films.name(of: step.film))
        }
        note(films.added, steps, &entries)
        let rated = try rate(steps, &entries)
        try watch(steps, &entries)
        try keep(steps, &entries)
        try ImportJournal(connection: connection).write(entries, of: session.id)
        return steps.map { step in
            AppliedDecision(
                index: step.decision.index, titleID: step.film,
                rating: rated[step.film]?.rating(of: step.film, by: shelf.user))
        }
    }

    /// Of several decisions about one film the first one that says something of a kind did what happened to it.
    private func firstPlaces(
        _ steps: [Step], where says: (ImportDecision) -> Bool = { _ in true }
    ) -> [TitleID: Int] {
        let places = steps.indices.filter { says(steps[$0].decision) }
        return Dictionary(places.map { (steps[$0].film, $0) }) { first, _ in first }
    }

    private func note(_ added: Set<TitleID>, _ steps: [Step], _ entries: inout [ImportJournal.Entry]) {
        for (film, place) in firstPlaces(steps) where added.contains(film) { entries[place].isNew = true }
    }

    /// Returns what stands of the films afterwards.
    private func rate(
        _ steps: [Step], _ entries: inout [ImportJournal.Entry]
    ) throws -> [TitleID: OpinionRow] {
        let films = Set(steps.map(\.film)).sorted()
        let before = try OpinionRow.rows(of: films, by: shelf.user, connection)
        let opinions = steps.compactMap { step in
            step.decision.opinion.map { given in
                var opinion = Opinion(step.film, given.value, source: .import, at: given.ratedAt)
                opinion.isGivenNow = given.isGivenNow
                return opinion
            }
        }
        guard !opinions.isEmpty else { return before }
        _ = try ratings.take(opinions, of: shelf.user, at: moment, connection)
        let after = try OpinionRow.rows(of: films, by: shelf.user, connection)
        for (film, place) in firstPlaces(steps, where: { $0.opinion != nil }) {
            guard let row = after[film], row.said != before[film]?.said else { continue }
            entries[place].opinion = ImportJournal.Change(id: row.id, before: before[film]?.said, written: row.said)
        }
        return after
    }

    /// Somebody may have said that a film was not watched up to a moment: viewings before it are no news.
    private func watch(_ steps: [Step], _ entries: inout [ImportJournal.Entry]) throws {
        let viewed = steps.filter { !$0.decision.viewings.isEmpty }
        guard !viewed.isEmpty else { return }
        let states = WatchStateRows(connection: connection, profile: shelf.profile)
        let reports = try states.reports(of: Set(viewed.map(\.film)).sorted())
        var (viewings, places) = ([Viewing](), [Viewing: Int]())
        for (place, step) in steps.enumerated() {
            let clearedAt = reports[step.film]?.clearedAt
            for moment in step.decision.viewings where clearedAt.map({ moment > $0 }) ?? true {
                let viewing = Viewing(film: step.film, at: moment)
                guard places.updateValue(places[viewing] ?? place, forKey: viewing) == nil else { continue }
                viewings.append(viewing)
            }
        }
        guard !viewings.isEmpty else { return }
        var changed: Set<TitleID> = []
        for row in try connection.query(insertion(of: viewings)) {
            let viewing = Viewing(film: try row.get(1), at: try row.get(2))
            changed.insert(viewing.film)
            guard let place = places[viewing] else { continue }
            entries[place].viewings.append(try row.int(0))
        }
        try PlayStates(states: states).refresh(changed.sorted())
    }

    /// One statement for any number of viewings. Those that are there already are not given back.
    private func insertion(of viewings: [Viewing]) -> SQL {
        let rows = viewings.map { [Int($0.film.rawValue), Int($0.at.milliseconds)] }
        return """
            INSERT INTO watch_event (profile_id, title_id, watched_at, source, plays)
            SELECT \(shelf.profile), \(sql: .integer(at: 0)), CAST(value ->> 1 AS BIGINT),
                \(session.source.watchSource), 1
            FROM \(sql: .elements(ofJSON: JSONText.encodeRows(rows))) WHERE 1 = 1
            ON CONFLICT (profile_id, title_id, source, watched_at) DO NOTHING
            RETURNING id, title_id, watched_at
            """
    }

    private func keep(_ steps: [Step], _ entries: inout [ImportJournal.Entry]) throws {
        let rows = steps.compactMap { step in
            step.decision.keptAt.map { [Int(step.film.rawValue), Int($0.milliseconds)] }
        }
        guard !rows.isEmpty else { return }
        let places = firstPlaces(steps) { $0.keptAt != nil }
        let kept = try connection.query(
            """
            INSERT INTO watch_list (profile_id, title_id, added_at)
            SELECT \(shelf.profile), \(sql: .integer(at: 0)), CAST(value ->> 1 AS BIGINT)
            FROM \(sql: .elements(ofJSON: JSONText.encodeRows(rows))) WHERE 1 = 1
            ON CONFLICT (profile_id, title_id) DO NOTHING
            RETURNING title_id, added_at
            """)
        for row in kept {
            guard let place = places[try row.get(0)] else { continue }
            entries[place].keptAt = try row.get(1)
        }
    }
}
