import Basics
import Foundation
import Glibc
import Host
import Testing

@testable import Streaming

@Suite("Copies that can be made again")
struct CopyCacheTests {
    private let clock = MovedClock()

    private func with(
        bytesMax: Int64, _ body: (CopyCache, String) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/kinothek-copies-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let cache = CopyCache(
            folder: folder + "/copies", bytesMax: bytesMax, threads: HostThreads(count: 1), world: clock.world)
        try await body(cache, folder + "/copies")
    }

    private func names(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    /// Says when a file was last read and written.
    private func date(_ path: String, read: Int, written: Int) {
        let times = [timeval(tv_sec: read, tv_usec: 0), timeval(tv_sec: written, tv_usec: 0)]
        #expect(utimes(path, times) == 0)
    }

    @Test("what is kept is found, unless it is larger than wanted")
    func keeps() async throws {
        try await with(bytesMax: 1000) { cache, folder async throws in
            #expect(await cache.bytes(named: "a", max: 10) == nil)
            await cache.keep([1, 2, 3], as: "a")
            #expect(await cache.bytes(named: "a", max: 3) == [1, 2, 3])
            #expect(await cache.bytes(named: "a", max: 2) == nil)
            #expect(try names(folder) == ["a"])
        }
    }

    @Test("a place where nothing can be written harms nothing")
    func unwritable() async throws {
        let cache = CopyCache(
            folder: "/proc/kinothek", bytesMax: 1000, threads: HostThreads(count: 1), world: clock.world)
        #expect(await cache.keep([1], as: "a") == nil)
    }

    @Test("a sweep leaves what was written or read last")
    func sweeps() async throws {
        try await with(bytesMax: 1000) { cache, folder async throws in
            await cache.keep([UInt8](repeating: 1, count: 10), as: "first")?.value
            for name in ["old", "read", "new"] {
                #expect(await cache.keep([UInt8](repeating: 1, count: 300), as: name) == nil, "not that soon")
            }
            date(folder + "/first", read: 1000, written: 1000)
            date(folder + "/old", read: 2000, written: 2000)
            date(folder + "/read", read: 9000, written: 500)
            date(folder + "/new", read: 0, written: 8000)
            try FileManager.default.createDirectory(atPath: folder + "/folder", withIntermediateDirectories: false)
            clock.advance(seconds: StreamingLimits.sweepSeconds)
            let sweep = await cache.keep([UInt8](repeating: 1, count: 140), as: "latest")
            await sweep?.value
            #expect(sweep != nil)
            #expect(try names(folder) == ["folder", "latest", "new", "read"])
        }
    }

    @Test("it is not done more than once an hour, except when the clock was set back")
    func rarely() async throws {
        try await with(bytesMax: 1000) { cache, _ async throws in
            #expect(await cache.keep([1], as: "a") != nil)
            clock.advance(seconds: StreamingLimits.sweepSeconds - 1)
            #expect(await cache.keep([1], as: "b") == nil)
            clock.advance(seconds: 1)
            #expect(await cache.keep([1], as: "c") != nil)
            clock.advance(seconds: -10)
            #expect(await cache.keep([1], as: "d") != nil)
        }
    }

    private static func files(_ sizes: [Int64]) -> [CopyFile] {
        sizes.enumerated().map { place, size in
            CopyFile(name: "f\(place)", byteCount: size, usedAtSeconds: Int64(place))
        }
    }

    @Test(
        "what has to go",
        arguments: [
            // Enough room, then too many bytes, then too many files.
            ([], 100, 4, 0), ([50, 50], 100, 4, 0), ([50, 50, 1], 100, 4, 1), ([10, 10, 90], 100, 4, 3),
            ([100, 1], 100, 4, 1), ([1, 1, 1, 1], 100, 4, 0), ([1, 1, 1, 1, 1], 100, 4, 2), ([200], 100, 4, 1),
        ] as [([Int64], Int64, Int, Int)])
    func surplus(_ sizes: [Int64], _ bytesMax: Int64, _ countMax: Int, _ gone: Int) {
        let files = Self.files(sizes)
        let surplus = CopyFile.surplus(of: files.reversed(), bytesMax: bytesMax, countMax: countMax)
        #expect(surplus == Array(files.prefix(gone)))
    }

    @Test("no more is looked at than allowed, and nothing where there is no folder")
    func looks() async throws {
        try await with(bytesMax: 1000) { cache, folder async throws in
            #expect(CopyFile.all(in: folder, atMost: 10).isEmpty)
            for name in ["a", "b", "c"] { await cache.keep([1, 2], as: name) }
            #expect(CopyFile.all(in: folder, atMost: 2).count == 2)
            #expect(CopyFile.all(in: folder, atMost: 10).map(\.byteCount) == [2, 2, 2])
        }
    }
}
