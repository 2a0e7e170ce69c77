package import Domain

/// What is said of somebody's taste, and what it is made of.
package struct TastePortrait: Hashable, Sendable {
    package let synopsis: TasteSynopsis
    package let facts: TasteFacts

    package init(synopsis: TasteSynopsis, facts: TasteFacts) {
        self.synopsis = synopsis
        self.facts = facts
    }
}

extension TasteFacts {
    /// Without what the person does not want to be counted. Numbers of what was watched stay.
    func without(_ omissions: [TasteOmission]) -> TasteFacts {
        var genres: Set<String> = []
        var titles: Set<TitleID> = []
        for omission in omissions {
            switch omission {
            case .genre(let name): genres.insert(name.lowercased())
            case .title(let id): titles.insert(id)
            case .period: break
            }
        }
        var facts = self
        facts.genres.removeAll { genres.contains($0.name.lowercased()) }
        facts.favourites.removeAll { titles.contains($0.titleID) }
        return facts
    }
}
