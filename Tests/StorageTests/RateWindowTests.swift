import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// Events are counted in a window that slides.
@Suite struct RateWindowTests {
    @Test(arguments: TestDriver.available)
    func `events above the limit wait until the oldest leaves the window`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let windows = test.stores.rateWindows
            func hit(_ seconds: Double) async throws -> RateDecision {
                try await windows.hit("key:1", limit: 2, windowSeconds: 60, at: .test(seconds))
            }
            #expect(try await hit(0) == RateDecision(isAllowed: true, limit: 2, remaining: 1, retryAfterSeconds: 0))
            #expect(try await hit(10.5) == RateDecision(isAllowed: true, limit: 2, remaining: 0, retryAfterSeconds: 0))
            let refused = RateDecision(isAllowed: false, limit: 2, remaining: 0, retryAfterSeconds: 40)
            #expect(try await hit(20) == refused)
            #expect(try await windows.peek("key:1", limit: 2, windowSeconds: 60, at: .test(20)) == refused)
            #expect(try await hit(59.9).retryAfterSeconds == 1)
            #expect(try await hit(60).isAllowed)
            #expect(try await hit(61).retryAfterSeconds == 10)
            let other = try await windows.peek("key:2", limit: 2, windowSeconds: 60, at: .test(20))
            #expect(other == RateDecision(isAllowed: true, limit: 2, remaining: 2, retryAfterSeconds: 0))
        }
    }

    @Test(arguments: TestDriver.available)
    func `simultaneous events never exceed the limit`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let decisions = try await concurrently(8) { _ in
                try await test.stores.rateWindows.hit("key:1", limit: 3, windowSeconds: 60, at: .test(0))
            }
            #expect(decisions.filter(\.isAllowed).count == 3)
        }
    }

    @Test(arguments: TestDriver.available)
    func `an event that is taken back makes room again`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let windows = test.stores.rateWindows
            func hit(_ seconds: Double) async throws -> Bool {
                try await windows.hit("key:1", limit: 2, windowSeconds: 60, at: .test(seconds)).isAllowed
            }
            for seconds in [1.0, 2] { #expect(try await hit(seconds)) }
            try await windows.takeBack("key:1", eventAt: .test(9))
            try await windows.takeBack("other", eventAt: .test(1))
            #expect(try await hit(3) == false)
            try await windows.takeBack("key:1", eventAt: .test(1))
            #expect(try await hit(4))
            #expect(try await !hit(5))
        }
    }

    @Test(arguments: TestDriver.available)
    func `windows that ended do not pile up`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            for number in 0..<30 {
                _ = try await test.stores.rateWindows.hit(
                    "address:\(number)", limit: 3, windowSeconds: 1, at: .test(Double(number) * 10))
            }
            let rows = try await test.database.read { try $0.int("SELECT COUNT(*) FROM rate_window") }
            #expect(rows == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a limit of zero allows nothing`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test in
            let decision = try await test.stores.rateWindows.hit("x", limit: 0, windowSeconds: 5, at: .test(0))
            #expect(decision == RateDecision(isAllowed: false, limit: 0, remaining: 0, retryAfterSeconds: 5))
        }
    }
}
