import Accounts
import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Kodi: a key that ends in the middle of an upload")
struct UploadKeyTests {
    @Test("no request gets on with it, the library stays as it is, and another key of the account resumes")
    func revoked() async throws {
        try await KodiHousehold.with(KodiHousehold.Settings { $0.owned = imdbIDs([9]) }) { household in
            let member = household.people.member.id
            let other = TestCaller.key(try await household.keys.make(label: "second", for: member))
            let upload = try await household.start("replace", count: 3)
            try await household.chunk(upload, 0, imdbIDs([1]), key: "first")
            let first = try #require(try await household.keys.list(of: member).last)
            #expect(try await household.keys.revoke(first.id, owner: member))
            let status = "/library/batch/\(upload)/status"
            for scenario in [
                KodiHousehold.chunk(upload, 1, imdbIDs([2]), key: "second"),
                // Not even its own answer is repeated to it.
                KodiHousehold.chunk(upload, 0, imdbIDs([1]), key: "first"),
                KodiHousehold.commit(upload), Scenario("status", .get, status, as: .member),
                Scenario("start", .post, "/library/batch/start", as: .member, json: #"{"total_count": 1}"#),
            ] {
                try await household.surface.run(
                    scenario.fails(401, "Invalid or missing API key").expecting("WWW-Authenticate", "ApiKey"))
            }
            #expect(try await household.listed(as: other) == imdbIDs([9]))
            let known = try await household.surface.run(Scenario("status", .get, status, as: other).answers(200)).json
            #expect(known["status"] == .text("active") && known["processed_chunks"] == .list([.int(0)]))
            try await household.chunk(upload, 1, imdbIDs([2]), key: "second", as: other)
            let done = try await household.surface.run(KodiHousehold.commit(upload, as: other).answers(200)).json
            #expect(done["chunks_processed"] == .int(2) && done["removed_count"] == .int(1))
            #expect(try await household.listed(as: other) == imdbIDs([1, 2]))
        }
    }

    @Test("an account that is disabled in the middle goes on where it was when it is enabled again")
    func disabled() async throws {
        try await KodiHousehold.with { household in
            let member = household.people.member.id
            let upload = try await household.start(count: 2)
            try await household.chunk(upload, 0, imdbIDs([1]))
            try await household.accounts.setActive(false, of: member)
            for scenario in [KodiHousehold.chunk(upload, 1, imdbIDs([2])), KodiHousehold.commit(upload)] {
                try await household.surface.run(scenario.fails(403, "Account is disabled"))
            }
            try await household.accounts.setActive(true, of: member)
            try await household.chunk(upload, 1, imdbIDs([2]))
            #expect(try await household.commit(upload)["user_movie_count"] == .int(2))
        }
    }
}
