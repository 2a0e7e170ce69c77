/// How the archive is taken over, analysed and written to.
package struct CurationSettings: Sendable, Hashable {
    /// What an analysis proposes.
    package var analysis = AnalysisSettings()
    /// Whether new scenes are analysed by themselves.
    package var isAutomatic = false
    /// From which confidence on the proposals of an automatic analysis are applied by themselves, 0–1; nil for never.
    package var appliesAbove: Double?
    /// Whether a sync may read only what has changed; false makes every one read everything.
    package var syncsIncrementally = true
    /// Rows that are asked of the archive at a time, 1–1000.
    package var syncBatchSize = 100
    /// Minutes between syncs that start by themselves; 0 for never.
    package var syncIntervalMinutes = 5

    package init() {}
}

/// The settings as they are now.
package typealias CurrentCurationSettings = @Sendable () -> CurationSettings
