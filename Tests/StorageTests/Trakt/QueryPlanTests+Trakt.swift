import Basics
import Domain
import Storage
import TestKit
import Testing

extension QueryPlanTests {
    static let trakt = [
        Query("a link") { _ = try await $0.trakt.traktLink(of: UserID(1)) },
        Query("linked users", reads: ["trakt_link_pkey"]) {
            _ = try await $0.trakt.linkedUsers(after: UserID(1), limit: 9)
        },
        Query("a new state", sorts: true) { stores in
            let state = StoredTraktState(digest: [1], user: UserID(1), createdAt: .test(0), usedAt: nil)
            try await stores.trakt.addState(state, openMax: 3, forgottenBefore: .test(-600))
        },
        Query("a state by its digest") { _ = try await $0.trakt.state(digest: [1]) },
        Query("a state's use") { _ = try await $0.trakt.useState(digest: [1], at: .test(0)) },
        Query("an opinion that is to be told", sorts: true) { stores in
            try await stores.trakt.link(UserID(1), name: "x", sealedTokens: [1], at: .test(0))
            let opinions = [
                Opinion(TitleID(1), 5, source: .manual, at: .test(1)),
                Opinion(TitleID(2), 5, source: .trakt, at: .test(1)),
            ]
            _ = try await stores.ratings.take(opinions, of: UserID(1), at: .test(1))
        },
        Query("an errand and its report", reads: ["trakt_link_next"], sorts: true) { stores in
            try await stores.trakt.link(UserID(1), name: "x", sealedTokens: [1], at: .test(0))
            let opinions = [1, 2].map { Opinion(TitleID($0), 5, source: .manual, at: .test(1)) }
            _ = try await stores.ratings.take(opinions, of: UserID(1), at: .test(1))
            let claim = TraktWishClaim(worker: "w", now: .test(2), leaseUntil: .test(9))
            let errand = try #require(try await stores.trakt.claimErrand(claim))
            var report = TraktErrandReport(beganAt: .test(2), nextAt: .test(3))
            (report.done, report.again) = ([errand.wishes[0]], [errand.wishes[1]])
            try await stores.trakt.report(report, on: errand)
            _ = try await stores.trakt.wishCount(of: UserID(1))
        },
        Query("ratings from Trakt", sorts: true) { stores in
            try await stores.trakt.link(UserID(1), name: "x", sealedTokens: [1], at: .test(0))
            let link = try #require(try await stores.trakt.traktLink(of: UserID(1)))
            // Of an empty table PostgreSQL reads any index whole.
            _ = try await stores.ratings.take(
                [Opinion(TitleID(9), 5, source: .manual, at: .test(1))], of: UserID(1), at: .test(1))
            let title = TraktTitle(.movie, TraktIDs(imdb: IMDbID("tt3"), tmdb: 3))
            let ratings = [TraktRating(title, value: 5, at: .test(1))].compactMap(\.self)
            let pull = TraktPull(
                kind: .movie, ratings: TraktRatings(ratings, areComplete: true), readAt: .test(1))
            let glance = TraktGlance(
                activity: TraktActivity(moviesRatedAt: nil, showsRatedAt: nil),
                catalogue: try await stores.trakt.catalogueVersion())
            _ = try await stores.trakt.reconcile([pull], glance, over: link, at: .test(2))
        },
    ]
}
