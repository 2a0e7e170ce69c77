import Basics
import Domain
import Storage
import TestKit
import Testing

/// Profiles behave alike on both drivers.
@Suite struct ProfileStoreTests {
    @Test(arguments: TestDriver.available)
    func `the first profile is made under the account's name, by many at once once`(
        driver: TestDriver
    ) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.profiles
            let user = try await test.stores.accounts.addUser(.test("ann@example.org")).id
            let lists = try await concurrently(8) { _ in try await store.profiles(of: user, at: .test(0)) }
            #expect(Set(lists).count == 1 && lists[0].map(\.name) == ["Test"])
            let profile = lists[0][0]
            #expect(profile.userID == user && !profile.hasPIN && profile.certificateLimit == nil)
            #expect(profile.playback == PlaybackChoices())
            #expect(try await test.count("profile") == 1)
            #expect(try await store.profiles(of: UserID(99), at: .test(0)).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a long name of an account is cut for its profile`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let long = NewUser(
                uuid: World.live.uuid(), email: "long@example.org", name: String(repeating: "ä", count: 100),
                role: .user, passwordHash: nil, createdAt: .test(0))
            let user = try await test.stores.accounts.addUser(long).id
            let profile = try #require(try await test.stores.profiles.profiles(of: user, at: .test(0)).first)
            #expect(profile.name == String(repeating: "ä", count: 50))
        }
    }

    @Test(arguments: TestDriver.available)
    func `a profile comes back as it was stored, for its own account alone`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let store = bench.stores.profiles
            var new = NewProfile(name: "Kim 🎬")
            new.pinHash = "hash of 1234"
            new.certificateLimit = .twelveA
            new.ratingLimit = "7.5"
            (new.playback.skipsIntro, new.playback.skipsCredits, new.playback.playsNext) = (true, true, false)
            let session = try await bench.session(1)
            let added = try await store.add(new, to: bench.user, active: session, max: 5, at: .test(1))
            #expect(added.name == "Kim 🎬" && added.hasPIN && added.certificateLimit == .twelveA)
            #expect(added.ratingLimit == "7.5" && added.playback == new.playback && added.userID == bench.user)
            #expect(try await store.profile(added.id, of: bench.user) == added)
            #expect(try await store.pinHash(of: added.id) == "hash of 1234")
            #expect(try await store.pinHash(of: bench.profile) == nil)
            #expect(try await store.activeProfile(of: session) == added.id)
            #expect(try await store.profiles(of: bench.user, at: .test(1)).map(\.id) == [bench.profile, added.id])
            let other = try await bench.account("bob@example.org")
            #expect(try await store.profile(added.id, of: other.user) == nil)
            #expect(try await store.profile(ProfileID(999), of: bench.user) == nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `of simultaneous additions only as many are made as may be`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let (store, user) = (bench.stores.profiles, bench.user)
            let made = try await concurrently(10) { number in
                do {
                    _ = try await store.add(
                        NewProfile(name: "P\(number)"), to: user, active: nil, max: 4, at: .test(0))
                    return true
                } catch ProfileError.tooMany(maximum: 4) {
                    return false
                }
            }
            #expect(made.count { $0 } == 3)
            #expect(try await store.profiles(of: user, at: .test(0)).count == 4)
            let other = try await bench.account("bob@example.org")
            _ = try await store.add(NewProfile(name: "Own"), to: other.user, active: nil, max: 4, at: .test(0))
        }
    }

    @Test(arguments: TestDriver.available)
    func `everything but the PIN changes, for the own account alone`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let store = bench.stores.profiles
            try await store.setPINHash("hash", of: bench.profile, user: bench.user)
            var new = NewProfile(name: "Nora")
            new.pinHash = "ignored"
            (new.certificateLimit, new.ratingLimit, new.playback.skipsIntro) = (.fifteen, "8", true)
            let changed = try await store.change(bench.profile, of: bench.user, to: new)
            #expect(changed.name == "Nora" && changed.certificateLimit == .fifteen && changed.playback.skipsIntro)
            #expect(try await store.profile(bench.profile, of: bench.user) == changed)
            #expect(try await store.pinHash(of: bench.profile) == "hash")
            let other = try await bench.account("bob@example.org").user
            await #expect(throws: ProfileError.unknown) {
                try await store.change(bench.profile, of: other, to: new)
            }
            await #expect(throws: ProfileError.unknown) {
                try await store.setPINHash("theirs", of: bench.profile, user: other)
            }
            #expect(try await store.pinHash(of: bench.profile) == "hash")
        }
    }

    @Test(arguments: TestDriver.available)
    func `a profile goes with all that it watched and kept, and never the last one`(
        driver: TestDriver
    ) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let (store, watching) = (bench.stores.profiles, bench.stores.watching)
            let kim = try await bench.addProfile("Kim")
            let end = WatchReport(at: .test(5), position: 0, mark: .finished)
            for profile in [kim, bench.profile] {
                _ = try await watching.report(end, of: bench.films[0], by: profile, source: .playback, device: nil)
                _ = try await watching.addToList(bench.films[1], of: profile, at: .test(1))
            }
            let other = try await bench.account("bob@example.org").user
            await #expect(throws: ProfileError.unknown) { try await store.remove(kim, of: other) }
            try await store.remove(kim, of: bench.user)
            for table in ["watch_state", "watch_event", "watch_list"] {
                #expect(try await bench.test.count(table) == 1, "\(table)")
            }
            await #expect(throws: ProfileError.unknown) { try await store.remove(kim, of: bench.user) }
            await #expect(throws: ProfileError.last) { try await store.remove(bench.profile, of: bench.user) }
            #expect(try await store.profiles(of: bench.user, at: .test(9)).map(\.id) == [bench.profile])
        }
    }

    @Test(arguments: TestDriver.available)
    func `two who remove each other's profile at once leave one`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let (store, user) = (bench.stores.profiles, bench.user)
            let profiles = [bench.profile, try await bench.addProfile("Kim")]
            let removed = try await concurrently(2) { number in
                do {
                    try await store.remove(profiles[number], of: user)
                    return true
                } catch ProfileError.last {
                    return false
                }
            }
            #expect(removed.count { $0 } == 1)
            #expect(try await store.profiles(of: user, at: .test(0)).count == 1)
        }
    }
}

/// Which profile a session uses, and whose PIN was entered in it.
@Suite struct SessionProfileTests {
    @Test(arguments: TestDriver.available)
    func `each session uses the profile that was chosen in it`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let store = bench.stores.profiles
            let (first, second) = (try await bench.session(1), try await bench.session(2))
            let website = try await bench.stores.sessions.addSession(.test(3), for: bench.user, openMax: 9).id
            #expect(try await store.activeProfile(of: website) == nil, "nobody chose one yet")
            let kim = try await bench.addProfile("Kim")
            try await store.activate(kim, in: first)
            try await store.activate(kim, in: website)
            #expect(try await store.activeProfile(of: first) == kim)
            #expect(try await store.activeProfile(of: website) == kim)
            #expect(try await store.activeProfile(of: second) == bench.profile)
            try await store.remove(kim, of: bench.user)
            #expect(try await store.activeProfile(of: first) == nil)
            #expect(try await store.activeProfile(of: website) == nil)
            #expect(try await store.activeProfile(of: second) == bench.profile)
            #expect(try await store.activeProfile(of: SessionID(999)) == nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `an entered PIN counts in its session, and anew when it is entered again`(
        driver: TestDriver
    ) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let store = bench.stores.profiles
            let (first, second) = (try await bench.session(1), try await bench.session(2))
            try await store.openWindow(of: first, profile: bench.profile, until: .test(900))
            #expect(try await store.window(of: first, profile: bench.profile) == .test(900))
            #expect(try await store.window(of: second, profile: bench.profile) == nil)
            try await store.openWindow(of: first, profile: bench.profile, until: .test(1200))
            #expect(try await store.window(of: first, profile: bench.profile) == .test(1200))
            #expect(try await bench.test.count("pin_window") == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `it ends with the session, with the PIN, and with the profile`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let store = bench.stores.profiles
            let kim = try await bench.addProfile("Kim")
            let (first, second) = (try await bench.session(1), try await bench.session(2))
            for session in [first, second] {
                try await store.openWindow(of: session, profile: bench.profile, until: .test(900))
                try await store.openWindow(of: session, profile: kim, until: .test(900))
            }
            try await bench.stores.sessions.endAppSession(first)
            #expect(try await store.window(of: first, profile: kim) == nil)
            #expect(try await store.window(of: second, profile: kim) == .test(900))
            try await store.setPINHash("new", of: kim, user: bench.user)
            #expect(try await store.window(of: second, profile: kim) == nil)
            #expect(try await store.window(of: second, profile: bench.profile) == .test(900))
            try await store.setPINHash(nil, of: kim, user: bench.user)
            #expect(try await store.profile(kim, of: bench.user)?.hasPIN == false)
            try await store.openWindow(of: second, profile: kim, until: .test(900))
            try await store.remove(kim, of: bench.user)
            #expect(try await bench.test.count("pin_window") == 1)
        }
    }
}
