import Basics
import Domain

/// A film or series as lists show, sort and search it: the row of `listing`.
struct Listing: Hashable {
    let kind: TitleKind
    let sortKey: String
    /// 0 when unknown.
    let year: Int
    /// Rank on the ladder; nil where there is none.
    let certificate: Int?
    let searchText: String
    let addedAt: Instant
}

extension CertificateReading {
    /// The rank of what a text says; nil when it says nothing.
    static func rank(of text: String?) -> Int? {
        text.flatMap { CertificateReading(of: $0)?.certificate.rank.rawValue }
    }
}

/// What a line of the search text is.
enum NameMark: Character, CaseIterable {
    case title = "t"
    case originalTitle = "o"
    case episode = "e"
    case person = "p"

    /// The mark that a line begins with.
    init?(_ byte: UInt8) {
        self.init(rawValue: Character(UnicodeScalar(byte)))
    }
}

/// What a listing is made from.
struct ListingFacts {
    let kind: TitleKind
    let title: String
    let originalTitle: String?
    let year: Int?
    let contentRating: String?
    var people: [String] = []
    var episodes: [EpisodeFacts] = []

    func listing(addedAt: Instant) -> Listing {
        Listing(
            kind: kind, sortKey: Folding.sortKey(title), year: year ?? 0,
            certificate: CertificateReading.rank(of: contentRating), searchText: searchText,
            addedAt: addedAt)
    }

    /// One folded name a line, each once, behind the letter that says what it is. The title is the first line.
    private var searchText: String {
        var seen: Set<String> = []
        let original = originalTitle == title ? nil : originalTitle
        return lines([title], .title, &seen) + lines([original].compactMap(\.self), .originalTitle, &seen)
            + lines(episodes.map(\.title), .episode, &seen) + lines(people, .person, &seen)
    }

    private func lines(_ names: [String], _ mark: NameMark, _ seen: inout Set<String>) -> String {
        names.reduce(into: "") { text, name in
            let line = "\(mark.rawValue)\(Folding.searchText(name))"
            guard line.utf8.count > 1, seen.insert(line).inserted else { return }
            if mark != .title { text += "\n" }
            text += line
        }
    }
}

/// What a series' listing says of an episode.
struct EpisodeFacts {
    let id: TitleID
    let title: String
    let contentRating: String?
    /// As it is stored.
    let certificate: Int?

    /// Its own, else that of its series.
    func certificate(in series: ListingFacts) -> Int? {
        CertificateReading.rank(of: contentRating ?? series.contentRating)
    }
}
