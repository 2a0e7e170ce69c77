/// What an account may see by the media server's parental limit, whose scale is about ages.
package struct ParentalLimit: Hashable, Sendable {
    /// Nil for no limit.
    private let age: Int?

    /// `limit` is `User.parentalLimit`.
    package init(_ limit: Int?) {
        age = limit
    }

    package var isNone: Bool { age == nil }

    /// Whether a title with this certificate may be seen. One that is missing or unknown passes, as it does on the
    /// media server.
    package func allows(_ contentRating: String?) -> Bool {
        guard let age, let contentRating, let needed = Self.age(of: contentRating) else { return true }
        return needed <= age
    }

    /// The age that a certificate asks for; nil for what is unknown.
    private static func age(of contentRating: String) -> Int? {
        guard let reading = CertificateReading(of: contentRating),
            let part = CertificateText.parts(contentRating).first(where: { $0.text == reading.text })
        else { return nil }
        return american(part) ?? CertificateTable.age(in: part.value) ?? reading.certificate.rank.age
    }

    /// American certificates are finer than the British ones by which they are compared elsewhere.
    private static func american(_ part: CertificateText.Part) -> Int? {
        guard part.country == nil || part.country == "US" else { return nil }
        return films[part.value] ?? television.first { part.value.hasPrefix($0.name) }?.age
    }

    private static let films = ["PG-13": 13, "PG13": 13, "R": 17]
    /// Letters may follow that say why.
    private static let television: [(name: String, age: Int)] = [("TV-Y7", 7), ("TV-14", 14), ("TV-MA", 17)]
}

extension CertificateRank {
    /// Parental guidance stands where media servers have it.
    fileprivate var age: Int {
        switch self {
        case .universal: 0
        case .parentalGuidance: 10
        case .twelve: 12
        case .fifteen: 15
        case .eighteen, .restricted18: 18
        }
    }
}
