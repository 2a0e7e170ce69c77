import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// A person with a profile who imports films, on a database of its own.
struct ImportBench: Sendable {
    let test: TestStores
    let user: UserID
    let profile: ProfileID

    var stores: Stores { test.stores }
    var imports: SQLImportStore { test.stores.imports }
    var shelf: ImportShelf { ImportShelf(user: user, profile: profile) }

    static func with(_ driver: TestDriver, _ body: (ImportBench) async throws -> Void) async throws {
        try await TestStores.with(driver) { test async throws in
            let (user, profile) = try await person("ann@example.org", test)
            try await body(ImportBench(test: test, user: user, profile: profile))
        }
    }

    /// Another person in front of the same database.
    func other() async throws -> ImportBench {
        let (user, profile) = try await Self.person("bob@example.org", test)
        return ImportBench(test: test, user: user, profile: profile)
    }

    private static func person(_ email: String, _ test: TestStores) async throws -> (UserID, ProfileID) {
        let user = try await test.stores.accounts.addUser(.test(email)).id
        let profile = try #require(try await test.stores.profiles.profiles(of: user, at: .test(0)).first)
        return (user, profile.id)
    }

    /// A session whose films are still to be looked for.
    func begun(_ count: Int, _ source: ImportSource = .amazonPrime, number: Int = 1) async throws -> ImportSession {
        var counts = ImportCounts()
        (counts.totalEntries, counts.filmRows) = (count, count)
        return try await imports.begin(
            NewImport(
                uuid: Self.uuid(number), userID: user, source: source, fileName: "history.csv", counts: counts,
                films: (0..<count).map { .test($0) }, createdAt: .test(0), expiresAt: .test(1_000)))
    }

    /// A session of films to decide about.
    func review(_ count: Int, _ source: ImportSource = .amazonPrime, number: Int = 1) async throws -> ImportSession {
        let session = try await begun(count, source, number: number)
        _ = try await imports.keep(
            (0..<count).map { .test($0) }, alreadyRated: 0, places: Array(0..<count), in: session.id)
        return try #require(try await imports.publish(session.id, at: .test(1)))
    }

    static func uuid(_ number: Int) -> String {
        let digits = String(number)
        return "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
    }

    @discardableResult
    func apply(
        _ decisions: [ImportDecision], in session: ImportSession, at second: Double = 10
    ) async throws -> [AppliedDecision] {
        try await imports.apply(decisions, in: session.id, shelf: shelf, at: .test(second))
    }

    func undo(_ session: ImportSession, at second: Double = 20) async throws -> ImportUndo {
        try await imports.undo(session.uuid, shelf: shelf, at: .test(second))
    }

    func session(_ session: ImportSession) async throws -> ImportSession? {
        try await imports.session(uuid: session.uuid, of: user)
    }

    /// The film of the catalogue that has this number at The Movie Database.
    func film(_ number: Int) async throws -> Title? { try await stores.rankings.film(tmdbID: number) }

    func rating(_ title: TitleID) async throws -> Rating? { try await stores.ratings.rating(of: title, by: user) }

    func rate(_ title: TitleID, _ value: Int?, at second: Double) async throws {
        _ = try await stores.ratings.take(
            [Opinion(title, value, source: .manual, at: .test(second))], of: user, at: .test(second))
    }

    func events() async throws -> [WatchEvent] { try await stores.watching.events(of: profile, limit: 100) }

    /// Everything that imports and undoing them may change of a person, without what only tells when it was written.
    func state() async throws -> [String] {
        try await test.database.read { [user, profile] connection in
            let queries: [SQL] = [
                """
                SELECT 'rating', t.title, r.value, r.source, r.rated_at FROM rating r JOIN title t ON t.id = r.title_id
                WHERE r.user_id = \(user) AND r.value IS NOT NULL ORDER BY t.title
                """,
                """
                SELECT 'event', t.title, w.watched_at, w.source, w.plays FROM watch_event w
                JOIN title t ON t.id = w.title_id WHERE w.profile_id = \(profile) ORDER BY t.title, w.watched_at
                """,
                """
                SELECT 'state', t.title, w.watched_at, w.is_finished, w.position FROM watch_state w
                JOIN title t ON t.id = w.title_id WHERE w.profile_id = \(profile) ORDER BY t.title
                """,
                """
                SELECT 'kept', t.title, w.added_at, 0, 0 FROM watch_list w JOIN title t ON t.id = w.title_id
                WHERE w.profile_id = \(profile) ORDER BY t.title
                """,
                "SELECT 'title', title, tmdb_id, imdb_id, state FROM title ORDER BY title",
            ]
            return try queries.flatMap { query in
                try connection.query(query).map { row in row.values.map { "\($0)" }.joined(separator: " ") }
            }
        }
    }
}

extension ImportedFilm {
    static func test(_ number: Int) -> ImportedFilm {
        var film = ImportedFilm(title: "Film \(number)", searchTitle: "Film \(number)")
        film.watchDates = [.test(Double(number))]
        return film
    }
}

extension ImportItem {
    /// Sure of the film with the number 1000 and more.
    static func test(_ number: Int) -> ImportItem {
        var match = ImportMatch(tmdbID: 1_000 + number, title: "Film \(number)")
        match.genreIDs = [18, 35]
        return ImportItem(film: .test(number), match: match, confidence: 0.875, quality: .high, alternatives: [match])
    }
}

extension ImportDecision {
    /// About the film with the number 1000 and more.
    static func test(
        _ index: Int, film: Int? = nil, _ change: (inout ImportDecision) -> Void = { _ in }
    ) -> ImportDecision {
        let number = film ?? index
        var decision = ImportDecision(
            index: index,
            draft: .film("Film \(number)", year: 2000, tmdb: 1_000 + number) { $0.overview = "Of a film." })
        change(&decision)
        return decision
    }

    static func rated(
        _ index: Int, _ value: Int, at second: Double, film: Int? = nil, now: Bool = false
    ) -> ImportDecision {
        .test(index, film: film) { decision in
            decision.opinion = ImportedOpinion(value: value, ratedAt: .test(second), isGivenNow: now)
        }
    }

    static func watched(_ index: Int, at seconds: [Double], film: Int? = nil) -> ImportDecision {
        .test(index, film: film) { $0.viewings = seconds.map { .test($0) } }
    }
}
