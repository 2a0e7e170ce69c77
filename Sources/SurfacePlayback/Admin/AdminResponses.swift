import Basics
import Domain
import SurfaceKit

struct ValidPathResponse: Encodable {
    let status = "success"
    let valid: Bool
}

struct FoldersResponse: Encodable {
    let status = "success"
    let path: String
    let subdirs: [String]
}

struct LibraryFoldersResponse: Encodable {
    let status = "success"
    let folders: [String]
}

struct AdminLibrariesResponse: Encodable {
    let status = "success"
    let libraries: [AdminLibraryResponse]
    let activeJobs: [JobResponse]
}

struct AdminLibraryResponse: Encodable {
    let id: Int32
    let name: String
    let type: MediaLibraryKind
    let folders: [String]
    let movieCount: Int
    let seriesCount: Int
    let episodeCount: Int
    let videoCount: Int
    let missingCount: Int
    let totalBytes: Int64
    @OrNull var lastScanAt: String?
    @OrNull var lastScanStatus: String?
    @OrNull var activeJob: JobResponse?

    init(_ library: MediaLibrary, _ counts: MediaCounts, _ job: Job?) {
        id = library.id.rawValue
        name = library.name
        type = library.kind
        folders = library.folders.map(\.path)
        movieCount = counts.movies
        seriesCount = counts.series
        episodeCount = counts.episodes
        videoCount = counts.files
        missingCount = counts.missing
        totalBytes = counts.bytes
        _lastScanAt = OrNull(wrappedValue: library.scannedAt?.databaseText)
        _lastScanStatus = OrNull(wrappedValue: library.scanStatus)
        _activeJob = OrNull(wrappedValue: job.map { JobResponse($0) })
    }
}

struct JobResponse: Encodable {
    let id: Int32
    let type: String
    let status: String
    let progressPercent: Int
    let message: String

    init(_ job: Job) {
        id = job.id.rawValue
        type = job.name
        status = job.state.rawValue
        progressPercent =
            job.progress.total > 0 ? min(100, job.progress.done * 100 / job.progress.total) : 0
        message = job.progress.message
    }
}

struct StatisticsResponse: Encodable {
    let status = "success"
    let cpu: CPU
    let memory: Memory
    let disk: [Disk]
    @OrNull var network: Network?
    let process: Process
    let playback: Playing

    struct CPU: Encodable {
        @OrNull var percent: Double?
        @OrNull var cores: Int?
        @OrNull var load: [Double]?
    }

    struct Memory: Encodable {
        @OrNull var totalBytes: Int64?
        @OrNull var usedBytes: Int64?
        @OrNull var availableBytes: Int64?
    }

    struct Disk: Encodable {
        let path: String
        let totalBytes: Int64
        let usedBytes: Int64
        let freeBytes: Int64
    }

    struct Network: Encodable {
        let rxBytes: Int64
        let txBytes: Int64
    }

    struct Process: Encodable {
        @OrNull var uptimeSeconds: Int?
        @OrNull var memoryBytes: Int64?
    }

    struct Playing: Encodable {
        let active: Int
        let sessions: Int
    }

    init(_ report: HostReport, playing: Int, sessions: Int) {
        cpu = CPU(percent: report.cpuPercent, cores: report.cores, load: report.load)
        memory = Memory(
            totalBytes: report.memoryTotalBytes, usedBytes: report.memoryUsedBytes,
            availableBytes: report.memoryAvailableBytes)
        disk = report.disks.map {
            Disk(path: $0.path, totalBytes: $0.totalBytes, usedBytes: $0.usedBytes, freeBytes: $0.freeBytes)
        }
        let network: Network? =
            if let received = report.receivedBytes, let sent = report.sentBytes {
                Network(rxBytes: received, txBytes: sent)
            } else {
                nil
            }
        _network = OrNull(wrappedValue: network)
        process = Process(uptimeSeconds: report.uptimeSeconds, memoryBytes: report.processMemoryBytes)
        playback = Playing(active: playing, sessions: sessions)
    }
}

struct DiagnosticsResponse: Encodable {
    let status = "success"
    let session: Session
    let runtime: Runtime
    let security: Security
    let tools: Tools

    struct Session: Encodable {
        let cookieName: String
        let secure: Bool
        let httpOnly = true
        let sameSite = "Lax"
        let idleTimeoutSeconds: Int
        let createdAt: String
        let lastSeenAt: String
        let activeSessions: Int
    }

    struct Runtime: Encodable {
        let version: String
        let platform = "linux"
        let database: String
        @OrNull var uptimeSeconds: Int?
        let basePath: String
        @OrNull var publicURL: String?
    }

    struct Security: Encodable {
        let legacyAndroidMutations: Bool
        let legacyUses24h: Int
        let trustedProxies: [String]

        enum CodingKeys: String, CodingKey {
            case legacyAndroidMutations, trustedProxies
            case legacyUses24h = "legacy_uses_24h"
        }
    }

    struct Tools: Encodable {
        @OrNull var ffmpeg: String?
        @OrNull var ffprobe: String?
    }
}
