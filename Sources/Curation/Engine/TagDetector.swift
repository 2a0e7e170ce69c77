import Domain

/// Finds tags of a scene by what its file is, and by the words of its title and file name.
struct TagDetector: Sendable {
    /// The archive's tags of one meaning.
    private struct Meaning: Sendable {
        /// Places in the index, the usual name first; empty where the archive has none.
        let tags: [Int]

        init(_ names: [String], _ index: NameIndex) {
            tags = names.compactMap { index.entity(.tag, called: $0) }
        }
    }

    /// The shorter side that is reached, the largest first.
    private let pictures: [(pixels: Int, meaning: Meaning)]
    private let smooth: Meaning
    /// The length in seconds that is not reached; nil for what is longer than all.
    private let lengths: [(seconds: Double?, meaning: Meaning)]
    private let index: NameIndex

    init(_ index: NameIndex) {
        self.index = index
        pictures = [
            (2160, Meaning(["4K", "UHD", "2160p", "Ultra HD"], index)),
            (1440, Meaning(["1440p", "QHD"], index)),
            (1080, Meaning(["1080p", "Full HD", "FHD"], index)),
            (720, Meaning(["720p", "HD"], index)),
            (480, Meaning(["480p", "SD"], index)),
        ]
        smooth = Meaning(["60fps", "60 fps"], index)
        lengths = [
            (300, Meaning(["short"], index)), (900, Meaning(["medium length"], index)),
            (1_800, Meaning(["standard length"], index)), (3_600, Meaning(["long"], index)),
            (nil, Meaning(["feature length"], index)),
        ]
    }

    func proposals(_ places: ScenePlaces, of scene: SceneFacts) -> [Proposal] {
        technical(scene) + named(places.file) + named(places.title)
    }

    private func named(_ place: ScenePlaces.Place?) -> [Proposal] {
        guard let place else { return [] }
        return place.hits.compactMap { hit in
            guard hit.kind == .tag, let entity = hit.entity else { return nil }
            return Proposal(
                field: .tags, target: .known(entity), confidence: DetectionConfidence.tagWords,
                reason: "\(place.text.quoted) contains the tag's \(hit.form.isAlias ? "alias" : "name").")
        }
    }

    private func technical(_ scene: SceneFacts) -> [Proposal] {
        guard let file = scene.files.first else { return [] }
        var proposals: [Proposal?] = []
        if let width = file.width, let height = file.height,
            let picture = pictures.first(where: { min(width, height) >= $0.pixels })
        {
            proposals.append(
                proposal(
                    picture.meaning, DetectionConfidence.picture, scene,
                    "The picture has \(width) × \(height) points."))
        }
        if let rate = file.frameRate, rate >= 59 {
            proposals.append(
                proposal(smooth, DetectionConfidence.frameRate, scene, "There are 59 pictures a second or more."))
        }
        if let seconds = file.duration, seconds > 0,
            let length = lengths.first(where: { $0.seconds.map { seconds < $0 } ?? true })
        {
            let minutes = Int(clamping: Int64(min(seconds / 60, 1e9)))
            proposals.append(
                proposal(length.meaning, DetectionConfidence.length, scene, "It takes \(minutes) full minutes."))
        }
        return proposals.compactMap(\.self)
    }

    /// Nil where the scene has a tag of that meaning, or the archive none.
    private func proposal(
        _ meaning: Meaning, _ confidence: Double, _ scene: SceneFacts, _ reason: @autoclosure () -> String
    ) -> Proposal? {
        guard let tag = meaning.tags.first else { return nil }
        let present = Set(scene.tags.map(\.id))
        let isThere = meaning.tags.contains { present.contains(index.entities[$0].facts.upstreamID) }
        return isThere
            ? nil : Proposal(field: .tags, target: .known(tag), confidence: confidence, reason: reason())
    }
}
