import Basics
import Domain
import Storage
import TestKit
import Testing

/// The slots of an account, alike on both drivers.
@Suite struct PlaybackStoreTests {
    @Test(arguments: TestDriver.available)
    func `of many sessions that begin at once as many play as may`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let claims = try await bench.claims(20, limit: 3)
            let store = bench.stores.playbacks
            let answers = try await concurrently(20) { try await store.claim(claims[$0]) }
            #expect(answers.count { $0.isGranted } == 3)
            #expect(answers.filter { !$0.isGranted }.allSatisfy { $0.active == 3 })
            #expect(answers.filter(\.isGranted).map(\.active).sorted() == [1, 2, 3])
            let playing = try await store.live(of: bench.user, since: .test(0)).map(\.sessionID)
            #expect(Set(playing).count == 3)
            let granted = zip(claims, answers).filter { $0.1.isGranted }.map(\.0.sessionID)
            #expect(Set(granted) == Set(playing))
        }
    }

    @Test(arguments: TestDriver.available)
    func `no other account's playbacks count`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let store = bench.stores.playbacks
            for claim in try await bench.claims(3, limit: 3) { #expect(try await store.claim(claim).isGranted) }
            let other = try await bench.account("bob@example.org")
            let session = try await bench.session(50, of: other)
            let answer = try await store.claim(bench.claim(session, of: other, limit: 1))
            #expect(answer == PlaybackSlots(isGranted: true, active: 1))
            #expect(try await store.live(of: bench.user, since: .test(0)).count == 3)
            #expect(try await store.live(since: .test(0)).count == 4)
            #expect(try await store.live(of: other.user, since: .test(0)).map(\.sessionID) == [session])
        }
    }

    @Test(arguments: TestDriver.available)
    func `what ended, and what has been silent, is in nobody's way`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let store = bench.stores.playbacks
            let claims = try await bench.claims(5, limit: 2)
            _ = try await store.claim(claims[0].at(0))
            _ = try await store.claim(claims[1].at(30))
            #expect(try await !store.claim(claims[2].at(40)).isGranted)
            try await store.end(claims[1].sessionID)
            #expect(try await store.claim(claims[2].at(41)) == PlaybackSlots(isGranted: true, active: 2))
            #expect(try await !store.claim(claims[3].at(60)).isGranted, "60 seconds are not over")
            #expect(try await store.claim(claims[3].at(61)) == PlaybackSlots(isGranted: true, active: 2))
            #expect(try await !store.claim(claims[0].at(62)).isGranted, "its place is another's now")
            #expect(
                try await store.live(of: bench.user, since: .test(2)).map(\.sessionID) == [
                    claims[2].sessionID, claims[3].sessionID,
                ])
        }
    }

    @Test(arguments: TestDriver.available)
    func `when fewer may play, those that began last stop`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let store = bench.stores.playbacks
            let claims = try await bench.claims(4, limit: 3)
            for (second, claim) in claims.prefix(3).enumerated() { _ = try await store.claim(claim.at(Double(second))) }
            #expect(try await store.claim(claims[0].at(10, limit: 2)) == PlaybackSlots(isGranted: true, active: 3))
            #expect(try await store.claim(claims[1].at(11, limit: 2)).isGranted)
            #expect(try await store.claim(claims[2].at(12, limit: 2)) == PlaybackSlots(isGranted: false, active: 3))
            #expect(try await store.claim(claims[3].at(13, limit: 0)).isGranted, "0 is without limit")
            // Who was stopped does not count as alive by asking.
            let live = try await store.live(of: bench.user, since: .test(9))
            #expect(live.map(\.sessionID) == [claims[0], claims[1], claims[3]].map(\.sessionID))
        }
    }

    @Test(arguments: TestDriver.available)
    func `a session plays one thing, and keeps its place with the next`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let store = bench.stores.playbacks
            let claims = try await bench.claims(2, limit: 2)
            var first = claims[0].at(0)
            var report = PlaybackReport(position: 120)
            (report.isPaused, report.device, report.quality.rebufferCount) = (true, "Television", 3)
            first.report = report
            _ = try await store.claim(first)
            _ = try await store.claim(claims[1].at(5))
            var playing = try #require(try await store.live(of: bench.user, since: .test(0)).first)
            #expect(playing.position == 120 && playing.isPaused && playing.device == "Television")
            #expect(playing.profileID == bench.profile && playing.titleID == bench.films[0])
            let kim = try await bench.addProfile("Kim")
            let next = PlaybackClaim(
                sessionID: first.sessionID, userID: bench.user, profileID: kim, titleID: bench.films[1],
                at: .test(20), liveSince: .test(-40), limit: 2)
            #expect(try await store.claim(next) == PlaybackSlots(isGranted: true, active: 2))
            playing = try #require(try await store.live(of: bench.user, since: .test(0)).first)
            #expect(playing.sessionID == first.sessionID && playing.startedAt == .test(0))
            #expect(playing.titleID == bench.films[1] && playing.profileID == kim && playing.seenAt == .test(20))
            #expect(playing.position == 0 && !playing.isPaused)
            #expect(playing.device == "Television", "it is still the same device")
            try await bench.stores.profiles.remove(kim, of: bench.user)
            #expect(try await store.live(of: bench.user, since: .test(0)).first?.profileID == nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `bytes keep a playback alive, and neither begin one nor bring it back`(
        driver: TestDriver
    ) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let store = bench.stores.playbacks
            let claims = try await bench.claims(2, limit: 1)
            let session = claims[0].sessionID
            try await store.touch(session, at: .test(0), liveSince: .test(-60))
            #expect(try await store.live(since: .test(-999)).isEmpty)
            _ = try await store.claim(claims[0].at(0))
            try await store.touch(session, at: .test(50), liveSince: .test(-10))
            #expect(try await store.live(since: .test(45)).map(\.seenAt) == [.test(50)])
            try await store.touch(session, at: .test(40), liveSince: .test(-20))
            #expect(try await store.live(since: .test(45)).map(\.seenAt) == [.test(50)], "never back")
            #expect(try await store.live(since: .test(45)).map(\.startedAt) == [.test(0)])
            try await store.touch(session, at: .test(200), liveSince: .test(140))
            #expect(try await store.live(since: .test(140)).isEmpty, "its time was over")
            #expect(try await store.claim(claims[1].at(200)).isGranted)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a touch tells how the playback is`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let store = bench.stores.playbacks
            let claim = try await bench.claims(1, limit: 1)[0]
            let session = claim.sessionID
            #expect(try await store.touch(session, at: .test(0), liveSince: .test(-60)) == .ended)
            _ = try await store.claim(claim.at(0))
            #expect(try await store.touch(session, at: .test(50), liveSince: .test(-10)) == .alive)
            #expect(try await store.touch(session, at: .test(40), liveSince: .test(-20)) == .alive, "a late one")
            let silent = try await store.touch(session, at: .test(200), liveSince: .test(140))
            #expect(silent == .silent(bench.films[0], of: bench.user))
            try await store.end(session)
            #expect(try await store.touch(session, at: .test(201), liveSince: .test(141)) == .ended)
        }
    }

    @Test(arguments: TestDriver.available)
    func `playbacks are forgotten when they are over, and end with their session`(
        driver: TestDriver
    ) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let store = bench.stores.playbacks
            let claims = try await bench.claims(3, limit: 0)
            for (second, claim) in claims.enumerated() { _ = try await store.claim(claim.at(Double(second) * 100)) }
            #expect(try await store.remove(seenBefore: .test(100)) == 1)
            #expect(try await store.live(since: .test(0)).map(\.sessionID) == claims[1...].map(\.sessionID))
            try await bench.stores.sessions.endAppSession(claims[1].sessionID)
            #expect(try await store.live(since: .test(0)).map(\.sessionID) == [claims[2].sessionID])
            try await store.end(SessionID(999))
        }
    }
}

extension ActivityBench {
    /// Claims of as many sessions for the first film, all at the beginning.
    fileprivate func claims(_ count: Int, limit: Int) async throws -> [PlaybackClaim] {
        var claims: [PlaybackClaim] = []
        for number in 1...count { claims.append(claim(try await session(UInt8(number)), limit: limit)) }
        return claims
    }

    fileprivate func claim(
        _ session: SessionID, of other: (user: UserID, profile: ProfileID)? = nil, limit: Int
    ) -> PlaybackClaim {
        PlaybackClaim(
            sessionID: session, userID: other?.user ?? user, profileID: other?.profile ?? profile, titleID: films[0],
            at: .test(0), liveSince: .test(-60), limit: limit)
    }
}

extension PlaybackClaim {
    /// The same at another moment; a playback is over after 60 seconds.
    fileprivate func at(_ seconds: Double, limit: Int? = nil) -> PlaybackClaim {
        PlaybackClaim(
            sessionID: sessionID, userID: userID, profileID: profileID, titleID: titleID, at: .test(seconds),
            liveSince: .test(seconds - 60), limit: limit ?? self.limit)
    }
}
