import Accounts
import Basics
import Domain
import HTTPTypes
import Storage
import TestKit
import Testing

/// What administrators see of the server.
@Suite struct AdminTests {
    @Test(arguments: [
        ("/srv", true), ("/srv/films", true), ("/nowhere", false), ("srv", false), ("/srv%00", false),
    ])
    func whetherAPathIsAFolder(_ path: String, _ isValid: Bool) async throws {
        try await PlaybackHousehold.with { house in
            let admin = house.device("admin")
            let answer = try await admin.get("validate_path?path=\(path)")
            #expect(answer == .object(["status": .text("success"), "valid": .bool(isValid)]))
            guard isValid else {
                try await admin.get("list_directories?path=\(path)", .missing)
                return
            }
            let listed = try await admin.get("list_directories?path=\(path)")
            #expect(listed["path"] == .text(path))
            #expect(listed["subdirs"] == .list(path == "/srv" ? [.text("films"), .text("series")] : []))
        }
    }

    @Test(arguments: ["validate_path", "list_directories", "library_info"])
    func whatIsMissingIsTold(_ action: String) async throws {
        try await PlaybackHousehold.with { house in
            try await house.device("admin").get(action, .invalid)
            try await house.device("admin").get("\(action)?path=&id=", .invalid)
        }
    }

    @Test func librariesWithTheirCounts() async throws {
        try await PlaybackHousehold.with { house in
            let media = house.stores.stores.media
            let gone = try await house.storedFile("Vanished")
            try await media.markMissing([gone.id], at: house.world.now)
            let films = try #require(try await media.library(named: "Films"))
            try await media.noteScan(of: films.id, endedAt: house.world.now, status: "4 films")
            let answer = try await house.device("admin").get("fetch_libraries")
            let rows = try #require(answer["libraries"]?.list)
            #expect(
                rows.first
                    == .object([
                        "id": .int(Int(films.id.rawValue)), "name": .text("Films"), "type": .text("movies"),
                        "folders": .list([.text(house.media.root)]), "movie_count": .int(4), "series_count": .int(0),
                        "episode_count": .int(0), "video_count": .int(4), "missing_count": .int(1),
                        "total_bytes": rows.first?["total_bytes"] ?? .null,
                        "last_scan_at": .text("2023-11-14 22:15:20"), "last_scan_status": .text("4 films"),
                        "active_job": .null,
                    ]))
            #expect((rows.first?["total_bytes"]?.int ?? 0) >= 30_000)
            #expect(answer["libraries"].names == ["Films", "Series"])
            #expect(rows[1]["series_count"] == .int(1) && rows[1]["episode_count"] == .int(4))
            #expect(rows[1]["last_scan_at"] == .null && rows[1]["last_scan_status"] == .null)
            #expect(answer["active_jobs"] == .list([]))
        }
    }

    @Test func scansThatRun() async throws {
        try await PlaybackHousehold.with { house in
            let media = house.stores.stores.media
            let series = try #require(try await media.library(named: "Series"))
            let job = try await house.stores.stores.jobs.enqueue(
                NewJob(
                    name: "scan", parameters: #"{"isFull":false,"library":\#(series.id)}"#,
                    deduplicationKey: nil, runAt: house.world.now, createdAt: house.world.now))
            let answer = try await house.device("admin").get("fetch_libraries")
            let expected: JSONValue = .object([
                "id": .int(Int(job.id.rawValue)), "type": .text(job.name), "status": .text("waiting"),
                "progress_percent": .int(0), "message": .text(""),
            ])
            #expect(answer["active_jobs"] == .list([expected]))
            let rows = try #require(answer["libraries"]?.list)
            #expect(rows.map { $0["active_job"] } == [.null, expected])
        }
    }

    @Test func theFoldersOfALibrary() async throws {
        try await PlaybackHousehold.with { house in
            let admin = house.device("admin")
            let films = try #require(try await house.stores.stores.media.library(named: "Films"))
            let answer = try await admin.get("library_info?id=\(films.id)")
            #expect(
                answer == .object(["status": .text("success"), "folders": .list([.text(house.media.root)])]))
            for id in ["0", "9999"] { try await admin.get("library_info?id=\(id)", .missing) }
            for id in ["x", "-1", "1.5", "4294967296"] { try await admin.get("library_info?id=\(id)", .invalid) }
        }
    }

    @Test func whatTheHostCannotTellIsNull() async throws {
        try await PlaybackHousehold.with { house in
            let answer = try await house.device("admin").get("get_server_stats")
            #expect(
                answer
                    == .object([
                        "status": .text("success"),
                        "cpu": .object(["percent": .null, "cores": .null, "load": .null]),
                        "memory": .object(["total_bytes": .null, "used_bytes": .null, "available_bytes": .null]),
                        "disk": .list([]), "network": .null,
                        "process": .object(["uptime_seconds": .null, "memory_bytes": .null]),
                        "playback": .object(["active": .int(0), "sessions": .int(3)]),
                    ]))
        }
    }

    @Test func whatTheHostTells() async throws {
        let settings = PlaybackHousehold.Settings {
            $0.host.reports.cpuPercent = 12.5
            $0.host.reports.cores = 4
            $0.host.reports.load = [0.5, 1, 1.25]
            ($0.host.reports.memoryTotalBytes, $0.host.reports.memoryUsedBytes) = (8_000_000_000, 3_000_000_000)
            $0.host.reports.memoryAvailableBytes = 5_000_000_000
            $0.host.reports.disks = [
                HostReport.Disk(path: "/srv", totalBytes: 100, usedBytes: 40, freeBytes: 60)
            ]
            ($0.host.reports.receivedBytes, $0.host.reports.sentBytes) = (1000, 2000)
            ($0.host.reports.uptimeSeconds, $0.host.reports.processMemoryBytes) = (3600, 50_000_000)
        }
        try await PlaybackHousehold.with(settings) { house in
            _ = try await house.phone.play("Big Buck Bunny")
            let answer = try await house.device("admin").get("get_server_stats")
            #expect(
                answer["cpu"]
                    == .object([
                        "percent": .number(12.5), "cores": .int(4),
                        "load": .list([.number(0.5), .int(1), .number(1.25)]),
                    ]))
            #expect(answer.at("memory", "total_bytes") == .int(8_000_000_000))
            #expect(
                answer["disk"]
                    == .list([
                        .object([
                            "path": .text("/srv"), "total_bytes": .int(100), "used_bytes": .int(40),
                            "free_bytes": .int(60),
                        ])
                    ]))
            #expect(answer["network"] == .object(["rx_bytes": .int(1000), "tx_bytes": .int(2000)]))
            #expect(answer["process"] == .object(["uptime_seconds": .int(3600), "memory_bytes": .int(50_000_000)]))
            #expect(answer["playback"] == .object(["active": .int(1), "sessions": .int(3)]))
        }
    }

    @Test func diagnosticsHoldNoSecret() async throws {
        try await PlaybackHousehold.with { house in
            let admin = house.device("admin")
            let answer = try await admin.get("diagnostics")
            #expect(
                answer["session"]
                    == .object([
                        "cookie_name": .text("PHPSESSID"), "secure": .bool(false), "http_only": .bool(true),
                        "same_site": .text("Lax"), "idle_timeout_seconds": .int(2_592_000),
                        "created_at": .text("2023-11-14 22:13:20"),
                        "last_seen_at": answer.at("session", "last_seen_at") ?? .null, "active_sessions": .int(1),
                    ]))
            #expect(
                answer["runtime"]
                    == .object([
                        "version": .text("1.2.3"), "platform": .text("linux"), "database": .text("sqlite"),
                        "uptime_seconds": .null, "base_path": .text("/vod"), "public_url": .null,
                    ]))
            #expect(
                answer["security"]
                    == .object([
                        "legacy_android_mutations": .bool(false), "legacy_uses_24h": .int(0),
                        "trusted_proxies": .list([]),
                    ]))
            #expect(answer["tools"] == .object(["ffmpeg": .text("/usr/bin/ffmpeg"), "ffprobe": .null]))
            for secret in [admin.cookie, admin.token, house.phone.cookie, PlaybackHousehold.password] {
                #expect(!answer.pretty.contains(secret))
            }
        }
    }
}
