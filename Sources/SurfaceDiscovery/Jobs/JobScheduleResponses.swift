import Domain
import SurfaceKit

/// When a job runs, as lists of jobs hold it.
struct JobScheduleResponse: Encodable {
    let type: String
    @OrNull var hour: Int?
    @OrNull var minute: Int?
    @OrNull var dayOfWeek: Int?
    @OrNull var intervalHours: Int?
    let isEnabled: Bool
    let formatted: String

    init(_ schedule: JobSchedule) {
        type = schedule.fields.kind.rawValue
        _hour = OrNull(wrappedValue: schedule.fields.hour)
        _minute = OrNull(wrappedValue: schedule.fields.minute)
        _dayOfWeek = OrNull(wrappedValue: schedule.fields.dayOfWeek)
        _intervalHours = OrNull(wrappedValue: schedule.fields.intervalHours)
        isEnabled = schedule.isEnabled
        formatted = schedule.formatted
    }
}

/// When a job runs, as it is edited.
struct JobConfigResponse: Encodable {
    let jobName: String
    let scheduleType: String
    @OrNull var scheduleHour: Int?
    @OrNull var scheduleMinute: Int?
    @OrNull var scheduleDayOfWeek: Int?
    @OrNull var scheduleIntervalHours: Int?
    let isEnabled: Bool
    let formatted: String

    init(_ name: String, _ schedule: JobSchedule) {
        jobName = name
        scheduleType = schedule.fields.kind.rawValue
        _scheduleHour = OrNull(wrappedValue: schedule.fields.hour)
        _scheduleMinute = OrNull(wrappedValue: schedule.fields.minute)
        _scheduleDayOfWeek = OrNull(wrappedValue: schedule.fields.dayOfWeek)
        _scheduleIntervalHours = OrNull(wrappedValue: schedule.fields.intervalHours)
        isEnabled = schedule.isEnabled
        formatted = schedule.formatted
    }
}

struct JobConfigAnswer: Encodable {
    let config: JobConfigResponse
    let message: String?
}

/// What runs by itself, and whether this server sees to it.
struct SchedulerResponse: Encodable {
    struct Row: Encodable {
        let jobName: String
        let cronExpression: String
        /// In words.
        let schedule: String
    }

    let isRunning: Bool
    let scheduledJobs: [Row]
}
