import Basics
import Domain
import Storage
import Synchronisation
import TestKit
import Testing

@Suite("Telling Trakt")
struct TraktPusherTests {
    @Test("What is thought here gets to Trakt, together, with its moment", arguments: TestDriver.available)
    func told(_ driver: TestDriver) async throws {
        try await TraktHouse.with(driver) { house in
            let moment = house.clock.now.iso8601WithMilliseconds
            try await house.rate("The Matrix", 9)
            try await house.rate("Film 1", 4)
            try await house.rate("Film 1", 5)
            try await house.rate("Breaking Bad", 10)
            #expect(try await house.pusher.pushOnce())
            #expect(await house.theirs() == [481: 9, 10_001: 5, 1_388: 10])
            #expect(await house.count("POST /sync/ratings") == 1)
            let matrix = await house.fake.ratings["ada"]?.first { $0.trakt == 481 }
            #expect(matrix?.ratedAt.prefix(19) == moment.prefix(19))
            #expect(try await house.stores.trakt.wishCount(of: house.ada) == 0)
            try await house.rate("The Matrix", nil)
            #expect(try await !house.pusher.pushOnce(), "a second has not passed")
            house.clock.advance(seconds: 1)
            #expect(try await house.pusher.pushOnce())
            #expect(await house.theirs() == [10_001: 5, 1_388: 10])
            #expect(await house.count("POST /sync/ratings/remove") == 1)
            #expect(try await !house.pusher.pushOnce())
        }
    }

    @Test("Giving a rating does not wait for Trakt")
    func answersAtOnce() async throws {
        try await TraktHouse.with { house in
            await house.fake.held.hold()
            try await house.rate("The Matrix", 9)
            let pushing = Task { try await house.pusher.pushOnce() }
            await house.fake.held.untilHeld(1)
            try await house.rate("The Matrix", 3)
            #expect(try await house.ours("The Matrix") == 3)
            await house.fake.held.releaseAll()
            #expect(try await pushing.value)
            house.clock.advance(seconds: 1)
            try await house.pushAll()
            #expect(await house.theirs() == [481: 3], "the wish that came meanwhile is told as well")
        }
    }

    @Test("Too fast: nothing of the account is sent before its time, others are")
    func tooFast() async throws {
        try await TraktHouse.with { house in
            try await house.connect(house.bob, as: "bob")
            try await house.rate("The Matrix", 9)
            await house.fake.answerNext(Reply(429, "", [("retry-after", "120")]))
            #expect(try await house.pusher.pushOnce())
            await house.fake.forgetSeen()
            try await house.rate("The Matrix", 8, by: house.bob)
            house.clock.advance(seconds: 119)
            try await house.rate("Film 1", 8)
            #expect(try await house.pusher.pushOnce())
            #expect(try await !house.pusher.pushOnce())
            #expect(await house.theirs("bob") == [481: 8])
            #expect(await house.theirs().isEmpty)
            #expect(await house.fake.seen.count == 1)
            house.clock.advance(seconds: 1)
            try await house.pushAll(house.restarted().pusher)
            #expect(await house.theirs() == [481: 9, 10_001: 8])
        }
    }

    @Test("Trakt out of order: the wish waits longer and longer, over restarts", arguments: TestDriver.available)
    func outOfOrder(_ driver: TestDriver) async throws {
        try await TraktHouse.with(driver) { house in
            try await house.rate("The Matrix", 9)
            await house.fake.answerAlways(Reply(503, "secret page"))
            var waits: [Double] = []
            for _ in 0..<4 {
                #expect(try await house.restarted().pusher.pushOnce())
                var seconds = 0.0
                while try await house.stores.trakt.claimErrand(house.look) == nil {
                    house.clock.advance(seconds: 1)
                    seconds += 1
                }
                waits.append(seconds)
            }
            #expect(waits[0] >= 3 && waits == waits.sorted() && waits[3] > 2 * waits[0], "\(waits)")
            await house.fake.answerAlways(nil)
            try await house.test.reopened { other async throws in
                try await house.pushAll(house.restarted(other.stores).pusher)
            }
            #expect(await house.theirs() == [481: 9])
            #expect(try await house.standing().problem == nil)
        }
    }

    @Test("A refused token is renewed and the wish told")
    func renewed() async throws {
        try await TraktHouse.with { house in
            try await house.rate("The Matrix", 9)
            await house.fake.expire("ada")
            #expect(try await house.pusher.pushOnce())
            #expect(await house.theirs() == [481: 9])
        }
    }

    @Test("A token that cannot be renewed is no refusal of the wish", arguments: [400, 403, 502])
    func unrenewed(_ status: Int) async throws {
        try await TraktHouse.with { house in
            try await house.rate("The Matrix", 9)
            await house.fake.answerNext(Reply(401, ""), Reply(status, "<html>"))
            #expect(try await house.pusher.pushOnce())
            #expect(try await house.stores.trakt.wishCount(of: house.ada) == 1)
            house.clock.advance(seconds: 60)
            try await house.pushAll()
            #expect(await house.theirs() == [481: 9])
        }
    }

    @Test(
        "What Trakt refuses for good is given up, with a line in the log and a word to the user",
        arguments: [420, 423, 426, 422])
    func refused(_ status: Int) async throws {
        try await TraktHouse.with { house in
            try await house.rate("The Matrix", 9)
            await house.fake.answerNext(Reply(status, "-secret"))
            #expect(try await house.pusher.pushOnce())
            #expect(try await house.stores.trakt.wishCount(of: house.ada) == 0)
            #expect(try await house.ours("The Matrix") == 9)
            let problem = try #require(try await house.standing().problem)
            #expect(problem.hasPrefix("A rating did not get to Trakt: "))
            #expect(house.log.lines.contains { $0.hasPrefix("warning Trakt did not take ratings, which are given up") })
            // The next synchronisation tries once more.
            house.clock.advance(seconds: 60)
            _ = try await house.sync.synchronise(house.ada, onlyNews: true)
            try await house.pushAll()
            #expect(await house.theirs() == [481: 9])
            #expect(try await house.standing().problem == nil)
        }
    }

    @Test("One bad rating among good ones is found and does not keep them from Trakt")
    func oneBad() async throws {
        try await TraktHouse.with { house in
            for (name, value) in [("Film 1", 1), ("Film 2", 2), ("Film 3", 3)] {
                try await house.rate(name, value)
                house.clock.advance(seconds: 1)
            }
            let bad = Reply(422, "")
            await house.fake.answerNext(bad, nil, bad, nil)
            try await house.pushAll()
            #expect(await house.theirs() == [10_001: 1, 10_003: 3])
            #expect(try await house.stores.trakt.wishCount(of: house.ada) == 0)
            #expect(try await house.standing().problem?.hasPrefix("A rating did not") == true)
        }
    }

    @Test("After a day in vain a wish is given up")
    func afterADay() async throws {
        try await TraktHouse.with { house in
            try await house.rate("The Matrix", 9)
            await house.fake.answerAlways(Reply(500, ""))
            #expect(try await house.pusher.pushOnce())
            house.clock.advance(seconds: 80_000)
            try await house.rate("Film 1", 9)
            #expect(try await house.pusher.pushOnce())
            #expect(try await house.stores.trakt.wishCount(of: house.ada) == 2)
            house.clock.advance(seconds: 6_400)
            #expect(try await house.pusher.pushOnce())
            #expect(try await house.stores.trakt.wishCount(of: house.ada) == 1)
            #expect(try await house.standing().problem?.contains("out of order, status 500") == true)
        }
    }

    @Test("A title that Trakt does not know is not told again")
    func unknownTitle() async throws {
        try await TraktHouse.with { house in
            try await house.rate("Film 4", 9)
            try await house.rate("Film 1", 9)
            #expect(try await house.pusher.pushOnce())
            #expect(await house.theirs() == [10_001: 9])
            #expect(house.log.text.contains("Trakt does not know titles that were rated"))
            house.clock.advance(seconds: 60)
            _ = try await house.sync.synchronise(house.ada)
            #expect(try await !house.pusher.pushOnce())
        }
    }

    @Test("Many workers tell everything once", arguments: TestDriver.available)
    func workers(_ driver: TestDriver) async throws {
        try await TraktHouse.with(driver) { house in
            for name in ["The Matrix", "Film 1", "Film 2"] { try await house.rate(name, 6) }
            let pushers = (0..<4).map { _ in house.restarted().pusher }
            let did = try await pushers.mapConcurrently(atMost: 4) { try await $0.pushOnce() }
            #expect(did.count(where: \.self) == 1)
            #expect(await house.count("POST /sync/ratings") == 1)
            #expect(await house.theirs().count == 3)
        }
    }

    @Test("A server that stops gives its errand back")
    func stopped() async throws {
        try await TraktHouse.with { house in
            try await house.rate("The Matrix", 9)
            await house.fake.held.hold()
            let running = Task { await house.pusher.run() }
            await house.fake.held.untilHeld(1)
            running.cancel()
            await running.value
            await house.fake.held.releaseAll()
            #expect(try await house.restarted().pusher.pushOnce())
            #expect(await house.theirs() == [481: 9])
        }
    }

    @Test("Secrets are in no line of the log")
    func secrets() async throws {
        try await TraktHouse.with { house in
            for status in [400, 401, 401, 403, 429, 500, 500, 500] {
                await house.fake.answerNext(Reply(status, "access-1-secret"))
            }
            for value in 1...6 {
                try await house.rate("The Matrix", value)
                #expect(try await house.pusher.pushOnce())
                house.clock.advance(seconds: 4_000)
            }
            #expect(house.log.lines.count == 5 && !house.log.text.contains("-secret"))
            #expect(await house.theirs() == [481: 6])
        }
    }
}

extension TraktHouse {
    /// A look at the queue that holds nothing, because its lease ends at once.
    var look: TraktWishClaim { TraktWishClaim(worker: "test", now: clock.now, leaseUntil: clock.now) }
}
