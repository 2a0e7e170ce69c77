import Domain
import Host

/// The machine, as administrators may look at it.
struct MachineHost: ServerHost {
    private let roots: AllowedRoots
    private let media: MediaEngines
    private let statistics: HostStatistics

    /// `dataFolder` is shown to nobody.
    init(roots: [String], dataFolder: String, media: MediaEngines) {
        self.roots = AllowedRoots(
            roots.map { HostPath($0) }, dataFolder: HostPath(dataFolder), threads: media.requestThreads)
        self.media = media
        statistics = HostStatistics(on: media.requestThreads)
    }

    func isOpenFolder(_ path: String) async -> Bool {
        await roots.isValidFolder(path)
    }

    func subfolders(of path: String) async -> [String]? {
        try? await roots.subfolders(of: path)
    }

    func report(disks: [String]) async -> HostReport {
        guard let sample = try? await statistics.sample(diskPaths: disks.map { HostPath($0) }) else {
            return HostReport()
        }
        return HostReport(sample)
    }

    func tools() async -> [String: String?] {
        ["ffmpeg": media.ffmpeg?.text, "ffprobe": media.ffprobe?.text]
    }
}

extension HostReport {
    init(_ sample: HostSample) {
        self.init()
        cpuPercent = sample.cpuPercent
        cores = sample.cores
        load = sample.loadAverages
        memoryTotalBytes = sample.memory?.totalBytes
        memoryUsedBytes = sample.memory?.usedBytes
        memoryAvailableBytes = sample.memory?.availableBytes
        disks = sample.disks.compactMap { disk in
            disk.space.map {
                Disk(
                    path: disk.path.text, totalBytes: $0.totalBytes, usedBytes: $0.usedBytes, freeBytes: $0.freeBytes)
            }
        }
        receivedBytes = sample.network?.receivedBytes
        sentBytes = sample.network?.sentBytes
        uptimeSeconds = sample.process.uptimeSeconds.map { Int($0) }
        processMemoryBytes = sample.process.memoryBytes
    }
}
