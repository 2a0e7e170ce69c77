import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Discovery: when jobs run by themselves")
struct JobScheduleTests {
    private static func with(_ body: @escaping @Sendable (DiscoveryHousehold) async throws -> Void) async throws {
        try await DiscoveryHousehold.with(
            hasTitles: false, jobTypes: [FailingSeries(), ScriptedMovies(script: JobScript())], body)
    }

    private static func config(
        _ schedule: String, isEnabled: Bool = true, formatted: String
    ) -> String {
        #"{"jobName": "sync-series", \#(schedule), "isEnabled": \#(isEnabled), "formatted": "\#(formatted)"}"#
    }

    private static let standard = config(
        #""scheduleType": "daily", "scheduleHour": 3, "scheduleMinute": 0, "scheduleDayOfWeek": null, "#
            + #""scheduleIntervalHours": null"#, formatted: "Daily at 3:00 AM")

    @Test("the standard schedule is in force until somebody edits it")
    func standardSchedule() async throws {
        try await Self.with { house in
            try await house.surface.run(
                .jobs("/sync-series/config").answers(200, json: #"{"config": \#(Self.standard)}"#))
            let job = try #require(
                try await house.surface.run(.jobs("").answers(200)).json["jobs"]?.list?.first {
                    $0["name"] == .text("sync-series")
                })
            #expect(job["cron"] == .text("0 3 * * *"))
            let schedule = try JSONValue(
                parsing: #"""
                    {"type": "daily", "hour": 3, "minute": 0, "dayOfWeek": null, "intervalHours": null,
                     "isEnabled": true, "formatted": "Daily at 3:00 AM"}
                    """#)
            #expect(job["schedule"] == schedule)
        }
    }

    @Test("an edit changes what it names, and what is not used is kept")
    func edits() async throws {
        try await Self.with { house in
            func patch(_ json: String) async throws -> JSONValue {
                let answer = try await house.surface.run(
                    .jobs(.patch, "/sync-series/config", json: json).answers(200)
                ).json
                #expect(answer["message"]?.text?.isEmpty == false)
                #expect(
                    try await house.surface.run(.jobs("/sync-series/config").answers(200)).json["config"]
                        == answer["config"])
                return answer["config"] ?? .null
            }
            let evening = try await patch(#"{"scheduleHour": 21, "scheduleMinute": 30.0, "other": 1}"#)
            #expect(evening["formatted"] == .text("Daily at 9:30 PM") && evening["scheduleType"] == .text("daily"))
            let weekly = try await patch(#"{"scheduleType": "weekly", "scheduleDayOfWeek": 0}"#)
            #expect(weekly["formatted"] == .text("Weekly on Sunday at 9:30 PM"))
            let often = try await patch(#"{"scheduleType": "interval", "scheduleIntervalHours": 6}"#)
            #expect(often["formatted"] == .text("Every 6 hours") && often["scheduleHour"] == .int(21))
            #expect(try await patch(#"{"isEnabled": false}"#)["formatted"] == .text("Disabled"))
            #expect(try await patch("{}")["formatted"] == .text("Disabled"))
            let manual = try await patch(#"{"scheduleType": "manual", "isEnabled": true, "scheduleHour": null}"#)
            #expect(manual["formatted"] == .text("Manual only") && manual["scheduleHour"] == .null)
        }
    }

    @Test(
        "what is no schedule is refused and changes nothing",
        arguments: [
            #"{"scheduleType": "hourly"}"#, #"{"scheduleType": null}"#, #"{"scheduleType": 5}"#,
            #"{"scheduleHour": 24}"#, #"{"scheduleHour": -1}"#, #"{"scheduleHour": "3"}"#, #"{"scheduleHour": 3.5}"#,
            #"{"scheduleMinute": 60}"#, #"{"scheduleMinute": true}"#, #"{"scheduleDayOfWeek": 7}"#,
            #"{"scheduleIntervalHours": 5}"#, #"{"isEnabled": null}"#, #"{"isEnabled": "yes"}"#,
            #"{"scheduleType": "weekly"}"#, #"{"scheduleType": "interval"}"#, #"{"scheduleHour": null}"#,
            #"{"scheduleHour": 99999999999999999999}"#, "[]", "nonsense",
        ])
    func refused(_ body: String) async throws {
        try await Self.with { house in
            let answer = try await house.surface.run(.jobs(.patch, "/sync-series/config", json: body).answers(400))
            #expect(try answer.json["error"]?.text?.isEmpty == false)
            try await house.surface.run(
                .jobs("/sync-series/config").answers(200, json: #"{"config": \#(Self.standard)}"#))
        }
    }

    @Test("the scheduler tells what runs by itself")
    func status() async throws {
        try await Self.with { house in
            func rows() async throws -> [JSONValue] {
                let status = try await house.surface.run(.jobs("/scheduler/status").answers(200)).json
                #expect(status["isRunning"] == .bool(false))
                return status["scheduledJobs"]?.list ?? []
            }
            #expect(try await rows().map { $0["jobName"]?.text } == ["sync-movies", "sync-series"])
            let edit = #"{"scheduleType": "weekly", "scheduleDayOfWeek": 6, "scheduleHour": 23, "scheduleMinute": 5}"#
            try await house.surface.run(.jobs(.patch, "/sync-series/config", json: edit).answers(200))
            try await house.surface.run(
                .jobs(.patch, "/sync-movies/config", json: #"{"isEnabled": false}"#).answers(200))
            let row = try JSONValue(
                parsing: #"""
                    {"jobName": "sync-series", "cronExpression": "5 23 * * 6",
                     "schedule": "Weekly on Saturday at 11:05 PM"}
                    """#)
            #expect(try await rows() == [row])
        }
    }
}
