import Domain

/// Finds the studio of a scene by its path.
struct StudioDetector {
    private struct Pattern {
        let expression: Regex<AnyRegexOutput>
        let target: Proposal.Target
        let words: String
    }

    private let patterns: [Pattern]

    /// A pattern whose studio the archive does not have counts only where new names are wanted.
    init(_ patterns: [StudioPattern], _ index: NameIndex, createsMissing: Bool) {
        self.patterns = patterns.compactMap { pattern in
            guard let expression = try? Regex(pattern.pattern) else { return nil }
            let known = index.entity(.studio, called: pattern.studio).map { Proposal.Target.known($0) }
            let isFree = createsMissing && !index.knows(.studio, called: pattern.studio)
            guard let target = known ?? (isFree ? .new(pattern.studio) : nil) else { return nil }
            return Pattern(expression: expression.ignoresCase(), target: target, words: pattern.pattern)
        }
    }

    /// The surest first, and of equally sure ones the nearest to the file.
    func proposals(_ places: ScenePlaces) -> [Proposal] {
        directories(places) + matches(places.file, DetectionConfidence.patternInFile, "file name")
            + places.directories.flatMap { matches($0, DetectionConfidence.patternInDirectory, "directory") }
            + named(places.file, DetectionConfidence.studioInFile, "The file name")
            + places.directories.flatMap { named($0, DetectionConfidence.studioInDirectory, "The directory") }
    }

    private func directories(_ places: ScenePlaces) -> [Proposal] {
        places.directories.compactMap { place in
            let whole = place.hits.first { $0.kind == .studio && $0.words == 0..<place.folded.count }
            return whole?.entity.map {
                Proposal(
                    field: .studio, target: .known($0), confidence: DetectionConfidence.studioDirectory,
                    reason: "The directory \(place.text.quoted) is called like the studio.")
            }
        }
    }

    /// Patterns may or may not count with the ending of a file's name.
    private func matches(_ place: ScenePlaces.Place?, _ confidence: Double, _ what: String) -> [Proposal] {
        guard let place else { return [] }
        return patterns.compactMap { pattern in
            let texts = [place.text, place.fileName].compactMap(\.self)
            guard texts.contains(where: { (try? pattern.expression.firstMatch(in: $0)) != nil }) else { return nil }
            return Proposal(
                field: .studio, target: pattern.target, confidence: confidence,
                reason: "The pattern \(pattern.words.quoted) matches the \(what) \(place.text.quoted).")
        }
    }

    private func named(_ place: ScenePlaces.Place?, _ confidence: Double, _ what: String) -> [Proposal] {
        guard let place else { return [] }
        return place.hits.compactMap { hit in
            guard hit.kind == .studio, let entity = hit.entity else { return nil }
            return Proposal(
                field: .studio, target: .known(entity), confidence: confidence,
                reason: "\(what) \(place.text.quoted) contains the studio's \(hit.form.isAlias ? "alias" : "name").")
        }
    }
}
