/// The bounds of schedules, progress and run records.
extension DomainLimits {
    /// Whole hours between the runs of an interval schedule. All divide the day, so that each day has the same hours.
    package static let scheduleIntervalHours = [1, 2, 3, 4, 6, 8, 12]
    /// Moments outside the years 1900 to 9999 (UTC seconds since 1970) have no next run.
    package static let scheduleSeconds = -2_208_988_800...253_402_300_799
    /// Seconds that a zone's clocks are ahead of or behind UTC at most.
    package static let zoneOffsetSecondsMax = 64_800
    /// Seconds by which one change of a zone's clocks stretches a period at most: a whole day at the date line.
    package static let zoneShiftSecondsMax = 90_000
    /// Changes of a zone's clocks that are looked at for one run.
    package static let zoneChangesMax = 16
    /// Days of a schedule's kind that are tried for one run; more than one when clocks showed a day twice.
    package static let scheduleDaysTriedMax = 4
    /// Real seconds between two runs of an interval schedule at least.
    package static let intervalSecondsMin = 3600

    /// Seconds after its due moment in which a run still counts as on time.
    package static let scheduleLateSecondsMax = 300.0
    /// A missed run is not made up when the next one is nearer than this many seconds.
    package static let scheduleCatchUpGapSeconds = 3600.0
    /// Stored moments that are further ahead of the clock than this many seconds come from a clock that was wrong.
    package static let scheduleAheadSecondsMax = 86_400.0

    /// Log lines that a progress report keeps, the newest.
    package static let reportLogLinesMax = 500
    /// Bytes of all text in a report's log lines; a report is written twice a second.
    package static let reportLogBytesMax = 65_536
    /// Members of what belongs to a log line.
    package static let reportLogMembersMax = 16
    /// Log lines that a run record keeps, the newest.
    package static let recordLogLinesMax = 100
    /// Characters of a log line, an error or the name of the item at hand.
    package static let reportTextCharactersMax = 500
    /// Seconds for which a finished run is listed beside the running ones.
    package static let finishedListedSeconds = 300.0
    /// The same for a failed run, which somebody should see.
    package static let failedListedSeconds = 600.0
}
