package import Domain

/// What is kept from somebody because of their age: by the media server's limit for the account, and by the limit of
/// the profile for which titles are chosen.
package struct AgeLimit: Sendable, Hashable {
    private let account: ParentalLimit
    private let viewer: Viewer?

    /// Without a viewer the account's limit alone counts.
    package init(of user: User, _ viewer: Viewer? = nil) {
        account = ParentalLimit(user.parentalLimit)
        self.viewer = viewer
    }

    package var isNone: Bool { account.isNone && viewer?.certificateMax == nil }

    package func allows(_ contentRating: String?) -> Bool {
        guard account.allows(contentRating) else { return false }
        guard let viewer, viewer.certificateMax != nil else { return true }
        return viewer.maySee(contentRating.flatMap { CertificateReading(of: $0) }?.certificate)
    }

    /// The titles among these that are kept from the person.
    func forbidden(among titles: some Sequence<TitleTraits>) -> Set<TitleID> {
        guard !isNone else { return [] }
        // There are few certificates and many titles.
        var known: [String?: Bool] = [:]
        return Set(
            titles.lazy.filter { title in
                if let isAllowed = known[title.contentRating] { return !isAllowed }
                let isAllowed = allows(title.contentRating)
                known[title.contentRating] = isAllowed
                return !isAllowed
            }.map(\.id))
    }
}
