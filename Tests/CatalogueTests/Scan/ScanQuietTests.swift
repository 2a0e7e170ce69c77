import Basics
import Catalogue
import Domain
import Host
import Jobs
import Storage
import TestKit
import Testing

@Suite("Scanning: files that are still being written")
struct ScanQuietTests {
    private static let film = "Heat (1995).mkv"

    /// A scan that has found a film to which somebody writes at this moment.
    private func withGrowingFilm(_ body: (ScanBench) async throws -> Void) async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write(Self.film)
            try bench.disk.touch(Self.film, at: bench.clock.now)
            try await bench.scan()
            #expect(bench.disk.probed.isEmpty)
            try await body(bench)
        }
    }

    @Test("a scan looks into what nobody has written to for half a minute, and leaves the rest for later")
    func left() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write([Self.film, "Up (2009).mkv"])
            try bench.disk.touch(Self.film, at: .test(-20))
            try bench.disk.touch("Up (2009).mkv", at: .test(-3600))
            try await bench.scan()
            #expect(bench.disk.probed == ["Up (2009).mkv"])
            #expect(bench.message == "2 files, 2 new titles. 1 files are still being written")
            let job = try #require(try await bench.probings().first)
            #expect(job.times.runAt == bench.clock.now.adding(seconds: CatalogueLimits.quietSeconds))
            #expect(try await !bench.probe(), "its moment has not come")
            bench.clock.advance(seconds: CatalogueLimits.quietSeconds)
            #expect(try await bench.probe())
            #expect(bench.disk.probed == [Self.film, "Up (2009).mkv"])
            #expect(bench.message == "1 files looked into")
            #expect(try await bench.probings().isEmpty)
        }
    }

    @Test("a file that grows in one library does not keep a film of another from being listed and looked into")
    func otherLibrary() async throws {
        try await withGrowingFilm { bench async throws in
            let folder = try bench.disk.sibling("other")
            let other = try await bench.stores.media.addLibrary(
                name: "Others", kind: .movies, folders: [folder], at: bench.clock.now)
            try bench.disk.write(folder + "/Up (2009).mkv")
            try bench.disk.touch(Self.film, at: bench.clock.now)
            let before = bench.clock.now
            try await bench.scan(other.id)
            #expect(bench.clock.now.seconds(since: before) <= 1, "nobody waited")
            #expect(try await bench.names() == ["Heat", "Up"])
            #expect(try await bench.unprobed() == [Self.film])
            #expect(try await bench.probings().count == 1, "one job waits for both scans")
        }
    }

    @Test("while somebody looks into files that were left, a scan can begin")
    func beside() async throws {
        try await withGrowingFilm { bench async throws in
            let libraries = MediaLibraries(
                store: bench.stores.media, queue: JobQueue(store: bench.stores.jobs, world: bench.clock.world),
                world: bench.clock.world)
            bench.clock.advance(seconds: CatalogueLimits.quietSeconds)
            #expect(try await bench.claimProbing() != nil)
            let scan = try await libraries.requestScan()
            let names = [ProbeMedia.name, ScanMedia.name]
            let claimed = try await bench.stores.jobs.claim(
                JobClaim(
                    worker: "other", names: names, exclusiveNames: Set(names), now: bench.clock.now,
                    leaseUntil: bench.clock.now.adding(seconds: 30), attemptsMax: JobsLimits.attemptsMax))
            #expect(claimed?.id == scan.id)
        }
    }

    @Test("a file that goes on growing is looked into once it stands still")
    func growing() async throws {
        try await withGrowingFilm { bench async throws in
            for _ in 0..<3 {
                bench.clock.advance(seconds: CatalogueLimits.quietSeconds)
                try bench.disk.touch(Self.film, at: bench.clock.now)
                #expect(try await bench.probe())
                #expect(bench.disk.probed.isEmpty)
            }
            #expect(bench.message == "0 files looked into. 1 files are still being written")
            bench.clock.advance(seconds: CatalogueLimits.quietSeconds)
            #expect(try await bench.probe())
            #expect(bench.disk.probed == [Self.film])
            #expect(try await bench.probings().isEmpty)
        }
    }

    @Test("a file that does not stand still for long is looked at less often, and never given up")
    func neverStill() async throws {
        try await withGrowingFilm { bench async throws in
            for _ in 0..<CatalogueLimits.quietRoundsMax {
                bench.clock.advance(seconds: CatalogueLimits.quietSeconds)
                try bench.disk.touch(Self.film, at: bench.clock.now)
                #expect(try await bench.probe())
            }
            for _ in 0..<2 {
                bench.clock.advance(seconds: CatalogueLimits.lateProbeSeconds - 1)
                #expect(try await !bench.probe())
                bench.clock.advance(seconds: 1)
                try bench.disk.touch(Self.film, at: bench.clock.now)
                #expect(try await bench.probe())
            }
            #expect(bench.disk.probed.isEmpty)
            #expect(try await bench.names() == ["Heat"], "it is listed all the same")
            bench.clock.advance(seconds: CatalogueLimits.lateProbeSeconds)
            #expect(try await bench.probe())
            #expect(bench.disk.probed == [Self.film])
        }
    }

    @Test("a job whose worker was killed is taken up again")
    func killed() async throws {
        try await withGrowingFilm { bench async throws in
            bench.clock.advance(seconds: CatalogueLimits.quietSeconds)
            #expect(try await bench.claimProbing() != nil)
            #expect(try await !bench.probe(), "one at a time")
            #expect(try await bench.unprobed() == [Self.film])
            bench.clock.advance(seconds: JobsLimits.leaseSeconds)
            #expect(try await bench.probe())
            #expect(bench.disk.probed == [Self.film])
        }
    }

    @Test("where the job is gone, the next scan and the next start queue it again")
    func queuedAgain() async throws {
        try await withGrowingFilm { bench async throws in
            let libraries = MediaLibraries(
                store: bench.stores.media, queue: JobQueue(store: bench.stores.jobs, world: bench.clock.world),
                world: bench.clock.world)
            for _ in 0..<2 {
                let job = try #require(try await bench.probings().first)
                #expect(try await bench.stores.jobs.requestCancel(job.id, at: bench.clock.now))
                #expect(try await bench.probings().isEmpty)
                try bench.disk.touch(Self.film, at: bench.clock.now)
                try await bench.scan()
                #expect(try await bench.probings().count == 1)
            }
            let waiting = try #require(try await bench.probings().first)
            #expect(try await libraries.requestProbing()?.id == waiting.id, "it waits already")
            #expect(try await bench.stores.jobs.requestCancel(waiting.id, at: bench.clock.now))
            #expect(try await libraries.requestProbing() != nil)
            bench.clock.advance(seconds: CatalogueLimits.quietSeconds)
            #expect(try await bench.probe())
            #expect(bench.disk.probed == [Self.film])
            #expect(try await libraries.requestProbing() == nil, "nothing waits")
        }
    }
}
