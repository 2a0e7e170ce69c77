import Basics
import Domain
import Testing

@testable import Jobs

@Suite(.timeLimit(.minutes(10))) struct JobFollowerTests {
    private let store = FakeJobStore()
    private let feed = FakeFeed()
    private let now = Instant(milliseconds: 1_700_000_000_000)

    /// Runs a follower whose waits are short.
    private func withFollower<Value>(_ body: (JobFollower) async throws -> Value) async throws -> Value {
        let follower = JobFollower(
            runs: store, feed: feed, sleeper: Sleeper { try await Task.sleep(for: .seconds($0 / 50)) })
        let running = Task { await follower.run() }
        defer { running.cancel() }
        // It takes nobody before it runs.
        while true {
            guard let probe = follower.updates(of: JobID(99)) else {
                await Task.yield()
                continue
            }
            for await _ in probe {}
            break
        }
        let value = try await body(follower)
        running.cancel()
        await running.value
        return value
    }

    private func start() async -> JobID {
        _ = await store.enqueue(.run(of: "sync-movies", at: now))
        let claim = JobClaim(
            worker: "me", names: ["sync-movies"], exclusiveNames: [], now: now, leaseUntil: now.adding(seconds: 30),
            attemptsMax: 3)
        return await store.claim(claim)?.id ?? JobID(0)
    }

    private func save(_ done: Int, of job: JobID) async {
        _ = await store.save(JobUpdate(progress: JobProgress(done: done)), of: job, worker: "me")
        feed.continuation.yield(.jobs)
    }

    @Test func itTellsThePresentStateTheChangesAndTheEnd() async throws {
        try await withFollower { follower in
            let job = await start()
            var updates = try #require(follower.updates(of: job)).makeAsyncIterator()
            #expect(await updates.next()?.progress.done == 0)
            await save(1, of: job)
            #expect(await updates.next()?.progress.done == 1)
            await store.end(job, as: .succeeded, at: now)
            #expect(await updates.next()?.state == .succeeded)
            #expect(await updates.next() == nil)
            while follower.followerCount > 0 { await Task.yield() }
        }
    }

    @Test func manyFollowersCostOneRead() async throws {
        try await withFollower { follower in
            let job = await start()
            let followers = try (0..<20).map { _ in try #require(follower.updates(of: job)) }
            for stream in followers {
                var updates = stream.makeAsyncIterator()
                while await updates.next()?.progress.done != 0 {}
            }
            let before = await store.reads
            await save(5, of: job)
            for stream in followers {
                var updates = stream.makeAsyncIterator()
                while let update = await updates.next(), update.progress.done != 5 {}
            }
            #expect(await store.reads - before < 20)
        }
    }

    @Test func aSlowFollowerIsToldTheNewestStateOnly() async throws {
        try await withFollower { follower in
            let job = await start()
            let slow = try #require(follower.updates(of: job))
            var quick = try #require(follower.updates(of: job)).makeAsyncIterator()
            for done in 1...5 {
                await save(done, of: job)
                while let update = await quick.next(), update.progress.done != done {}
            }
            var updates = slow.makeAsyncIterator()
            #expect(await updates.next()?.progress.done == 5)
        }
    }

    @Test func aJobThatIsGoneEndsTheStream() async throws {
        try await withFollower { follower in
            let job = await start()
            var updates = try #require(follower.updates(of: job)).makeAsyncIterator()
            #expect(await updates.next() != nil)
            await store.forget(job)
            #expect(await updates.next() == nil)
        }
    }

    @Test func whoeverLeavesIsForgottenAndThenNothingIsRead() async throws {
        try await withFollower { follower in
            let job = await start()
            do {
                var updates = try #require(follower.updates(of: job)).makeAsyncIterator()
                _ = await updates.next()
            }
            while follower.followerCount > 0 { await Task.yield() }
            let before = await store.reads
            await save(1, of: job)
            try await Task.sleep(for: .seconds(JobsLimits.followSeconds))
            #expect(await store.reads <= before + 1)
        }
    }

    @Test func shutdownEndsEveryStreamAndTakesNobodyMore() async throws {
        let job = await start()
        let (stream, follower) = try await withFollower { follower in
            (try #require(follower.updates(of: job)), follower)
        }
        for await _ in stream {}
        #expect(follower.updates(of: job) == nil)
    }

    @Test func whoeverFollowsNamesIsToldOpenJobsNewOnesAndTheirEnds() async throws {
        try await withFollower { follower in
            let former = await start()
            await store.end(former, as: .succeeded, at: now)
            let open = await start()
            var updates = try #require(follower.updates(ofNames: ["sync-movies"])).makeAsyncIterator()
            // What had ended before is no news.
            #expect(await updates.next()?.id == open)
            await save(3, of: open)
            #expect(await updates.next()?.progress.done == 3)
            await store.end(open, as: .failed, at: now)
            feed.continuation.yield(.jobs)
            #expect(await updates.next()?.state == .failed)
            _ = await store.enqueue(.run(of: "other", at: now))
            let next = await start()
            feed.continuation.yield(.jobs)
            let told = await updates.next()
            #expect(told?.id == next)
        }
    }

    @Test func whoeverFollowsNamesAndDoesNotListenIsDropped() async throws {
        try await withFollower { follower in
            let stream = try #require(follower.updates(ofNames: ["sync-movies"]))
            var others = try #require(follower.updates(ofNames: ["sync-movies"])).makeAsyncIterator()
            let job = await start()
            for done in 1...JobsLimits.boardWaitingMax + 1 {
                await save(done, of: job)
                while let update = await others.next(), update.progress.done != done {}
            }
            var count = 0
            for await _ in stream { count += 1 }
            #expect(count == JobsLimits.boardWaitingMax)
        }
    }

    @Test func thereIsALimit() async throws {
        try await withFollower { follower in
            let job = await start()
            let streams = (0..<JobsLimits.followersMax).compactMap { _ in follower.updates(of: job) }
            #expect(streams.count == JobsLimits.followersMax)
            #expect(follower.updates(of: job) == nil)
        }
    }
}
