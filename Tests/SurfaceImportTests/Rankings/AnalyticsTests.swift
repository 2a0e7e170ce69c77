import Basics
import Domain
import HTTPTypes
import TestKit
import Testing

/// The household's time begins on Friday, 2 January 2026.
@Suite("Import: analytics")
struct AnalyticsTests {
    private static func get(_ name: String) -> Scenario {
        Scenario(name, .get, "/api/v1/analytics/\(name)/", as: .known("anna"))
    }

    private static func day(_ days: Double) -> Instant {
        ImportHousehold.beginning.adding(seconds: days * 86_400)
    }

    /// Four films of Anna's and one of Ben's.
    private static func rateSome(_ house: ImportHousehold) async throws {
        let films: [(title: String, genres: [String], minutes: Int?, value: Int, day: Double)] = [
            ("A", ["Science Fiction", "Drama"], 120, 10, 0), ("B", ["Science Fiction"], nil, 7, -1),
            ("C", ["Drama"], 90, 8, -1), ("D", [], 100, 1, -500),
        ]
        for film in films {
            let id = try await house.add(film.title, year: 2001) {
                ($0.genres, $0.runtimeMinutes) = (film.genres, film.minutes)
            }
            try await house.rate(id, film.value, by: house.anna, at: day(film.day))
            if film.title == "A" { try await house.rate(id, 2, by: house.ben, at: day(-3)) }
        }
    }

    @Test("without ratings everything is empty or zero")
    func empty() async throws {
        try await ImportHousehold.with { house in
            let answers = [
                "activity": #"{"activity": [], "start_date": "2024-12-29", "end_date": "2026-01-31"}"#,
                "genres": #"{"genres": [], "total_movies": 0}"#,
                "stats": """
                {"total_movies": 0, "total_watch_time_minutes": 0, "average_rating": 0, "current_streak": 0,
                 "longest_streak": 0, "top_genre": null}
                """,
                "rating-distribution": """
                {"distribution": [{"rating": 1, "count": 0}, {"rating": 2, "count": 0}, {"rating": 3, "count": 0},
                    {"rating": 4, "count": 0}, {"rating": 5, "count": 0}], "total": 0}
                """,
            ]
            for (name, answer) in answers { try await house.surface.run(Self.get(name).answers(200, json: answer)) }
        }
    }

    @Test("numbers are of one's own films, in stars, by days of UTC")
    func full() async throws {
        try await ImportHousehold.with { house in
            try await Self.rateSome(house)
            let answers = [
                "activity": """
                {"activity": [{"date": "2026-01-01", "count": 2}, {"date": "2026-01-02", "count": 1}],
                 "start_date": "2024-12-29", "end_date": "2026-01-31"}
                """,
                "genres": """
                {"genres": [
                    {"genre_id": 878, "genre_name": "Sci-Fi", "count": 2, "average_rating": 4.5},
                    {"genre_id": 18, "genre_name": "Drama", "count": 1, "average_rating": 4}], "total_movies": 3}
                """,
                "stats": """
                {"total_movies": 4, "total_watch_time_minutes": 310, "average_rating": 3.5, "current_streak": 2,
                 "longest_streak": 2, "top_genre": "Sci-Fi"}
                """,
                "rating-distribution": """
                {"distribution": [{"rating": 1, "count": 1}, {"rating": 2, "count": 0}, {"rating": 3, "count": 0},
                    {"rating": 4, "count": 2}, {"rating": 5, "count": 1}], "total": 4}
                """,
            ]
            for (name, answer) in answers { try await house.surface.run(Self.get(name).answers(200, json: answer)) }
        }
    }
}
