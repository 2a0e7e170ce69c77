import Basics
import Domain
import Foundation
import Imports
import Testing

@Suite("Confidence in a match")
struct MatchConfidenceTests {
    private static func film(_ title: String, year: Int? = nil, watched: String? = nil, watchYear: Int? = nil)
        -> ImportedFilm
    {
        var film = ImportedFilm(title: title, searchTitle: title)
        film.year = year
        film.watchYear = watchYear
        film.watchDates = watched.flatMap { Instant(lateOn: $0) }.map { [$0] } ?? []
        return film
    }

    private static func confidence(_ film: ImportedFilm, _ title: String, _ year: Int?, isOnlyExact: Bool = false)
        -> MatchConfidence
    {
        var match = ImportMatch(tmdbID: 1, title: title)
        match.year = year
        return MatchConfidence(film, match, isOnlyExact: isOnlyExact)
    }

    @Test(
        "The title counts for six tenths, the year of the latest viewing for the rest",
        arguments: [
            ("1999-12-31", 1999, 1), ("2000-01-01", 1999, 0.8), ("1998-05-05", 1999, 0.8), ("2024-01-01", 1999, 0.6),
            ("1999-01-01", nil, 0.6), (nil, 1999, 0.6),
        ] as [(String?, Int?, Double)])
    func years(_ watched: String?, _ year: Int?, _ expected: Double) {
        let found = Self.confidence(Self.film("The Matrix", watched: watched), "The Matrix", year)
        #expect(abs(found.value - expected) < 1e-9)
    }

    @Test("What the file says of the year goes before the viewing")
    func release() {
        let film = Self.film("Dune", year: 2021, watched: "2024-03-01")
        #expect(Self.confidence(film, "Dune", 2021).value == 1)
        #expect(abs(Self.confidence(film, "Dune", 2024).value - 0.6) < 1e-9)
        #expect(Self.confidence(Self.film("Dune", watchYear: 2021), "Dune", 2021).value == 1)
    }

    @Test("Case does not count, the order of words does")
    func titles() {
        #expect(abs(Self.confidence(Self.film("matrix the"), "THE MATRIX", 1999).value - 0.36) < 1e-9)
        #expect(abs(Self.confidence(Self.film("ΟΔΥΣΣΕΥΣ"), "οδυσσευς", nil).value - 0.6) < 1e-9)
    }

    @Test("A film before the year 1970 has the year of its viewing too")
    func early() {
        #expect(Self.confidence(Self.film("Alphaville", watched: "1965-12-31"), "Alphaville", 1965).value == 1)
    }

    @Test("Quality follows confidence, and one film of exactly the name is sure whatever the year")
    func quality() {
        let same = Self.film("The Matrix")
        #expect(Self.confidence(same, "The Matrix", 1999).quality == .medium)
        #expect(Self.confidence(same, "The Matrix", 1999, isOnlyExact: true).quality == .high)
        #expect(Self.confidence(Self.film("The Matrix", year: 2000), "The Matrix", 1999).quality == .high)
        #expect(Self.confidence(Self.film("matrix the"), "The Matrix", 1999).quality == .low)
    }
}

extension Instant {
    /// Near the end of a day that is written `YYYY-MM-DD`, in UTC.
    fileprivate init?(lateOn day: String) {
        guard let date = try? Date(day + "T23:59:59Z", strategy: .iso8601) else { return nil }
        self.init(milliseconds: Int64(date.timeIntervalSince1970) * 1_000)
    }
}
