package import Domain

/// Which genres the films have that somebody rated in the last year; a film counts for its first genre alone.
package struct GenreShares: Sendable, Hashable {
    package struct Share: Sendable, Hashable {
        /// The Movie Database's number.
        package let id: Int
        package let name: String
        package let count: Int
        /// With one decimal.
        package let averageStars: Double
    }

    /// The most frequent first, then by name.
    package let genres: [Share]
    /// Ratings of the year, those of films without a genre too.
    package let filmCount: Int

    package init(_ marks: [RankingMark], today: CalendarDay) {
        let days = today.firstOfMonthYearAgo...today
        let recent = marks.filter { days.contains(CalendarDay(of: $0.ratedAt)) }
        filmCount = recent.count
        let groups = Dictionary(grouping: recent) { $0.firstGenre.flatMap { FilmGenre.id(named: $0) } }
        genres = groups.compactMap { id, marks in
            id.map { Share(id: $0, marks) }
        }.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    }

    /// The names that ranking clients show: The Movie Database's but for one.
    package static func name(of id: Int) -> String {
        id == scienceFiction ? "Sci-Fi" : FilmGenre.names[id] ?? "Unknown (\(id))"
    }

    private static let scienceFiction = 878
}

extension GenreShares.Share {
    fileprivate init(id: Int, _ marks: [RankingMark]) {
        self.id = id
        name = GenreShares.name(of: id)
        count = marks.count
        averageStars = Stars.average(marks, decimals: 1)
    }
}

extension Stars {
    /// 0 without ratings.
    static func average(_ marks: [RankingMark], decimals: Int) -> Double {
        guard !marks.isEmpty else { return 0 }
        let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
        let average = Double(marks.reduce(0) { $0 + of($1.value) }) / Double(marks.count)
        return (average * scale).rounded(.toNearestOrEven) / scale
    }
}
