import Glibc
import Synchronization

/// Asks the kernel how busy the machine is.
package final class HostStatistics: Sendable {
    private let lastTicks: Mutex<ProcText.CPUTicks?>
    private let folder: HostPath
    private let threads: HostThreads

    /// The first sample's share of the processor counts from here. `folder` is where the kernel's tables are.
    package init(on threads: HostThreads, tables folder: HostPath = "/proc") {
        self.folder = folder
        self.threads = threads
        lastTicks = Mutex(Self.text("stat", in: folder).flatMap(ProcText.cpuTicks))
    }

    /// A sample, with the space of the file systems on which `paths` lie.
    ///
    /// Everything is asked on one of the threads, since a network share that has gone away does not answer. Throws
    /// `CancellationError` and `HostThreads.NoThread`.
    package func sample(diskPaths paths: [HostPath] = []) async throws -> HostSample {
        try await threads.run { _ in
            HostSample(
                cpuPercent: self.cpuPercent(), cores: Self.cores,
                loadAverages: self.read("loadavg", ProcText.loadAverages),
                memory: self.read("meminfo", ProcText.memory),
                disks: paths.map { HostSample.Disk(path: $0, space: Self.space(of: $0)) },
                network: self.read("net/dev", ProcText.network), process: self.process())
        }
    }

    private func cpuPercent() -> Double? {
        let now = read("stat", ProcText.cpuTicks)
        let before = lastTicks.withLock { last in
            defer { last = now ?? last }
            return last
        }
        guard let now, let before else { return nil }
        return now.percent(since: before)
    }

    private static var cores: Int? {
        let count = sysconf(CInt(_SC_NPROCESSORS_ONLN))
        return count > 0 ? count : nil
    }

    private func process() -> HostSample.Process {
        let ticksPerSecond = sysconf(CInt(_SC_CLK_TCK))
        var uptime: Double?
        if ticksPerSecond > 0, let now = read("uptime", ProcText.uptimeSeconds),
            let start = read("self/stat", ProcText.startTicks)
        {
            uptime = max(0, now - Double(start) / Double(ticksPerSecond))
        }
        let memory = read("self/statm", ProcText.residentPages).flatMap { pages in
            Self.product(UInt64(max(0, pages)), UInt64(max(0, sysconf(CInt(_SC_PAGESIZE)))))
        }
        return HostSample.Process(uptimeSeconds: uptime, memoryBytes: memory)
    }

    private static func space(of path: HostPath) -> HostSample.Space? {
        guard !path.hasNUL, path.isAbsolute else { return nil }
        var raw = statvfs()
        guard path.withCString({ statvfs($0, &raw) }) == 0, raw.f_bfree <= raw.f_blocks else { return nil }
        let unit = UInt64(raw.f_frsize)
        guard let total = product(UInt64(raw.f_blocks), unit),
            let used = product(UInt64(raw.f_blocks - raw.f_bfree), unit),
            let free = product(UInt64(raw.f_bavail), unit)
        else { return nil }
        return HostSample.Space(totalBytes: total, usedBytes: used, freeBytes: free)
    }

    private static func product(_ count: UInt64, _ unit: UInt64) -> Int64? {
        let (product, isTooMuch) = count.multipliedReportingOverflow(by: unit)
        return isTooMuch ? nil : Int64(exactly: product)
    }

    private func read<Value>(_ name: HostPath, _ parse: (String) -> Value?) -> Value? {
        Self.text(name, in: folder).flatMap(parse)
    }

    /// The tables tell no size, so they are read until they end.
    private static func text(_ name: HostPath, in folder: HostPath) -> String? {
        guard let file = folder.appending(name).withCString({ OwnedDescriptor.open($0, O_RDONLY) }) else { return nil }
        var bytes = [UInt8](repeating: 0, count: HostLimits.procBytesMax)
        var count = 0
        while count < bytes.count {
            let got = bytes.withUnsafeMutableBytes {
                Glibc.read(file.number, $0.baseAddress?.advanced(by: count), $0.count - count)
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { return nil }
            guard got > 0 else { break }
            count += got
        }
        return String(decoding: bytes[..<count], as: UTF8.self)
    }
}
