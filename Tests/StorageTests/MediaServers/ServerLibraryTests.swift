import Basics
import Domain
import Storage
import TestKit
import Testing

/// Libraries of a media server, alike on both drivers.
@Suite struct ServerLibraryTests {
    @Test(arguments: TestDriver.available)
    func `names follow, switches stay, and what is no longer told is gone until it comes back`(
        driver: TestDriver
    ) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.serverLibraries
            #expect(try await store.libraries().isEmpty)
            let first = try await store.takeOver(
                .test([(1, "Films", .films), (2, "Tunes", .other("music")), (3, "All", .mixed), (4, "TV", .series)]),
                .disabled, at: .test(1))
            #expect(first.map(\.name) == ["Films", "TV"] && first.map(\.kind) == [.movie, .series])
            #expect(first.allSatisfy { !$0.isEnabled && $0.createdAt == .test(1) })
            let on = try #require(
                try await store.setEnabled(true, library: first[0].id, at: .test(2)))
            #expect(on.isEnabled && on.updatedAt == .test(2))
            let second = try await store.takeOver(
                .test([(1, "Movies", .films), (5, "More", .films)]), .disabled, at: .test(3))
            #expect(second.map(\.name) == ["More", "Movies"] && second.map(\.isEnabled) == [false, true])
            #expect(try await store.setEnabled(true, library: first[1].id, at: .test(4)) == nil, "it is gone")
            let third = try await store.takeOver(.test([(4, "TV", .series)]), .disabled, at: .test(5))
            #expect(third.map(\.id) == [first[1].id])
            #expect(try await store.libraries() == third)
        }
    }

    @Test(arguments: TestDriver.available)
    func `until somebody was asked about a kind, all of it is wanted`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.serverLibraries
            let films = try await store.takeOver(
                .test([(1, "A", .films), (2, "B", .films)]), .enabledWhenFirst, at: .test(1))
            #expect(films.allSatisfy { $0.isEnabled })
            let all = try await store.takeOver(
                .test([(1, "A", .films), (2, "B", .films), (3, "C", .films), (4, "D", .series)]), .enabledWhenFirst,
                at: .test(2))
            #expect(all.map(\.isEnabled) == [true, true, false, true])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a list that is known already is not written`(driver: TestDriver) async throws {
        try await ServerBench.with(driver) { bench async throws in
            let told = ToldLibraries.test([(1, "Films", .films), (2, "Films 4K", .films), (3, "Series", .series)])
            try await bench.libraries.noteComplete([bench.films], at: .test(5))
            let writes = try await ServerBench.writes {
                _ = try await bench.libraries.takeOver(told, .disabled, at: .test(9))
                _ = try await bench.libraries.setEnabled(true, library: bench.films, at: .test(9))
                try await bench.libraries.noteComplete([bench.films], at: .test(9))
            }
            #expect(writes.isEmpty, "\(writes)")
            #expect(try await bench.plays.completedAt(.movie, on: ServerBench.key) == .test(5))
            #expect(try await bench.plays.completedAt(.series, on: ServerBench.key) == nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `titles of libraries that are gone are hidden, those of another server too`(driver: TestDriver) async throws {
        try await ServerBench.with(driver) { bench async throws in
            _ = try await bench.save(.film(1, "Film"))
            _ = try await bench.save(.film(2, "Large"), in: bench.fourK)
            _ = try await bench.libraries.takeOver(.test([(1, "Films", .films)]), .disabled, at: .test(1))
            #expect(try await bench.shown() == ["Film"])
            _ = try await bench.libraries.takeOver(
                .test([(1, "Films", .films), (2, "Films 4K", .films)]), .disabled, at: .test(2))
            #expect(try await bench.shown() == ["Film", "Large"])
            let other = MediaServerKey(kind: .emby, id: .test(6_000))
            let moved = try await bench.libraries.takeOver(
                .test([(1, "Films", .films)], of: other), .enabledWhenFirst, at: .test(3))
            #expect(moved.map(\.server) == [other] && moved.allSatisfy(\.isEnabled))
            #expect(try await bench.shown().isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a library that is switched on again is not complete before its next listing`(driver: TestDriver) async throws
    {
        try await ServerBench.with(driver) { bench async throws in
            try await bench.libraries.noteComplete([bench.films, bench.fourK], at: .test(5))
            _ = try await bench.libraries.setEnabled(false, library: bench.fourK, at: .test(6))
            _ = try await bench.libraries.setEnabled(true, library: bench.fourK, at: .test(7))
            #expect(try await bench.plays.completedAt(.movie, on: ServerBench.key) == .test(5))
            try await bench.libraries.noteComplete([bench.films, bench.fourK], at: .test(8))
            #expect(try await bench.plays.completedAt(.movie, on: ServerBench.key) == .test(8))
        }
    }
}
