import Domain

/// What may be said of a picked title; plain names and numbers.
package struct ExplanationFacts: Sendable, Hashable {
    /// A title of the history.
    package struct Near: Sendable, Hashable {
        package var name: String
        package var standing: Standing
        /// Genres that the picked title has too.
        package var sharedGenres: [String]
        /// 0...1.
        package var similarity: Double

        package init(name: String, standing: Standing, sharedGenres: [String] = [], similarity: Double = 0) {
            self.name = name
            self.standing = standing
            self.sharedGenres = sharedGenres
            self.similarity = similarity
        }
    }

    /// A link by name to a title of the history.
    package struct Link: Sendable, Hashable {
        package var name: String
        package var reason: TitleLink.Reason
        package var standing: Standing

        package init(name: String, reason: TitleLink.Reason, standing: Standing) {
            self.name = name
            self.reason = reason
            self.standing = standing
        }
    }

    /// The nearest first.
    package var near: [Near] = []
    /// The strongest first.
    package var links: [Link] = []
    package var terms: [ScoreTerm: Float] = [:]
    package var genres: [String] = []
    /// 0...10.
    package var communityRating: Double?
    package var voteCount: Int?

    package init() {}
}

extension ItemCatalogue {
    /// The facts of a selected title.
    package func explanationFacts(of scored: ScoredTitle) -> ExplanationFacts {
        var facts = ExplanationFacts()
        facts.terms = scored.terms
        guard let row = rows[scored.title] else { return facts }
        let genres = genres.names(of: row)
        facts.genres = genres
        facts.communityRating = ratings[row]
        facts.voteCount = votes[row] > 0 ? votes[row] : nil
        facts.near = scored.evidence.compactMap { evidence in
            rows[evidence.title].map { other in
                ExplanationFacts.Near(
                    name: titles[other], standing: evidence.standing,
                    sharedGenres: genres.filter(self.genres.names(of: other).contains),
                    similarity: evidence.similarity)
            }
        }
        facts.links = scored.links.compactMap { link in
            rows[link.title].map {
                ExplanationFacts.Link(name: titles[$0], reason: link.reason, standing: link.standing)
            }
        }
        return facts
    }
}
