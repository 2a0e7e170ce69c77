import Accounts
import Basics
import Domain
import Testing

@Suite struct MemoryRateWindowsTests {
    private let start = Instant(milliseconds: 1_700_000_000_000)

    private func hit(
        _ windows: MemoryRateWindows, _ bucket: String = "a", after seconds: Double
    ) async -> RateDecision {
        await windows.hit(bucket, limit: 3, windowSeconds: 60, at: start.adding(seconds: seconds))
    }

    @Test func theWindowSlides() async throws {
        let windows = MemoryRateWindows()
        let remaining = [await hit(windows, after: 0), await hit(windows, after: 10), await hit(windows, after: 20)]
        #expect(remaining.map(\.remaining) == [2, 1, 0])
        let refused = await hit(windows, after: 20.5)
        #expect(!refused.isAllowed)
        #expect(refused.retryAfterSeconds == 40)
        #expect(await !hit(windows, after: 59.999).isAllowed)
        #expect(await hit(windows, after: 60).isAllowed)
        #expect(await !hit(windows, after: 61).isAllowed)
        #expect(await hit(windows, after: 70).isAllowed)
    }

    @Test func refusedEventsDoNotCount() async throws {
        let windows = MemoryRateWindows()
        for _ in 0..<100 { _ = await hit(windows, after: 0) }
        #expect(await hit(windows, after: 60).remaining == 2)
    }

    @Test func lookingDoesNotCount() async throws {
        let windows = MemoryRateWindows()
        for _ in 0..<10 {
            #expect(await windows.peek("a", limit: 3, windowSeconds: 60, at: start).remaining == 3)
        }
        #expect(await hit(windows, after: 0).isAllowed)
    }

    @Test func bucketsAreKeptApartAndTheIdlestIsForgotten() async throws {
        let windows = MemoryRateWindows(bucketsMax: 2)
        for _ in 0..<3 { _ = await hit(windows, "a", after: 0) }
        for _ in 0..<3 { _ = await hit(windows, "b", after: 1) }
        #expect(await hit(windows, "c", after: 2).isAllowed)
        #expect(await !hit(windows, "b", after: 3).isAllowed)
        #expect(await hit(windows, "a", after: 4).isAllowed)
    }

    @Test func aClockThatWasSetBackLocksNobodyOut() async throws {
        let windows = MemoryRateWindows()
        for _ in 0..<3 { _ = await hit(windows, after: 3600) }
        #expect(await hit(windows, after: 0).isAllowed)
    }

    @Test func aLimitOfNothingRefusesEverything() async throws {
        let windows = MemoryRateWindows()
        let decision = await windows.hit("a", limit: 0, windowSeconds: 60, at: start)
        #expect(!decision.isAllowed && decision.retryAfterSeconds == 60)
    }
}
