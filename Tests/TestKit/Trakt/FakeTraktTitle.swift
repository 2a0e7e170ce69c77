import Foundation

/// A film or series of the fake Trakt.
package struct FakeTraktTitle: Sendable {
    package let trakt: Int
    /// `movie` or `show`.
    package let type: String
    package var name: String
    package var year: Int?
    package var imdb: String?
    package var tmdb: Int?
    /// Series only.
    package var tvdb: Int?

    package init(_ trakt: Int, _ type: String, _ name: String, _ change: (inout FakeTraktTitle) -> Void = { _ in }) {
        self.trakt = trakt
        self.type = type
        self.name = name
        change(&self)
    }

    package static let matrix = FakeTraktTitle(481, "movie", "The Matrix") {
        ($0.year, $0.imdb, $0.tmdb) = (1999, "tt0133093", 603)
    }
    package static let breakingBad = FakeTraktTitle(1_388, "show", "Breaking Bad") {
        ($0.year, $0.imdb, $0.tmdb, $0.tvdb) = (2008, "tt0903747", 1_396, 81_189)
    }

    /// Films with all ids, numbered from 1.
    package static func films(_ count: Int) -> [FakeTraktTitle] {
        (0..<count).map { number in
            FakeTraktTitle(10_001 + number, "movie", "Film \(number + 1)") {
                ($0.year, $0.imdb, $0.tmdb) = (2_000, "tt\(2_000_001 + number)", 50_001 + number)
            }
        }
    }

    /// Ids that are not known are null, as Trakt writes them.
    var wire: [String: Any] {
        var ids: [String: Any] = [
            "trakt": trakt, "slug": name.lowercased().replacingOccurrences(of: " ", with: "-"),
            "imdb": imdb ?? NSNull() as Any, "tmdb": tmdb ?? NSNull() as Any,
        ]
        if type == "show" { ids["tvdb"] = tvdb ?? NSNull() as Any }
        return ["title": name, "year": year ?? NSNull() as Any, "ids": ids]
    }

    /// Whether the ids of a request mean this title: the first that is sent decides.
    func isMeant(by ids: [String: Any]) -> Bool {
        if let number = ids["trakt"] as? Int { return number == trakt }
        if let text = ids["imdb"] as? String { return text == imdb }
        if let number = ids["tmdb"] as? Int { return number == tmdb }
        if let number = ids["tvdb"] as? Int { return number == tvdb }
        return false
    }
}
