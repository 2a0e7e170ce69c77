import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// A library of films with plans about its catalogue, and everything that a repair may touch in one text.
struct RepairBench {
    let media: MediaBench
    let user: UserID
    let profile: ProfileID

    var stores: Stores { media.test.stores }

    static func with(_ driver: TestDriver, _ body: (RepairBench) async throws -> Void) async throws {
        try await TestStores.with(driver) { test async throws in try await body(try await open(test)) }
    }

    static func open(_ test: TestStores) async throws -> RepairBench {
        let user = try await test.stores.accounts.addUser(.test("kim@example.org")).id
        let profile = try #require(try await test.stores.profiles.profiles(of: user, at: .test(0)).first)
        return RepairBench(media: try await MediaBench.open(test), user: user, profile: profile.id)
    }

    func title(_ id: TitleID) async throws -> Title {
        try #require(try await stores.catalogue.title(id: id))
    }

    /// A finished plan with these changes about one title.
    func plan(_ id: TitleID, _ changes: [NewChange]) async throws -> PlannedSubject {
        let plan = try await stores.plans.begin(
            NewPlan(scope: .catalogue, name: "Check", job: nil, createdAt: .test(0)))
        let checked = try #require(try await stores.repairs.titles(ids: [id]).first)
        try await stores.plans.add(
            [SubjectProposals(checked.subject, changes: changes)], to: plan.id, at: .test(1))
        try await stores.plans.finish(plan.id, subjects: 1, metadata: "{}")
        return try #require(
            try await stores.plans.subjects(of: plan.id, ChangeSelection(), offset: 0, limit: 1).first)
    }

    func apply(_ planned: PlannedSubject) async throws -> SubjectOutcome {
        try await stores.repairs.apply(planned, in: planned.plan, at: .test(9))
    }

    func undo(_ planned: PlannedSubject) async throws -> RepairUndo {
        let entries = try await stores.plans.journal(of: planned.plan, after: nil, limit: 50)
        return try await stores.repairs.undo(entries, in: planned.plan, at: .test(19))
    }

    func changes(_ planned: PlannedSubject) async throws -> [PlanChange] {
        try await stores.plans.subjects(of: planned.plan, ChangeSelection(), offset: 0, limit: 9).flatMap(\.changes)
    }

    func rate(_ title: TitleID, _ value: Int, at moment: Instant) async throws {
        _ = try await stores.ratings.take([Opinion(title, value, source: .manual, at: moment)], of: user, at: moment)
    }

    func watch(
        _ title: TitleID, at moment: Instant, position: Int = 6_000, mark: WatchReport.Mark = .finished
    ) async throws {
        let report = WatchReport(at: moment, position: position, mark: mark)
        #expect(
            try await stores.watching.report(report, of: title, by: profile, source: .playback, device: nil))
    }

    /// All rows that a repair may touch, but for versions and moments of changes.
    func state() async throws -> [String] {
        try await media.test.database.read { connection in
            try Self.queries.flatMap { query in
                try connection.query(query).map { "\($0.values)" }
            }
        }
    }

    private static let queries: [SQL] = [
        """
        SELECT id, kind, state, imdb_id, tmdb_id, title, original_title, year, overview, runtime_minutes, poster_path,
            provenance, match_key, hidden FROM title ORDER BY id
        """,
        """
        SELECT l.title_id, n.kind, n.name, l.position FROM title_term l JOIN term n ON n.id = l.term_id
        ORDER BY l.title_id, n.kind, l.position
        """,
        "SELECT title_id, file_id, version, label, part FROM title_file ORDER BY title_id, file_id",
        "SELECT title_id, kind, sort_key, year, added_at FROM listing ORDER BY title_id",
        "SELECT library_id, title_id FROM title_library ORDER BY library_id, title_id",
        "SELECT title_id, series_id, season, number FROM episode ORDER BY title_id",
        "SELECT title_id FROM title_wanted ORDER BY title_id",
        "SELECT title_id, next_attempt_at FROM title_fetch ORDER BY title_id",
        "SELECT title_id, kept_id FROM title_merge ORDER BY title_id",
        "SELECT id, user_id, title_id, imdb_id, tmdb_id, value, source, rated_at FROM rating ORDER BY id",
        "SELECT id, profile_id, title_id, watched_at, source, device, plays FROM watch_event ORDER BY id",
        """
        SELECT profile_id, title_id, position, is_finished, watched_at, reports FROM watch_state
        ORDER BY profile_id, title_id
        """,
        "SELECT profile_id, title_id, added_at FROM watch_list ORDER BY profile_id, title_id",
        "SELECT profile_id, title_id, source, added_at FROM favourite ORDER BY profile_id, title_id, source",
        "SELECT id, user_id, title_id, created_at FROM taste_omission ORDER BY id",
        "SELECT library_id, item_id, title_id FROM server_copy ORDER BY library_id, item_id",
    ]
}

extension PlannedSubject {
    var plan: PlanID { changes[0].plan }
}

extension NewChange {
    static func repair(_ field: ChangeField, from current: ChangeValue = .null, to proposed: ChangeValue) -> NewChange {
        NewChange(
            field, current.isNull ? .set : .update, from: current, to: proposed, confidence: 0.9, reason: "A test.")
    }

    static func twin(of title: Title) -> NewChange {
        .repair(.duplicate, to: ChangeValue(of: CatalogueTwin(title)))
    }
}
