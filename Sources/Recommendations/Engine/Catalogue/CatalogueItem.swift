package import Domain

/// What is known of one film or series when recommendations are worked out.
///
/// Everything but id and title may be missing: what is unknown says nothing for or against a title.
package struct CatalogueItem: Sendable, Hashable {
    package let id: TitleID
    package let title: String
    package var year: Int?
    package var genres: [String] = []
    package var keywords: [String] = []
    package var directors: [String] = []
    /// In billing order; the first few count, see `EngineLimits.castMax`.
    package var cast: [String] = []
    package var studios: [String] = []
    /// Of a series: who showed it first.
    package var network: String?
    /// The collection that a source named, such as "Alien Collection". Without one it is read off the titles.
    package var collection: String?
    /// 0...10.
    package var communityRating: Double?
    package var voteCount: Int?
    package var runtimeMinutes: Int?
    /// Of any dimension and length, one model for all; of a minority with another dimension it is left out.
    package var vector: [Float]?

    package init(id: TitleID, title: String) {
        self.id = id
        self.title = title
    }
}
