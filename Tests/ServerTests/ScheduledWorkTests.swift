import Administration
import Domain
import Testing

@testable import Server

@Suite("What schedules start")
struct ScheduledWorkTests {
    private static func wants(_ installation: Installation, _ name: String) async -> Bool {
        await installation.engines.live.hasWork(besideMediaServer: ["sync-movies"])(name)
    }

    @Test("what wants a media server, or Trakt, has work as soon as there is one, and no longer")
    func hasWork() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        try await sandbox.withInstallation { installation async throws in
            #expect(await Self.wants(installation, "generate-movie-recommendations"))
            #expect(await !Self.wants(installation, "sync-movies"))
            #expect(await !Self.wants(installation, "sync-trakt-ratings"))
            try await installation.liveSettings.change(
                [SettingEdit(.mediaServerURL, "http://127.0.0.1:9"), SettingEdit(.mediaServerKey, "0123456789")],
                by: .commandLine)
            #expect(await Self.wants(installation, "sync-movies"))
            #expect(await !Self.wants(installation, "sync-trakt-ratings"))
            try await installation.liveSettings.change(
                [
                    SettingEdit(.traktClientID, "id"), SettingEdit(.traktClientSecret, "secret"),
                    SettingEdit(.mediaServerURL, nil),
                ], by: .commandLine)
            #expect(await Self.wants(installation, "sync-trakt-ratings"))
            #expect(await !Self.wants(installation, "sync-movies"))
        }
    }
}
