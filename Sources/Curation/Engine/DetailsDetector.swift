import Domain

/// Proposes details without the markup that they contain.
enum DetailsDetector {
    static func proposal(_ scene: SceneFacts) -> Proposal? {
        guard let details = scene.details, let cleaned = MarkupText.cleaned(details), !cleaned.isEmpty else {
            return nil
        }
        return Proposal(
            field: .details, target: .text(cleaned), confidence: DetectionConfidence.cleanedDetails,
            reason: "The details contain markup or entities of HTML.")
    }
}
