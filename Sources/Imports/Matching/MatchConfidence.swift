import Basics
package import Domain

/// How sure it is that a film that was found is the film of the file.
package struct MatchConfidence: Hashable, Sendable {
    /// 0...1: the likeness of the titles counts for six tenths, the years for the rest.
    package let value: Double
    package let quality: MatchQuality

    private static let titleShare = 0.6
    private static let sameYear = 0.4
    private static let nextYear = 0.2
    private static let highMin = 0.7
    private static let mediumMin = 0.5

    /// `isOnlyExact`: the match has exactly the name that was searched for, and no other hit has.
    package init(_ film: ImportedFilm, _ match: ImportMatch, isOnlyExact: Bool) {
        let likeness = SequenceMatcher.ratio(film.searchTitle, match.title, .lowered)
        value = min(1, Self.titleShare * likeness + Self.share(ofYears: film.comparedYear, match.year))
        quality = value >= Self.highMin || isOnlyExact ? .high : value >= Self.mediumMin ? .medium : .low
    }

    private static func share(ofYears one: Int?, _ other: Int?) -> Double {
        guard let one, let other else { return 0 }
        return switch abs(one - other) {
        case 0: sameYear
        case 1: nextYear
        default: 0
        }
    }
}

extension ImportedFilm {
    /// The year in which the film came out; where the file does not say, that of the latest viewing, which is the
    /// same for new films.
    var comparedYear: Int? {
        year ?? watchYear ?? watchDates.first.map { CivilDate($0).year }
    }
}
