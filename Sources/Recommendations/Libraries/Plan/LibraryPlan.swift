package import Basics
import Domain

/// What a library is to hold: every file by its path in the library's folder, and nothing else.
package struct LibraryPlan: Hashable, Sendable {
    /// A file, by what is in it.
    package enum File: Hashable, Sendable {
        case text(String)
        /// A symbolic link, which leads to where the media server sees something.
        case link(String)
        case picture(LibraryPicture)
    }

    package private(set) var files: [String: File] = [:]
    /// Titles that are in it.
    package private(set) var titleCount = 0
    /// Titles that are not, because nobody knows where their files are.
    package private(set) var missingCount = 0
    private var taken: Set<String> = []

    /// Nothing.
    package init() {}

    /// Films in the order of their ranks; `addedAt` is when the first one seems to have come.
    package init(films: [ShelvedTitle], links: Bool, addedAt moment: Instant) {
        for film in films {
            note(isThere: links ? addLinks(to: film, moment) : addAddress(of: film, moment))
        }
    }

    /// Series in the order of their ranks.
    package init(series: [ShelvedTitle], links: Bool, addedAt moment: Instant) {
        for series in series {
            note(isThere: add(series, links: links, moment))
        }
    }

    private mutating func note(isThere: Bool) {
        if isThere { titleCount += 1 } else { missingCount += 1 }
    }

    mutating func add(_ file: File, at path: String) { files[path] = file }

    /// A name that no other title has, in whatever letters.
    mutating func take(_ name: String, or other: @autoclosure () -> String) -> String {
        let name = taken.contains(name.lowercased()) ? other() : name
        taken.insert(name.lowercased())
        return name
    }

    mutating func addPoster(of title: ShelvedTitle, at path: String) {
        guard let source = title.title.metadata.posterPath else { return }
        add(.picture(LibraryPicture(source: source, rank: title.rank, match: title.match)), at: path)
    }
}

/// A poster of a library.
package struct LibraryPicture: Hashable, Sendable {
    /// As `TitleMetadata.posterPath`.
    package let source: String
    package let rank: Int
    /// Whole percent; nil for none.
    package let percent: Int?

    package init(source: String, rank: Int, match: Double?) {
        self.source = source
        self.rank = rank
        percent = match.map { Int((min(max($0, 0), 1) * 100).rounded()) }
    }

    /// Tells it from every other one.
    func stamp(isMarked: Bool) -> String {
        isMarked
            ? StableDigest.hex(of: source, String(rank), percent.map { String($0) } ?? "")
            : StableDigest.hex(of: source)
    }
}

extension ShelvedTitle {
    /// What stands in brackets behind a name.
    var nameID: String { itemID?.rawValue ?? title.id.description }
}
