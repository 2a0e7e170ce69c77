package import Domain

/// All that somebody rated, in numbers.
package struct RatingNumbers: Sendable, Hashable {
    package let filmCount: Int
    /// Of films whose length is known.
    package let watchedMinutes: Int
    /// With two decimals; 0 without ratings.
    package let averageStars: Double
    /// Days in a row with ratings, up to today or yesterday.
    package let currentStreak: Int
    package let longestStreak: Int
    /// The most frequent genre of the last year, of several the first by name.
    package let topGenre: String?

    package init(_ marks: [RankingMark], today: CalendarDay) {
        filmCount = marks.count
        watchedMinutes = marks.reduce(0) { $0 + ($1.runtimeMinutes ?? 0) }
        averageStars = Stars.average(marks, decimals: 2)
        let streaks = Streaks(Set(marks.map { CalendarDay(of: $0.ratedAt) }), today: today)
        (currentStreak, longestStreak) = (streaks.current, streaks.longest)
        topGenre = GenreShares(marks, today: today).genres.first?.name
    }
}

/// Days in a row.
struct Streaks: Equatable {
    private(set) var current = 0
    private(set) var longest = 0

    init(_ days: Set<CalendarDay>, today: CalendarDay) {
        for first in days where !days.contains(first.previous) {
            var last = first
            while days.contains(last.next) { last = last.next }
            let length = last.number - first.number + 1
            longest = max(longest, length)
            if last == today || last == today.previous { current = length }
        }
    }
}
