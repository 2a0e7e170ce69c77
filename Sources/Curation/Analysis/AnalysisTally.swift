import Domain
import Foundation

/// How far an analysis is, and what it has come to. It is also what a job goes on from.
struct AnalysisTally: Codable, Sendable, Hashable {
    /// The last scene that was looked at.
    var cursor: TitleID?
    var looked = 0
    /// Scenes that there are to look at; 0 before they are counted.
    var total = 0
    var failed = 0
    var confidenceSum = 0.0
    var confidences = 0
    var promptTokens = 0
    var completionTokens = 0
    private(set) var warnings: [String] = []
    private(set) var otherWarnings = 0

    init() {}

    init?(json: String) {
        guard let tally = try? JSONDecoder().decode(Self.self, from: Data(json.utf8)) else { return nil }
        self = tally
    }

    var json: String { JSONText.of(self) }

    mutating func warn(_ text: String) {
        if warnings.count < CurationLimits.warningsMax {
            warnings.append(text)
        } else {
            otherWarnings += 1
        }
    }

    mutating func count(_ changes: [NewChange]) {
        confidences += changes.count
        confidenceSum += changes.reduce(0) { $0 + $1.confidence }
    }

    var averageConfidence: Double {
        confidences == 0 ? 0 : (confidenceSum / Double(confidences) * 10_000).rounded() / 10_000
    }

    /// With how many more there were.
    var allWarnings: [String] {
        otherWarnings == 0 ? warnings : warnings + ["There were \(otherWarnings) more warnings."]
    }
}
