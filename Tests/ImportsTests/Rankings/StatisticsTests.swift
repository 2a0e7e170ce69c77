import Basics
import Domain
import Imports
import Testing

@Suite("Ratings in numbers")
struct StatisticsTests {
    /// 27 November 2026.
    private static let today = day("2026-11-27")

    private static func day(_ text: String) -> CalendarDay {
        var number = 18_000
        while CalendarDay(number: number).description < text { number += 1 }
        return CalendarDay(number: number)
    }

    private static func mark(
        _ date: String, _ value: Int = 6, genre: String? = nil, minutes: Int? = nil, hour: Int = 12
    ) -> RankingMark {
        let moment = Instant(milliseconds: Int64(day(date).number * 24 + hour) * 3_600_000)
        return RankingMark(value: value, ratedAt: moment, firstGenre: genre, runtimeMinutes: minutes)
    }

    @Test(
        "Days are those of UTC, also before 1970",
        arguments: [
            (0, "1970-01-01"), (86_399_999, "1970-01-01"), (86_400_000, "1970-01-02"), (-1, "1969-12-31"),
            (1_709_164_800_000, "2024-02-29"),
        ])
    func days(_ milliseconds: Int, _ text: String) {
        #expect(CalendarDay(of: Instant(milliseconds: Int64(milliseconds))).description == text)
    }

    @Test(
        "Activity goes from the Sunday before the month a year ago to the end of this month",
        arguments: [
            ("2026-11-27", "2025-10-26", "2026-11-30"), ("2026-11-01", "2025-10-26", "2026-11-30"),
            ("2025-02-28", "2024-01-28", "2025-02-28"), ("2024-02-29", "2023-01-29", "2024-02-29"),
            ("2025-03-15", "2024-02-25", "2025-03-31"), ("2024-12-31", "2023-11-26", "2024-12-31"),
            ("2024-10-10", "2023-10-01", "2024-10-31"),
        ])
    func windows(_ today: String, _ start: String, _ end: String) {
        let activity = RatingActivity([], today: Self.day(today))
        #expect(activity.start.description == start)
        #expect(activity.end.description == end)
    }

    @Test("Activity counts the days with ratings, in order, and none outside")
    func activity() {
        let marks = [
            Self.mark("2025-10-25"), Self.mark("2025-10-26", hour: 0), Self.mark("2026-11-27"),
            Self.mark("2026-11-26", hour: 23), Self.mark("2026-11-26", hour: 0), Self.mark("2026-12-01"),
        ]
        let days = RatingActivity(marks, today: Self.today).days
        #expect(days.map(\.day.description) == ["2025-10-26", "2026-11-26", "2026-11-27"])
        #expect(days.map(\.count) == [1, 2, 1])
    }

    @Test("A film counts for its first genre alone; films without one count for the total")
    func genres() {
        let marks = [
            Self.mark("2025-11-01", 10, genre: "Drama"), Self.mark("2026-01-01", 7, genre: "Drama"),
            Self.mark("2026-01-01", 1, genre: "Drama"), Self.mark("2026-01-02", 8, genre: "Science Fiction"),
            Self.mark("2026-01-02", 8, genre: "Action"), Self.mark("2026-01-02", 8, genre: "Of no list"),
            Self.mark("2026-01-02", 8), Self.mark("2025-10-31", 8, genre: "Drama"),
            Self.mark("2026-11-28", 8, genre: "Drama"),
        ]
        let shares = GenreShares(marks, today: Self.today)
        #expect(shares.filmCount == 7)
        #expect(shares.genres.map(\.name) == ["Drama", "Action", "Sci-Fi"])
        #expect(shares.genres.map(\.id) == [18, 28, 878])
        #expect(shares.genres.map(\.count) == [3, 1, 1])
        // 5, 4 and 1 stars.
        #expect(shares.genres.map(\.averageStars) == [3.3, 4, 4])
    }

    @Test("Genres that nobody numbered are called by their number")
    func unknownGenre() {
        #expect(GenreShares.name(of: 4_711) == "Unknown (4711)")
        #expect(GenreShares.name(of: 878) == "Sci-Fi")
    }

    @Test("Averages have two decimals, minutes are those that are known")
    func numbers() {
        let marks = [
            Self.mark("2020-01-01", 10, minutes: 100), Self.mark("2020-01-02", 8),
            Self.mark("2020-01-03", 7, minutes: 90),
        ]
        let numbers = RatingNumbers(marks, today: Self.today)
        #expect(numbers.filmCount == 3)
        #expect(numbers.watchedMinutes == 190)
        #expect(numbers.averageStars == 4.33)
        #expect(numbers.topGenre == nil, "The ratings are older than the window of genres")
    }

    @Test("Nothing comes to nothing")
    func nothing() {
        let numbers = RatingNumbers([], today: Self.today)
        #expect(numbers.averageStars == 0)
        #expect((numbers.currentStreak, numbers.longestStreak) == (0, 0))
        #expect(GenreShares([], today: Self.today).genres.isEmpty)
    }

    @Test(
        "A streak is one of days in a row, and a present one may have ended yesterday",
        arguments: [
            (["2026-11-27"], 1, 1),
            (["2026-11-26"], 1, 1),
            (["2026-11-25"], 0, 1),
            (["2026-11-27", "2026-11-26", "2026-11-26", "2026-11-24"], 2, 2),
            (["2026-02-27", "2026-02-28", "2026-03-01", "2026-11-26", "2026-11-25"], 2, 3),
            (["2023-12-31", "2024-01-01"], 0, 2),
        ])
    func streaks(_ days: [String], _ current: Int, _ longest: Int) {
        let numbers = RatingNumbers(days.map { Self.mark($0) }, today: Self.today)
        #expect(numbers.currentStreak == current)
        #expect(numbers.longestStreak == longest)
    }

    @Test("Of genres as frequent the first by name is on top")
    func topGenre() {
        let marks = ["Western", "Comedy", "Western", "Comedy", "Action"].map { Self.mark("2026-11-01", genre: $0) }
        #expect(RatingNumbers(marks, today: Self.today).topGenre == "Comedy")
    }

    @Test("Stars are halves of the shared scale, rounded up")
    func stars() {
        #expect((1...10).map { Stars.of($0) } == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
        #expect(Stars.range.map { Stars.of(Stars.value(of: $0)) } == [1, 2, 3, 4, 5])
    }
}
