import Domain

/// Finds the performers of a scene by its path and title.
struct PerformerDetector: Sendable {
    private let misspelt: MisspeltNames
    private let parts: PartNames
    private let index: NameIndex

    init(_ index: NameIndex) {
        self.index = index
        misspelt = MisspeltNames(index)
        parts = PartNames(index)
    }

    func proposals(_ places: ScenePlaces) -> [Proposal] {
        places.all.flatMap(proposals)
    }

    /// Words that name something already, whatever it is, are not looked at again.
    private func proposals(_ place: ScenePlaces.Place) -> [Proposal] {
        var taken = place.noise ?? [Bool](repeating: false, count: place.folded.count)
        for hit in place.hits { for word in hit.words { taken[word] = true } }
        var proposals = place.hits.compactMap { hit in
            hit.kind == .performer ? hit.entity.map { named($0, hit.form, place) } : nil
        }
        if taken.allSatisfy(\.self) { return proposals }
        for hit in misspelt.hits(in: place.folded, taken: taken) {
            for word in hit.words { taken[word] = true }
            proposals.append(
                proposal(
                    hit.entity, DetectionConfidence.misspeltPerformer,
                    "\(place.text.quoted) has nearly the name \(name(hit.entity))."))
        }
        for hit in parts.hits(in: place.folded, taken: taken) {
            let confidence = hit.isLast ? DetectionConfidence.lastName : DetectionConfidence.firstName
            let what = hit.isLast ? "last" : "first"
            proposals.append(
                proposal(
                    hit.entity, confidence,
                    "\(place.text.quoted) has the \(what) name of \(name(hit.entity)), who alone has it."))
        }
        return proposals
    }

    private func named(_ entity: Int, _ form: NameIndex.Form, _ place: ScenePlaces.Place) -> Proposal {
        let confidence = form.isAlias ? DetectionConfidence.performerAlias : DetectionConfidence.performerName
        return proposal(
            entity, confidence, "\(place.text.quoted) contains the \(form.isAlias ? "alias" : "name").")
    }

    private func proposal(_ entity: Int, _ confidence: Double, _ reason: String) -> Proposal {
        Proposal(field: .performers, target: .known(entity), confidence: confidence, reason: reason)
    }

    private func name(_ entity: Int) -> String { index.entities[entity].facts.name.quoted }
}
