import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

extension QueryPlanTests {
    /// Accounts and their first profiles are gone through in their order.
    private static let people: Set<String> = [
        "profile", "profile_pkey", "profile_user", "watch_event_profile_id_title_id_source_watched_at_key",
        "watch_event_title", "rating_title", "title_pkey",
    ]

    private static let omissions: [TasteOmission] = [
        .title(TitleID(1)), .genre("Drama"), .period(.test(0)..<Instant.test(1)),
    ]

    static let recommendations = [
        Query("traits of titles", sorts: true) { stores in
            _ = try await stores.tasteSources.traits(.movie, after: TitleID(5), limit: 20)
        },
        Query("whether traits changed", reads: ["title", "title_hidden"]) { stores in
            _ = try await stores.tasteSources.version(of: .movie)
        },
        Query("a profile's taste", sorts: true) { stores in
            for kind in [TitleKind.movie, .series] {
                _ = try await stores.tasteSources.entries(kind, of: ProfileID(1), without: [])
                _ = try await stores.tasteSources.entries(kind, of: ProfileID(1), without: omissions)
            }
        },
        // The vocabulary is short.
        Query("what is said of a profile's taste", reads: ["term"], sorts: true) { stores in
            for kind in [TitleKind.movie, .series] {
                _ = try await stores.tasteFacts.facts(kind, of: ProfileID(1), without: omissions)
                _ = try await stores.tasteFacts.charts(kind, of: ProfileID(1), without: omissions)
            }
        },
        Query("what everybody watched and rated", reads: people, sorts: true) { stores in
            let place = InteractionPlace(userID: UserID(1), titleID: TitleID(2))
            _ = try await stores.tasteSources.interactions(.movie, after: place, limit: 9)
        },
        Query("a run of recommendations", sorts: true) { stores in
            let picks = stores.recommendations
            let user = UserID(1)
            let run = try await picks.begin(.movie, of: user, cause: .manual, at: .test(0))
            let evidence = [Evidence(titleID: TitleID(3), similarity: 1, kind: .watched)]
            let candidates = [NewCandidate.test(TitleID(2), rank: 1, selected: 1, evidence: evidence)]
            _ = try await picks.complete(run, .test(candidates), at: .test(1))
            _ = try await picks.latest(.movie, of: user)
            _ = try await picks.runs(of: user, limit: 9)
            let selected = try #require(try await picks.selected(in: run).first)
            _ = try await picks.candidate(TitleID(2), in: run)
            _ = try await picks.candidate(selected.id, of: user)
            _ = try await picks.evidence(of: selected.id)
            _ = try await picks.evidence(in: run)
            _ = try await picks.clear(.movie)
        },
        Query("what is taken out of a taste", sorts: true) { stores in
            _ = try await stores.tastes.omit(.title(TitleID(1)), of: UserID(1), at: .test(0))
            _ = try await stores.tastes.omit(.genre("Drama"), of: UserID(1), at: .test(0))
            _ = try await stores.tastes.omit(.period(.test(0)..<Instant.test(1)), of: UserID(1), at: .test(0))
            _ = try await stores.tastes.omissions(of: UserID(1))
        },
        Query("channels", sorts: true) { stores in
            let channels = stores.channels
            var facts = ChannelFacts(name: "One")
            facts.examples = [TitleID(1)]
            let id = try await channels.add(facts, of: UserID(1), at: .test(0)).id
            _ = try await channels.change(id, to: facts, at: .test(1))
            _ = try await channels.fill(id, with: [(TitleID(1), 1)], at: .test(1))
            _ = try await channels.append([TitleID(2)], to: id, at: .test(1))
            _ = try await channels.items(of: id)
            _ = try await channels.share(id, with: UserID(2), at: .test(1))
            _ = try await channels.shares(of: id)
            _ = try await channels.channels(of: UserID(1))
            _ = try await channels.shared(with: UserID(2))
        },
        Query("the marks of the recommender") { _ = try await $0.recommenderMarks.measurements(.movie, limit: 9) },
    ]
}

extension TestStores {
    /// Ninety-nine others, each of whom has one of everything: a person's rows are few among all.
    func fillPeople() async throws {
        try await database.write { try $0.run(script: Self.people) }
    }

    private static let people = """
        INSERT INTO app_user (uuid, email, name, role, is_active, created_at)
        WITH RECURSIVE number(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM number WHERE n < 100)
        SELECT CAST(n AS TEXT), n || '@example.org', 'Person', 'user', 1, 0 FROM number;
        INSERT INTO profile (user_id, name, skips_intro, skips_credits, plays_next, created_at)
        SELECT id, 'Person', 0, 0, 0, 0 FROM app_user WHERE id > 1;
        INSERT INTO watch_state (profile_id, title_id, position, is_finished, watched_at, reports)
        SELECT id, id, 60, 0, 0, '[]' FROM profile WHERE id > 1;
        INSERT INTO watch_event (profile_id, title_id, watched_at, source)
        SELECT id, id, 0, 'playback' FROM profile WHERE id > 1;
        INSERT INTO rating (uuid, user_id, title_id, kind, value, source, rated_at, created_at, updated_at)
        SELECT CAST(id AS TEXT), user_id, id, 'movie', 5, 'manual', 0, 0, 0 FROM profile WHERE id > 1;
        INSERT INTO recommendation_run (user_id, kind, cause, state, candidate_count, selected_count, created_at,
            ended_at)
        SELECT id, 'movie', 'scheduled', 'completed', 1, 1, 0, 0 FROM app_user WHERE id > 1;
        INSERT INTO recommendation_candidate (run_id, title_id, rank, selected_rank, final_score, similarity, novelty,
            rating, diversity, terms)
        SELECT id, id, 1, 1, 1, 1, 1, 1, 1, '{}' FROM recommendation_run;
        INSERT INTO recommendation_evidence (candidate_id, title_id, similarity, kind)
        SELECT id, id, 1, 'watched' FROM recommendation_candidate;
        INSERT INTO channel (owner_id, name, genres, is_pinned, is_active, created_at, updated_at)
        SELECT id, 'Channel', '[]', 0, 1, 0, 0 FROM app_user WHERE id > 1;
        INSERT INTO channel_example (channel_id, position, title_id) SELECT id, 0, id FROM channel
        """
}
