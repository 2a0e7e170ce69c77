import Basics
import Domain
import Search

/// A film on the wall: its picture where there is one, and under it a drawn poster that shows when there is none.
struct Poster: Sendable {
    let title: String
    let year: String?
    /// The address of the picture.
    let picture: String?
    /// Which ground the drawn poster has, from the title, so that a film always looks the same.
    let ground: Int
    /// How large the title can be set, 1 the largest.
    let size: Int
    /// The page with films like this one.
    let link: String?
    let chips: [String]
    let score: String?
    let hasChips: Bool
    /// What stands under the title.
    let line: String?
    /// What the link leads to, for whoever does not see the poster; after the title and the year.
    let linkWords: String
    /// How much of it was watched; 0 draws no line.
    let percent: Int
    let isBegun: Bool

    init(_ title: Title, chips: [String] = [], score: String? = nil) {
        let metadata = title.metadata
        self.title = metadata.title
        year = metadata.year.map(String.init)
        picture = metadata.posterPath.flatMap { PictureAddress(path: $0)?.url }
        ground = Self.ground(of: metadata.title)
        size = Self.size(of: metadata.title)
        link = title.imdbID.map { "/search?like=\($0)" }
        self.chips = chips
        self.score = score
        hasChips = !chips.isEmpty || score != nil
        line = year
        linkWords = (year.map { ", " + $0 } ?? "") + ": more like this"
        percent = 0
        isBegun = false
    }

    /// What is different about films of this server's own.
    struct Own: Sendable {
        let title: String
        let line: String?
        let picture: String?
        let link: String
        let percent: Int
        let words: String?
    }

    init(_ title: Title, own: Own) {
        self.title = own.title
        year = title.metadata.year.map(String.init)
        picture = own.picture
        ground = Self.ground(of: own.title)
        size = Self.size(of: own.title)
        link = own.link
        (chips, score, hasChips) = ([], nil, false)
        line = own.line
        linkWords = [own.line, own.words].compactMap(\.self).map { ", " + $0 }.joined()
        percent = own.percent
        isBegun = own.percent > 0
    }

    /// A film that need not be in the catalogue, without a link.
    init(named title: String, year: Int?, picturePath: String?) {
        self.title = title
        self.year = year.map(String.init)
        picture = picturePath.flatMap { PictureAddress(path: $0)?.url }
        ground = Self.ground(of: title)
        size = Self.size(of: title)
        (link, linkWords, chips, score, hasChips) = (nil, "", [], nil, false)
        line = self.year
        (percent, isBegun) = (0, false)
    }

    init(_ found: FoundTitle) {
        self.init(found.title, chips: found.reasons.map(Self.words), score: found.score.map { Self.words(score: $0) })
    }

    private static func ground(of title: String) -> Int {
        var digest = StableDigest()
        digest.add(title)
        // The whole digest: its last digits alone are the same for many titles.
        return (Hex.decode(digest.hex) ?? []).reduce(0) { ($0 << 8 + Int($1)) % WebLimits.posterGrounds }
    }

    /// The longest word must fit on a line and the whole title on the poster.
    private static func size(of title: String) -> Int {
        let longest = title.split { $0.isWhitespace || $0 == "-" }.map(\.count).max() ?? 0
        let fits = WebLimits.titleSizes.firstIndex { longest <= $0.wordMax && title.count <= $0.titleMax }
        return (fits ?? WebLimits.titleSizes.count) + 1
    }

    private static func words(_ reason: MatchReason) -> String {
        switch reason {
        case .title: "title"
        case .person(let name): name
        case .genre(let name): name
        case .keyword(let name): name
        case .word(let word): "\u{201C}\(word)\u{201D}"
        case .meaning: "by meaning"
        }
    }

    /// As a part of 100; a film that was named is beyond any comparison.
    private static func words(score: Double) -> String { String(Int((min(1, max(0, score)) * 100).rounded())) }
}

/// The picture of a path as metadata names it, on this server.
struct PictureAddress: Sendable {
    /// The sizes that are handed out, as the provider calls them.
    static let sizes: Set<PictureSize> = [.w185, .w342, .w500]
    static let standardSize = PictureSize.w342

    let name: String

    /// Nil for anything but a slash and a plain file name, such as `/a1B2.jpg`.
    init?(path: String) {
        guard path.hasPrefix("/"), let address = PictureAddress(name: String(path.dropFirst())) else { return nil }
        self = address
    }

    init?(name: String) {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard name.count <= WebLimits.pictureNameCharactersMax, parts.count == 2, !parts[0].isEmpty,
            ["jpg", "jpeg", "png", "webp"].contains(parts[1]),
            parts[0].utf8.allSatisfy({ byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                    || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            })
        else { return nil }
        self.name = name
    }

    var path: String { "/" + name }
    var url: String { "/pictures/\(Self.standardSize.rawValue)/\(name)" }
}
