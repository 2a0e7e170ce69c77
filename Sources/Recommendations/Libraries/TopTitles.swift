package import Domain

/// The titles that everybody watches, best first.
package protocol TopTitles: Sendable {
    func films() async throws -> [TitleID]
    func series() async throws -> [TitleID]
}

extension TopPicks: TopTitles {
    /// Without anybody's limit: the media server has its own for each person.
    package func films() async throws -> [TitleID] {
        try await titles(.movie, within: ParentalLimit(nil)).map(\.title.titleID)
    }

    package func series() async throws -> [TitleID] {
        try await titles(.series, within: ParentalLimit(nil)).map(\.title.titleID)
    }
}
