import Basics
import Domain
import Storage
import TestKit
import Testing

/// An account with its first profile and some films, and short ways to make more.
struct ActivityBench: Sendable {
    let test: TestStores
    let user: UserID
    let profile: ProfileID
    let films: [TitleID]

    var stores: Stores { test.stores }

    /// Runs a test on a database of its own.
    static func with(
        _ driver: TestDriver, films count: Int = 2, _ body: (ActivityBench) async throws -> Void
    ) async throws {
        try await TestStores.with(driver) { test async throws in
            let drafts = (1...count).map { TitleDraft.film("Film \($0)") }
            _ = try await test.stores.catalogue.merge(drafts, from: .load)
            let films = try await test.stores.catalogue.changes(since: 0, limit: count).titles.map(\.id)
            let (user, profile) = try await account("ann@example.org", in: test)
            try await body(ActivityBench(test: test, user: user, profile: profile, films: films))
        }
    }

    /// A new account with its first profile.
    func account(_ email: String) async throws -> (user: UserID, profile: ProfileID) {
        try await Self.account(email, in: test)
    }

    private static func account(
        _ email: String, in test: TestStores
    ) async throws -> (user: UserID, profile: ProfileID) {
        let user = try await test.stores.accounts.addUser(.test(email)).id
        let profiles = try await test.stores.profiles.profiles(of: user, at: .test(0))
        return (user, try #require(profiles.first).id)
    }

    /// A further profile of the account.
    func addProfile(_ name: String) async throws -> ProfileID {
        try await stores.profiles.add(NewProfile(name: name), to: user, active: nil, max: 99, at: .test(0)).id
    }

    /// The session of an app, good for 100 seconds. Numbers tell sessions apart.
    func session(
        _ number: UInt8, of other: (user: UserID, profile: ProfileID)? = nil
    ) async throws -> SessionID {
        try await stores.sessions.addAppSession(
            .test(number), client: .test(number), profile: other?.profile ?? profile, for: other?.user ?? user,
            openMax: 100
        ).id
    }
}

extension AppClient {
    static func test(_ number: UInt8) -> AppClient {
        AppClient(platform: "android", address: "192.0.2.\(number)")
    }
}

/// The same numbers on every run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
