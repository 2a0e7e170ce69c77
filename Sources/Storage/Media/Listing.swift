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
    /// Title and original title, as far as an index can hold them.
    let titleText: String
    let searchText: String
    let addedAt: Instant
}

extension CertificateReading {
    /// The rank of what a text says; nil when it says nothing.
    static func rank(of text: String?) -> Int? {
        text.flatMap { CertificateReading(of: $0)?.certificate.rank.rawValue }
    }
}

/// What a line of the search text is: a sign in front of the name that no folded name has.
enum NameMark: Character, CaseIterable {
    case title = "\u{1}"
    case originalTitle = "\u{2}"
    case episode = "\u{3}"
    case person = "\u{4}"

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
        var seen: Set<String> = []
        let titles = titleLines(&seen)
        return Listing(
            kind: kind, sortKey: Folding.sortKey(title), year: year ?? 0,
            certificate: CertificateReading.rank(of: contentRating), titleText: Folding.bounded(titles),
            searchText: titles + lines(episodes.map(\.title), .episode, &seen) + lines(people, .person, &seen),
            addedAt: addedAt)
    }

    /// One folded name a line, each once, behind the sign that says what it is. The title is the first line.
    private func titleLines(_ seen: inout Set<String>) -> String {
        let original = originalTitle == title ? nil : originalTitle
        return lines([title], .title, &seen) + lines([original].compactMap(\.self), .originalTitle, &seen)
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
