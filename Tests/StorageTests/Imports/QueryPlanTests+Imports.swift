import Basics
import Domain
import Storage
import TestKit
import Testing

extension QueryPlanTests {
    /// What sessions leave behind goes together, however many they are.
    private static let left: Set<String> = ["import_item_pkey", "import_waiting_pkey"]

    static let imports = [
        Query("a file to import", reads: left, sorts: true) { stores in
            let session = try await Self.begun(stores, number: 9)
            _ = try await stores.imports.waiting(in: session.id, limit: 2)
            _ = try await stores.imports.keep([.test(0)], alreadyRated: 0, places: [0], in: session.id)
            _ = try await stores.imports.publish(session.id, at: .test(2))
            _ = try await stores.imports.items(of: session.id, offset: 0, limit: 9)
            try await stores.imports.noteUse(of: session.id, at: .test(3), expiresAt: .test(9))
            _ = try await stores.imports.session(uuid: session.uuid, of: UserID(1))
            _ = try await stores.imports.sessions(of: UserID(1))
            _ = try await stores.imports.records(of: UserID(1), limit: 9)
            _ = try await stores.imports.rated(by: UserID(1))
            _ = try await stores.imports.close(session.id)
        },
        Query("imports that came to nothing", reads: left, sorts: true) { stores in
            _ = try await Self.begun(stores, number: 9)
            _ = try await stores.imports.abandonedMatchings(since: .test(5))
            _ = try await stores.imports.closeExpired(before: .test(9_999))
        },
        // What waits to be told to Trakt is little.
        Query("decisions about films", reads: left.union(["rating_homeless", "trakt_wish_title"]), sorts: true) {
            stores in
            let session = try await Self.reviewed(stores)
            let shelf = ImportShelf(user: UserID(1), profile: ProfileID(1))
            var decision = ImportDecision.watched(0, at: [5])
            decision.opinion = ImportedOpinion(value: 8, ratedAt: .test(5), isGivenNow: false)
            decision.keptAt = .test(5)
            _ = try await stores.imports.apply([decision, .test(1)], in: session.id, shelf: shelf, at: .test(9))
            try await stores.imports.setMatch(.test(2), at: 2, in: session.id)
            try await stores.imports.skip(2, in: session.id)
            _ = try await stores.imports.takeBack(0, in: session.id, shelf: shelf, at: .test(10))
            _ = try await stores.imports.undo(session.uuid, shelf: shelf, at: .test(11))
        },
        // The first look reads the names of all films into memory.
        Query("films by their names", reads: ["title", "title_state", "title_pkey"], sorts: true) { stores in
            _ = try await stores.filmNames.films(named: [FilmName("film 7")], limit: 3)
            _ = try await stores.filmNames.films(imdbIDs: [.tt(7)], tmdbIDs: [8])
        },
        Query("ratings in an order", sorts: true) { stores in
            let order = RankingOrder(.year, isAscending: true)
            _ = try await stores.rankings.page(of: UserID(1), order: order, offset: 0, limit: 9)
            _ = try await stores.rankings.marks(of: UserID(1))
            _ = try await stores.rankings.rating(uuid: "x")
            _ = try await stores.rankings.film(uuid: "x")
            _ = try await stores.rankings.film(tmdbID: 7)
        },
        Query("what people take out") { stores in
            _ = try await stores.records.ratings(of: UserID(1), after: 3, limit: 9)
            _ = try await stores.records.viewings(of: ProfileID(1), after: 3, limit: 9)
            _ = try await stores.records.kept(of: ProfileID(1), after: 3, limit: 9)
        },
    ]

    private static func begun(_ stores: Stores, number: Int) async throws -> ImportSession {
        try await stores.imports.begin(
            NewImport(
                uuid: ImportBench.uuid(number), userID: UserID(1), source: .imdb, fileName: nil, counts: ImportCounts(),
                films: (0..<3).map { .test($0) }, createdAt: .test(1), expiresAt: .test(99)))
    }

    private static func reviewed(_ stores: Stores) async throws -> ImportSession {
        let session = try await begun(stores, number: 8)
        _ = try await stores.imports.keep(
            (0..<3).map { .test($0) }, alreadyRated: 0, places: [0, 1, 2], in: session.id)
        return try #require(try await stores.imports.publish(session.id, at: .test(2)))
    }
}
