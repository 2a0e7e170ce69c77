/// What an analysis looks for. As clients write it; whatever is missing is wanted.
package struct AnalysisOptions: Sendable, Hashable, Codable {
    package var detectPerformers = true
    package var detectStudios = true
    package var detectTags = true
    package var detectDetails = true
    /// Whether the language model is asked, where there is one.
    package var useAI = true
    /// How sure a proposal must be, 0–1; nil for the setting.
    package var confidenceThreshold: Double?

    package init() {}

    private enum CodingKeys: String, CodingKey {
        case detectPerformers = "detect_performers"
        case detectStudios = "detect_studios"
        case detectTags = "detect_tags"
        case detectDetails = "detect_details"
        case useAI = "use_ai"
        case confidenceThreshold = "confidence_threshold"
    }

    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        detectPerformers = try members.decodeIfPresent(Bool.self, forKey: .detectPerformers) ?? true
        detectStudios = try members.decodeIfPresent(Bool.self, forKey: .detectStudios) ?? true
        detectTags = try members.decodeIfPresent(Bool.self, forKey: .detectTags) ?? true
        detectDetails = try members.decodeIfPresent(Bool.self, forKey: .detectDetails) ?? true
        useAI = try members.decodeIfPresent(Bool.self, forKey: .useAI) ?? true
        confidenceThreshold = try members.decodeIfPresent(Double.self, forKey: .confidenceThreshold)
    }

    var detectors: DetectorChoice {
        DetectorChoice(performers: detectPerformers, studios: detectStudios, tags: detectTags, details: detectDetails)
    }
}
