import Domain

/// Which detectors look at a scene.
struct DetectorChoice: Sendable, Hashable {
    var performers = true
    var studios = true
    var tags = true
    var details = true
}

/// All detectors that need no language model. Pure: the same scene always gets the same proposals.
struct SceneRules {
    private let index: NameIndex
    private let studios: StudioDetector
    private let performers: PerformerDetector
    private let tags: TagDetector

    init(_ index: NameIndex, patterns: [StudioPattern], createsMissing: Bool) {
        self.index = index
        studios = StudioDetector(patterns, index, createsMissing: createsMissing)
        performers = PerformerDetector(index)
        tags = TagDetector(index)
    }

    func proposals(_ scene: SceneFacts, _ choice: DetectorChoice) -> [Proposal] {
        var proposals: [Proposal] = []
        if choice.details, let cleaned = DetailsDetector.proposal(scene) { proposals.append(cleaned) }
        guard choice.performers || choice.studios || choice.tags else { return proposals }
        let places = ScenePlaces(scene, index)
        if choice.studios, scene.studio == nil { proposals += studios.proposals(places) }
        if choice.performers { proposals += performers.proposals(places) }
        if choice.tags { proposals += tags.proposals(places, of: scene) }
        return proposals
    }
}
