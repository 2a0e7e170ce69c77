import Host
import Testing

@Suite("How busy the machine is")
struct HostStatisticsTests {
    private let threads = HostThreads(count: 1)

    @Test func thisMachineTellsEverything() async throws {
        let sample = try await HostStatistics(on: threads).sample(diskPaths: ["/"])
        #expect(try #require(sample.cores) >= 1)
        #expect(try #require(sample.loadAverages).count == 3)
        let memory = try #require(sample.memory)
        #expect(memory.totalBytes > 100_000_000)
        #expect(memory.usedBytes + memory.availableBytes == memory.totalBytes)
        #expect(try #require(sample.process.memoryBytes) > 1_000_000)
        #expect(try #require(sample.process.uptimeSeconds) >= 0)
        let space = try #require(sample.disks.first?.space)
        #expect(space.totalBytes > 0)
        #expect(space.usedBytes + space.freeBytes <= space.totalBytes)
    }

    @Test func theProcessorsShareIsWithinItsBounds() async throws {
        let statistics = HostStatistics(on: threads)
        for _ in 0..<20 {
            let percent = try await statistics.sample().cpuPercent
            #expect((0...100).contains(percent ?? 0))
        }
    }

    @Test func disksThatCannotBeAskedHaveNoSpace() async throws {
        let temporary = try TemporaryFolder()
        let paths: [HostPath] = [temporary.path, temporary["none"], "relative", "/\0"]
        let disks = try await HostStatistics(on: threads).sample(diskPaths: paths).disks
        #expect(disks.map(\.path) == paths)
        #expect(disks.map { $0.space != nil } == [true, false, false, false])
    }

    @Test func withoutTablesNothingIsKnown() async throws {
        let temporary = try TemporaryFolder()
        let sample = try await HostStatistics(on: threads, tables: temporary.path).sample()
        #expect(sample.cpuPercent == nil)
        #expect(sample.loadAverages == nil)
        #expect(sample.memory == nil)
        #expect(sample.network == nil)
        #expect(sample.process == HostSample.Process(uptimeSeconds: nil, memoryBytes: nil))
    }

    @Test func theShareCountsFromTheSampleBefore() async throws {
        let temporary = try TemporaryFolder()
        try temporary.file("stat", Array("cpu 10 0 0 10".utf8))
        try temporary.file("net/dev", Array("eth0: 5 0 0 0 0 0 0 0 6".utf8))
        let statistics = HostStatistics(on: threads, tables: temporary.path)
        #expect(try await statistics.sample().cpuPercent == nil)
        try temporary.file("stat", Array("cpu 13 0 0 11".utf8))
        #expect(try await statistics.sample().cpuPercent == 75)
        try temporary.file("stat", Array("cpu 13 0 0 15".utf8))
        #expect(try await statistics.sample().cpuPercent == 0)
        try temporary.file("stat", Array("broken".utf8))
        #expect(try await statistics.sample().cpuPercent == nil)
        try temporary.file("stat", Array("cpu 14 0 0 16".utf8))
        let sample = try await statistics.sample()
        #expect(sample.cpuPercent == 50)
        #expect(sample.network == HostSample.Network(receivedBytes: 5, sentBytes: 6))
    }
}
