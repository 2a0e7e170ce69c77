package import Domain

/// What an analysis proposes where nobody says otherwise.
package struct AnalysisSettings: Sendable, Hashable {
    /// 0–1.
    package var confidenceThreshold = 0.7
    /// Scenes that the language model is asked about in one question, 1–100.
    package var batchSize = 15
    /// Questions to the language model at the same time.
    package var maxConcurrent = 3
    /// Whether names are proposed that the archive does not have yet.
    package var createMissing = false
    package var studioPatterns: [StudioPattern] = []

    package init() {}
}
